import { addWorking, type Calendar } from './calendar.ts'
import { addWorkingDays } from './calendar-days.ts'
import { closeAfter } from './close.ts'
import { closeOf, isElapsed, lengthOf, parseTarget } from './target.ts'

/** When a target such as `2wh` or `fri_close` that starts at `from` is due; an answer at that very instant is in time. */
export function deadlineOf(calendar: Calendar, from: Date, target: string): Date {
  const close = closeOf(target)
  if (close) return closeAfter(calendar, from, close)
  const { amount, unit } = parseTarget(target)
  if (unit === 'wd') return addWorkingDays(calendar, from, amount)
  if (isElapsed(target)) return new Date(from.getTime() + lengthOf(target))
  return addWorking(calendar, from, lengthOf(target))
}
