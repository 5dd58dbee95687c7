import { spanOfDays } from '../../departments/duty/days.ts'
import { phraseInstant } from '../../lib/instant.ts'
import { nextOpening } from '../../sla/calendar.ts'
import { deskCalendar } from '../../sla/calendars.ts'
import { openStatuses } from '../change.ts'
import { type ActOf, entered } from './press.ts'

/** Two years: what is further away is a slip. */
const furthestMs = 2 * 366 * 86_400_000

/** 回访: on a date that somebody sets the ticket comes up again, at the beginning of work; a later date replaces it. */
export const revisit: ActOf = ({ conversation }, press, { playbook, translate }) => {
  const date = entered(press, 'date')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return { refused: 'no_such_day' }
  const { timeZone, locale } = playbook.company
  const { fromAt, untilAt } = spanOfDays(timeZone, date, date)
  if (untilAt <= press.at) return { refused: 'day_past' }
  if (fromAt.getTime() - press.at.getTime() > furthestMs) return { refused: 'day_far' }
  const from = fromAt > press.at ? fromAt : press.at
  const due = nextOpening(deskCalendar(playbook, conversation.platform), from)
  const note = entered(press, 'text')
  const to = phraseInstant({ locale, timeZone, translate }, due, press.at)
  return {
    revisit: { due, note },
    happened: [{ kind: 'clock.revisit_set', by: press.actor, to, ...(note ? { note } : {}) }],
  }
}

/** 重算时限: deadlines that were told follow what the playbook says now, because a supervisor chose so. */
export const reckon: ActOf = ({ ticket }, press) => {
  if (!openStatuses.includes(ticket.status)) return { refused: `status.${ticket.status}` }
  return { reckon: true, happened: [{ kind: 'clock.reckoned', by: press.actor }] }
}
