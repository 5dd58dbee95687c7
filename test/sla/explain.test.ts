import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workingBetween } from '../../src/sla/calendar.ts'
import { calendarNamed } from '../../src/sla/calendars.ts'
import { explain } from '../../src/sla/explain.ts'
import {
  moveClock,
  pauseClock,
  reckonClock,
  resumeClock,
  startClock,
  startDated,
  stopClock,
} from '../../src/sla/running.ts'
import { playbookWith, reckoningIn } from './playbooks.ts'
import { at, clockOf, hours, minutes } from './weeks.ts'

const playbook = playbookWith()
const desk = reckoningIn(playbook, 'desk')
const calendarOf = (name: string) => calendarNamed(playbook, name)
const given = (target: string) => ({ target, policy: 'urgent' })
const told = (clock: Parameters<typeof explain>[0], now: string) => explain(clock, calendarOf, at(now))

describe('what explains a deadline', () => {
  test('from, due, target, policy and hours', () => {
    const clock = startClock(desk, 'plan', given('4wh'), at('2026-03-06 16:00'))
    expect(told(clock, '2026-03-06 17:00')).toMatchObject({
      clock: 'plan',
      target: '4wh',
      policy: 'urgent',
      place: 'desk',
      from: at('2026-03-06 16:00'),
      counts: at('2026-03-06 16:00'),
      due: at('2026-03-09 11:00'),
      state: 'running',
      pauses: [],
      closed: [],
      makeUp: [],
      moved: [],
      missing: [],
    })
  })

  test('a start outside working time counts from the next opening, unless it runs day and night', () => {
    const saturday = at('2026-03-07 23:40')
    expect(clockOf(told(startClock(desk, 'plan', given('4wh'), saturday), '2026-03-08 00:00').counts)).toBe(
      '2026-03-09 09:00',
    )
    expect(told(startClock(desk, 'plan', given('15m'), saturday), '2026-03-08 00:00').counts).toEqual(
      saturday,
    )
  })

  test('a pause counts in the clock’s own time; one that goes on has no end', () => {
    const start = startClock(desk, 'plan', given('4wh'), at('2026-03-06 16:00'))
    const paused = pauseClock(desk, start, at('2026-03-06 17:40'))
    expect(told(paused, '2026-03-06 17:50')).toMatchObject({
      state: 'paused',
      leftMs: hours(2) + minutes(20),
      pauses: [{ from: at('2026-03-06 17:40'), ms: minutes(10) }],
    })
    const resumed = resumeClock(desk, paused, at('2026-03-09 09:05'))
    expect(told(resumed, '2026-03-09 10:00').pauses).toEqual([
      { from: at('2026-03-06 17:40'), to: at('2026-03-09 09:05'), ms: minutes(25) },
    ])
    const again = pauseClock(desk, resumed, at('2026-03-09 10:00'))
    const ended = stopClock(desk, again, at('2026-03-09 10:30'))
    expect(told(ended, '2026-03-10 10:00')).toMatchObject({ state: 'met', ended: at('2026-03-09 10:30') })
    expect(told(ended, '2026-03-10 10:00').pauses.map(({ ms }) => ms)).toEqual([minutes(25), minutes(30)])
  })

  test('holidays and worked make-up days on the way, with their names; those after it are not', () => {
    const clock = startClock(desk, 'solved', given('3wd'), at('2026-09-30 17:00'))
    expect(clockOf(clock.deadlineAt)).toBe('2026-10-10 17:00')
    const { closed, makeUp } = told(clock, '2026-09-30 17:30')
    expect(closed).toEqual([{ name: '国庆节', first: '2026-10-01', last: '2026-10-07' }])
    expect(makeUp).toEqual(['2026-10-10'])
    const before = startClock(desk, 'solved', given('1wd'), at('2026-09-29 10:00'))
    expect(told(before, '2026-09-29 11:00').closed).toEqual([])
    const always = startClock(desk, 'solved', given('240h'), at('2026-09-30 17:00'))
    expect(told(always, '2026-09-30 17:30').closed).toEqual([])
  })

  test('two feasts in one stretch are told apart', () => {
    const clock = startClock(desk, 'solved', given('7wd'), at('2026-09-24 10:00'))
    expect(told(clock, '2026-09-24 11:00').closed.map(({ name }) => name)).toEqual(['中秋节', '国庆节'])
  })

  test('a year without data is told, with its statutory days by name', () => {
    const clock = startClock(desk, 'solved', given('2wd'), at('2026-12-31 10:00'))
    expect(told(clock, '2026-12-31 11:00')).toMatchObject({
      missing: [2027],
      closed: [{ name: '元旦', first: '2027-01-01', last: '2027-01-01' }],
    })
  })

  test('what moved it, and what it was before', () => {
    const start = startClock(desk, 'plan', given('4wh'), at('2026-03-06 10:00'))
    const sooner = reckonClock(desk, start, { ...given('2wh'), what: 'retargeted' }, at('2026-03-06 10:30'))
    const logistics = reckoningIn(playbook, 'department:logistics_ops')
    const moved = moveClock(desk, logistics, sooner, at('2026-03-06 11:00'))
    const { moved: turns, place } = told(moved, '2026-03-06 11:30')
    expect(place).toBe('department:logistics_ops')
    expect(turns).toEqual([
      {
        what: 'retargeted',
        at: at('2026-03-06 10:30'),
        place: 'desk',
        former: { due: at('2026-03-06 14:00'), target: '4wh', place: 'desk' },
      },
      {
        what: 'moved',
        at: at('2026-03-06 11:00'),
        place: 'department:logistics_ops',
        former: { due: at('2026-03-06 12:00'), target: '2wh', place: 'desk' },
      },
    ])
  })

  test('over the deadline, stopped late, and a date that somebody set', () => {
    const start = startClock(desk, 'plan', given('2wh'), at('2026-03-06 10:00'))
    expect(told(start, '2026-03-06 12:00')).toMatchObject({ state: 'running', lateMs: 0 })
    expect(told(start, '2026-03-06 12:25')).toMatchObject({ state: 'late', lateMs: minutes(25) })
    const stopped = stopClock(desk, start, at('2026-03-06 12:10'))
    expect(told(stopped, '2026-03-09 12:00')).toMatchObject({ state: 'late', lateMs: minutes(10) })
    const dated = startDated(
      desk,
      'revisit',
      { due: at('2026-03-12 10:00'), note: '周四在家' },
      at('2026-03-06 10:00'),
    )
    expect(told(dated, '2026-03-06 12:00')).toMatchObject({
      note: '周四在家',
      due: at('2026-03-12 10:00'),
      closed: [],
    })
  })
})

