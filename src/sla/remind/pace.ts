import { isOpen, nextOpening } from '../calendar.ts'
import type { Advance, DueClock } from '../due.ts'
import { deadlineLevel, latenessOf, repeatsAt } from '../notices.ts'
import { lengthOf } from '../target.ts'
import { noticeAt, type Reckoning, scheduled } from '../ticking.ts'

/** Who hears of a notice, besides the place of the work. */
export interface Heard {
  /** Whoever holds the ticket, and the channel. */
  holders: boolean
  standIn: boolean
  supervisors: boolean
}

/** What a sweep makes of a due clock: how far it moves on, and who hears of it, if anybody. */
export interface Pace {
  advance: Advance
  /** The level that is told; undefined where nothing is, because nobody works now. */
  told?: { level: number; late: boolean; heard: Heard }
}

/** Work that ends at six is reminded of at six, not the next morning. */
const graceMs = 60_000

/** The clock after its notice was given at `at`: levels that were overslept are told once, as the latest of them. */
export function paceOf(reckoning: Reckoning, clock: DueClock['clock'], at: Date): Pace {
  const late = at >= clock.deadlineAt
  const breachedAt = clock.breachedAt ?? (late && clock.name !== 'revisit' ? clock.deadlineAt : null)
  const { id } = clock
  if (reckoning.quiet && !isAwake(reckoning, at)) {
    const nextNoticeAt = nextOpening(reckoning.calendar, at)
    return { advance: { id, level: clock.level, nextNoticeAt, breachedAt } }
  }
  // Put off, and now reminded of again before the next level is due.
  const again = noticeAt(reckoning, clock, clock.level) > at
  const level = again ? Math.max(0, clock.level - 1) : lastDue(reckoning, clock, at)
  const next = scheduled(reckoning, clock, again ? clock.level : level + 1)
  const heard = heardBetween(reckoning, clock, { from: again ? level : clock.level, to: level })
  const advance = { id, level: next.level, nextNoticeAt: next.nextNoticeAt, breachedAt }
  return { advance, told: { level, late, heard } }
}

const isAwake = ({ calendar }: Reckoning, at: Date): boolean =>
  isOpen(calendar, at) || isOpen(calendar, new Date(at.getTime() - graceMs))

function lastDue(reckoning: Reckoning, clock: DueClock['clock'], at: Date): number {
  const isDue = (level: number): boolean => noticeAt(reckoning, clock, level) <= at
  // After a long silence there are hundreds: in leaps first, then closer and closer.
  let level = clock.level
  let leap = 1
  for (; isDue(level + leap); leap *= 2) level += leap
  for (leap /= 2; leap >= 1; leap /= 2) if (isDue(level + leap)) level += leap
  return level
}

/** Everybody whom any of the levels is for; a set date that has just come is nothing for supervisors yet. */
function heardBetween(
  { reminders }: Reckoning,
  { name }: Pick<DueClock['clock'], 'name'>,
  { from, to }: { from: number; to: number },
): Heard {
  const heard: Heard = { holders: false, standIn: false, supervisors: false }
  const deadline = deadlineLevel(reminders)
  // Two levels at most are for somebody else alone: of any three the last repeat is for everybody before it.
  for (let level = Math.max(from, to - 2); level <= to; level++) {
    const lateness = level > deadline ? latenessOf(reminders, level) : 0
    // A level that is there for somebody else alone leaves those alone who know.
    const repeats = level <= deadline || repeatsAt(reminders, lateness)
    const reached = (length: string): boolean => {
      const after = lengthOf(length)
      return level >= deadline && (repeats ? lateness >= after : lateness === after)
    }
    heard.holders ||= repeats
    heard.standIn ||= reached(reminders.escalation.standIn)
    heard.supervisors ||=
      reached(reminders.escalation.supervisors) && (level > deadline || name !== 'revisit')
  }
  return heard
}
