import { describe, expect, test } from 'vitest'
import { turnsOf } from '../../src/sla/history.ts'
import {
  moveClock,
  pauseClock,
  reckonClock,
  resumeClock,
  startClock,
  startDated,
  stopClock,
} from '../../src/sla/running.ts'
import type { NewClock, Reckoning } from '../../src/sla/ticking.ts'
import { playbookWith, reckoningIn } from './playbooks.ts'
import { at, clockOf, hours, workweek } from './weeks.ts'

const playbook = playbookWith()
const desk = reckoningIn(playbook, 'desk')
const logistics = reckoningIn(playbook, 'department:logistics_ops')
/** The same desk with a playbook in which it opens later and closes earlier. */
const shortDesk = reckoningIn(playbookWith({ desk: workweek('10:00-16:00') }), 'desk')
const nights = reckoningIn(playbookWith({ logistics: workweek('22:00-06:00') }), 'department:logistics_ops')

const given = (target: string) => ({ target, policy: 'urgent' })
const starts = (target: string, from: string, reckoning: Reckoning = desk): NewClock =>
  startClock(reckoning, 'plan', given(target), at(from))
const pauses = (clock: NewClock, from: string, to: string, after: Reckoning = desk): NewClock =>
  resumeClock(after, pauseClock(desk, clock, at(from)), at(to))
const dueOf = ({ deadlineAt }: NewClock): string => clockOf(deadlineAt)
const retargets = (clock: NewClock, target: string, now: string): NewClock =>
  reckonClock(desk, clock, { ...given(target), what: 'retargeted' }, at(now))

// 2026-03-06 is a Friday, 2026-03-09 a Monday; the desk works 9 to 18, logistics 12 to 20.
describe('a pause', () => {
  test.each([
    [
      'within working time moves the deadline by as much',
      '4wh',
      '2026-03-06 10:00',
      '2026-03-06 11:00',
      '2026-03-06 11:25',
      '2026-03-06 14:25',
    ],
    [
      'over a night and a weekend by what was worked of it',
      '4wh',
      '2026-03-06 16:00',
      '2026-03-06 17:00',
      '2026-03-09 09:30',
      '2026-03-09 12:30',
    ],
    [
      'while nobody works not at all',
      '4wh',
      '2026-03-06 16:00',
      '2026-03-06 19:00',
      '2026-03-08 23:00',
      '2026-03-09 11:00',
    ],
    [
      'that ends while nobody works counts on from the opening',
      '4wh',
      '2026-03-06 16:00',
      '2026-03-06 17:00',
      '2026-03-07 12:00',
      '2026-03-09 12:00',
    ],
    [
      'from edge to edge',
      '4wh',
      '2026-03-06 16:00',
      '2026-03-06 18:00',
      '2026-03-09 09:00',
      '2026-03-09 11:00',
    ],
    ['over a holiday', '4wh', '2026-09-30 16:00', '2026-09-30 17:00', '2026-10-08 10:00', '2026-10-08 13:00'],
    [
      'of a clock that runs day and night by all of it',
      '24h',
      '2026-03-06 16:00',
      '2026-03-06 20:00',
      '2026-03-07 20:00',
      '2026-03-08 16:00',
    ],
    [
      'of working days keeps what was left of the last',
      '1wd',
      '2026-03-05 11:00',
      '2026-03-05 15:00',
      '2026-03-06 15:00',
      '2026-03-09 11:00',
    ],
    [
      'of an end of work moves nothing',
      'fri_close',
      '2026-03-06 10:00',
      '2026-03-06 12:00',
      '2026-03-06 14:00',
      '2026-03-06 18:00',
    ],
  ])('%s', (_, target, from, paused, resumed, due) => {
    expect(dueOf(pauses(starts(target, from), paused, resumed))).toBe(due)
  })

  test('of a clock that is late leaves it as late, and its deadline where it was', () => {
    const clock = pauses(starts('2wh', '2026-03-06 10:00'), '2026-03-06 12:20', '2026-03-09 09:00')
    expect(dueOf(clock)).toBe('2026-03-06 12:00')
  })

  test('says nothing while it lasts; twice paused is paused once', () => {
    const paused = pauseClock(desk, starts('4wh', '2026-03-06 10:00'), at('2026-03-06 11:00'))
    expect(paused.nextNoticeAt).toBeNull()
    expect(pauseClock(desk, paused, at('2026-03-06 12:00'))).toBe(paused)
    expect(resumeClock(desk, paused, at('2026-03-06 12:00')).nextNoticeAt).toEqual(at('2026-03-06 13:00'))
  })

  test('at the very deadline leaves nothing, and what is resumed is due at once', () => {
    const clock = pauses(starts('2wh', '2026-03-06 10:00'), '2026-03-06 12:00', '2026-03-06 15:00')
    expect(dueOf(clock)).toBe('2026-03-06 15:00')
  })
})