test('what is told adds up: the working time from start to deadline is the target and the pauses', () => {
  const instant = fc.date({ min: at('2026-02-01 00:00'), max: at('2026-10-31 00:00'), noInvalidDate: true })
  const targets = fc.constantFrom('90wm', '4wh', '30wh', '1wd', '3wd')
  const stretch = fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 9000 }))
  fc.assert(
    fc.property(instant, targets, fc.array(stretch, { maxLength: 3 }), (from, target, stretches) => {
      let clock = startClock(desk, 'plan', given(target), from)
      let now = from.getTime()
      for (const [ran, stood] of stretches) {
        const paused = now + minutes(ran)
        // One that is late stays as late: its pauses move nothing.
        if (paused >= clock.deadlineAt.getTime()) break
        now = paused + minutes(stood)
        clock = resumeClock(desk, pauseClock(desk, clock, new Date(paused)), new Date(now))
      }
      const { due, pauses, closed } = explain(clock, calendarOf, new Date(now))
      const stood = pauses.reduce((sum, { ms }) => sum + ms, 0)
      expect(workingBetween(desk.calendar, from, due)).toBe(clock.totalMs + stood)
      for (const { first, last } of closed) expect(first <= last).toBe(true)
    }),
    { numRuns: 400 },
  )
})

test('a clock without a history, and one in hours the playbook no longer has, are explained all the same', () => {
  const clock = startClock(desk, 'plan', given('4wh'), at('2026-03-06 16:00'))
  expect(told({ ...clock, history: [] }, '2026-03-06 17:00')).toMatchObject({
    place: 'desk',
    moved: [],
    pauses: [],
  })
  const gone = startClock({ ...desk, place: 'department:gone' }, 'plan', given('4wh'), at('2026-03-06 16:00'))
  expect(told(gone, '2026-03-06 17:00')).toMatchObject({
    place: 'department:gone',
    due: at('2026-03-09 11:00'),
  })
})