describe('other hours in the playbook while a clock runs', () => {
  test('do not move the deadline that was told', () => {
    const clock = starts('4wh', '2026-03-06 10:30')
    const noon = at('2026-03-06 12:00')
    expect(dueOf(resumeClock(shortDesk, pauseClock(shortDesk, clock, noon), noon))).toBe('2026-03-06 14:30')
  })

  test('between pause and resume keep what was left', () => {
    // three of four hours left: Monday 10:00 to 13:00 in the hours of then
    const clock = pauses(starts('4wh', '2026-03-06 15:00'), '2026-03-06 16:00', '2026-03-06 17:00', shortDesk)
    expect(clock.totalMs - clock.usedMs).toBe(hours(3))
    expect(dueOf(clock)).toBe('2026-03-09 13:00')
  })
})

describe('a transfer to a department with other hours', () => {
  test.each([
    ['counts what is left there', '2026-03-06 10:00', '2026-03-06 11:00', '2026-03-06 15:00'],
    ['from its own opening', '2026-03-06 15:00', '2026-03-06 17:00', '2026-03-06 19:00'],
    ['and over its own night', '2026-03-06 16:00', '2026-03-06 17:30', '2026-03-06 20:00'],
    ['while nobody of either works', '2026-03-06 16:00', '2026-03-07 10:00', '2026-03-09 14:00'],
  ])('%s', (_, from, moved, due) => {
    expect(dueOf(moveClock(desk, logistics, starts('4wh', from), at(moved)))).toBe(due)
  })

  test('to night hours and back loses nothing', () => {
    const there = moveClock(desk, nights, starts('4wh', '2026-03-05 10:00'), at('2026-03-05 12:00'))
    expect(dueOf(there)).toBe('2026-03-06 00:00')
    const back = moveClock(nights, desk, there, at('2026-03-05 23:00'))
    expect(dueOf(back)).toBe('2026-03-06 10:00')
    expect(turnsOf(back).map(({ what, place }) => [what, place])).toEqual([
      ['started', 'desk'],
      ['moved', 'department:logistics_ops'],
      ['moved', 'desk'],
    ])
  })

  test('of a clock that stands still counts only when it runs again', () => {
    const paused = pauseClock(desk, starts('4wh', '2026-03-06 10:00'), at('2026-03-06 11:00'))
    const moved = moveClock(desk, logistics, paused, at('2026-03-06 11:30'))
    expect(moved).toMatchObject({
      pausedAt: paused.pausedAt,
      deadlineAt: paused.deadlineAt,
      nextNoticeAt: null,
    })
    expect(dueOf(resumeClock(logistics, moved, at('2026-03-06 13:00')))).toBe('2026-03-06 16:00')
  })

  test('of one that runs day and night changes nothing, of one that stopped neither', () => {
    expect(dueOf(moveClock(desk, logistics, starts('2h', '2026-03-06 10:00'), at('2026-03-06 11:00')))).toBe(
      '2026-03-06 12:00',
    )
    const stopped = stopClock(desk, starts('4wh', '2026-03-06 10:00'), at('2026-03-06 11:00'))
    expect(moveClock(desk, logistics, stopped, at('2026-03-06 12:00'))).toBe(stopped)
  })

  test('of one that is late leaves its deadline', () => {
    const moved = moveClock(desk, logistics, starts('2wh', '2026-03-06 10:00'), at('2026-03-06 14:00'))
    expect(dueOf(moved)).toBe('2026-03-06 12:00')
  })
})

describe('reckoned anew', () => {
  const paused = pauses(starts('4wh', '2026-03-06 10:00'), '2026-03-06 11:00', '2026-03-06 12:00')
  test.each([
    ['longer', '6wh', '2026-03-06 17:00'],
    ['the same', '4wh', '2026-03-06 15:00'],
    ['shorter', '2wh', '2026-03-06 13:00'],
    ['as long as it ran before the pause', '1wh', '2026-03-06 11:00'],
    ['shorter than that', '30wm', '2026-03-06 10:30'],
    ['day and night', '2h', '2026-03-06 13:00'],
    ['by an end of work, which the pause moves too', 'day_close', '2026-03-09 10:00'],
  ])('%s, with its pause as it was', (_, target, due) => {
    expect(dueOf(retargets(paused, target, '2026-03-06 12:30'))).toBe(due)
  })

  test('and back again it is as before, with the same notices', () => {
    const there = retargets(paused, '2wh', '2026-03-06 12:10')
    const back = retargets(there, '4wh', '2026-03-06 12:20')
    expect(back).toMatchObject({
      deadlineAt: paused.deadlineAt,
      nextNoticeAt: paused.nextNoticeAt,
      level: paused.level,
    })
  })

  test('while it stands still it goes on with what is then left', () => {
    const still = pauseClock(desk, starts('4wh', '2026-03-06 10:00'), at('2026-03-06 11:00'))
    const shorter = retargets(still, '2wh', '2026-03-06 11:30')
    expect(shorter.pausedAt).toEqual(still.pausedAt)
    expect(dueOf(resumeClock(desk, shorter, at('2026-03-06 14:00')))).toBe('2026-03-06 15:00')
  })

  test('an untold deadline that is past is told at once, one that was told is not told again', () => {
    const shorter = retargets(starts('4wh', '2026-03-06 10:00'), '1wh', '2026-03-06 11:30')
    expect(shorter.nextNoticeAt).toEqual(at('2026-03-06 11:00'))
    const told = { ...starts('2wh', '2026-03-06 10:00'), breachedAt: at('2026-03-06 12:00'), level: 4 }
    expect(retargets(told, '1wh', '2026-03-06 12:30').level).toBe(4)
  })

  test('a date that somebody set and a clock that stopped stay as they are', () => {
    const dated = startDated(
      desk,
      'revisit',
      { due: at('2026-03-12 10:00'), note: '' },
      at('2026-03-06 10:00'),
    )
    expect(retargets(dated, '1wh', '2026-03-06 11:00')).toBe(dated)
    const stopped = stopClock(desk, starts('4wh', '2026-03-06 10:00'), at('2026-03-06 11:00'))
    expect(retargets(stopped, '1wh', '2026-03-06 11:00')).toBe(stopped)
  })
})

test('what became of a clock is kept in order, with what it then stood at', () => {
  const moved = moveClock(
    desk,
    logistics,
    pauses(starts('4wh', '2026-03-06 10:00'), '2026-03-06 11:00', '2026-03-06 12:00'),
    at('2026-03-06 13:00'),
  )
  const stopped = stopClock(logistics, moved, at('2026-03-06 14:00'))
  expect(
    turnsOf(stopped).map(({ what, at: when, due }) => [
      what,
      clockOf(new Date(when)),
      clockOf(new Date(due)),
    ]),
  ).toEqual([
    ['started', '2026-03-06 10:00', '2026-03-06 14:00'],
    ['paused', '2026-03-06 11:00', '2026-03-06 14:00'],
    ['resumed', '2026-03-06 12:00', '2026-03-06 15:00'],
    ['moved', '2026-03-06 13:00', '2026-03-06 15:00'],
    ['stopped', '2026-03-06 14:00', '2026-03-06 15:00'],
  ])
})

test('an end of work that stands still stays what it was; past it, that of the next week', () => {
  const clock = starts('fri_close', '2026-03-04 10:00')
  expect(dueOf(clock)).toBe('2026-03-06 18:00')
  expect(dueOf(pauses(clock, '2026-03-04 11:00', '2026-03-05 11:00'))).toBe('2026-03-06 18:00')
  expect(dueOf(pauses(clock, '2026-03-04 11:00', '2026-03-09 11:00'))).toBe('2026-03-13 18:00')
  expect(dueOf(moveClock(desk, logistics, clock, at('2026-03-04 11:00')))).toBe('2026-03-06 20:00')
})
