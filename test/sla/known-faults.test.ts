import { describe, expect, test } from 'vitest'
import { addWorking, createCalendar, isOpen } from '../../src/sla/calendar.ts'
import { remindDue } from '../../src/sla/remind.ts'
import { pauseClock, resumeClock, startClock, stopClock } from '../../src/sla/running.ts'
import { scheduled } from '../../src/sla/ticking.ts'
import { useDesks } from '../support/use-desks.ts'
import { playbookWith, reckoningIn } from './playbooks.ts'
import { at, clockOf, hours, minutes, week, workweek } from './weeks.ts'

// What other desks got wrong, each with the name under which it was reported.

const open = useDesks()
const desk = reckoningIn(playbookWith(), 'desk')
const starts = (target: string, from: string) => startClock(desk, 'plan', { target, policy: '' }, at(from))

test('zammad #4348: one notice of a day does not swallow the next of the same day, nor that of another clock', async () => {
  const live = await open({ at: '2026-11-18T10:00:00+08:00' })
  await live.says('小何', '空调不制冷了')
  const { id } = await live.db.ticket.findFirstOrThrow()
  const plan = await live.db.clock.findFirstOrThrow({ where: { name: 'plan' } })
  expect(plan.target).toBe('4wh')
  for (let passed = 0; passed < 240; passed += 10) await live.passes('10m')
  const given = await live.db.auditEvent.findMany({
    where: { ticketId: id, kind: { in: ['clock.reminded', 'clock.overdue'] } },
    orderBy: { id: 'asc' },
  })
  const of = (clock: string): string[] =>
    given.filter(({ to }) => to === `clock.${clock}`).map(({ kind }) => kind)
  // half, four fifths, due: all on one day
  expect(of('plan')).toEqual(['clock.reminded', 'clock.reminded', 'clock.overdue'])
  expect(of('first_response').slice(0, 3)).toEqual(['clock.reminded', 'clock.reminded', 'clock.overdue'])
})

test('zammad #4432: no notice at midnight, nor on a weekend or a holiday; only what runs at any hour speaks then', () => {
  const { calendar, reminders } = desk
  const loud = { ...desk, quiet: false }
  let atNight = 0
  for (
    let from = at('2026-09-20 00:00').getTime();
    from < at('2026-10-12 00:00').getTime();
    from += hours(1.7)
  ) {
    for (const target of ['15m', '24h', '4wh', '1wd', 'fri_close']) {
      const clock = startClock(desk, 'plan', { target, policy: '' }, new Date(from))
      for (let level = 0; level < reminders.fractions.length + 6; level++) {
        const quiet = scheduled(desk, clock, level).nextNoticeAt
        // the end of work itself is when whoever is about to leave still hears of it
        const heard = quiet && (isOpen(calendar, quiet) || isOpen(calendar, new Date(quiet.getTime() - 1)))
        expect(heard, `${target} from ${new Date(from).toISOString()}`).toBe(true)
        const any = scheduled(loud, clock, level).nextNoticeAt
        if (any && !isOpen(calendar, any)) atNight += 1
      }
    }
  }
  expect(atNight).toBeGreaterThan(100)
})

test('osticket #6847: a day of two or three shifts is worked in all of them', () => {
  const split = createCalendar({
    hours: workweek('08:00-10:00', '11:00-13:00', '15:00-19:00'),
    timeZone: 'Asia/Shanghai',
  })
  const due = (length: number): string => clockOf(addWorking(split, at('2026-03-02 08:00'), length))
  expect([hours(2), hours(3), hours(4), hours(5), hours(8), hours(9)].map(due)).toEqual([
    '2026-03-02 10:00',
    '2026-03-02 12:00',
    '2026-03-02 13:00',
    '2026-03-02 16:00',
    '2026-03-02 19:00',
    '2026-03-03 09:00',
  ])
})

describe('an endless loop on a start at the weekend', () => {
  test.each(['2026-03-07 00:00', '2026-03-07 12:00', '2026-03-08 23:59:59', '2026-03-06 18:00'])(
    'from %s the search ends, on Monday',
    (from) => {
      for (const length of [0, 1, minutes(15), hours(9)]) {
        const due = addWorking(week('office'), at(from), length)
        expect(clockOf(due).startsWith(length === 0 ? '2026-03-09 09:00' : '2026-03-09')).toBe(true)
      }
    },
  )

  test('in a week that works on weekends only, and from a start within it', () => {
    const saturdays = week('saturdays')
    expect(clockOf(addWorking(saturdays, at('2026-03-07 12:00'), hours(5)))).toBe('2026-03-14 11:00')
    expect(clockOf(addWorking(saturdays, at('2026-03-07 16:00'), hours(1)))).toBe('2026-03-14 11:00')
  })
})

describe('met exactly on the second is met', () => {
  test.each([
    ['4wh', '2026-03-06 10:00', '2026-03-06 14:00'],
    // due with the end of work
    ['4wh', '2026-03-06 14:00', '2026-03-06 18:00'],
    ['15m', '2026-03-07 23:40', '2026-03-07 23:55'],
    ['fri_close', '2026-03-04 10:00', '2026-03-06 18:00'],
  ])('%s from %s', (target, from, due) => {
    const clock = starts(target, from)
    expect(clockOf(clock.deadlineAt)).toBe(due)
    expect(stopClock(desk, clock, at(due)).breachedAt).toBeNull()
    expect(stopClock(desk, clock, new Date(at(due).getTime() + 1)).breachedAt).toEqual(at(due))
  })
})

test('frappe/helpdesk #1554: pauses move a deadline by the working time in them, not by their length, and only once', () => {
  let clock = starts('4wh', '2026-03-06 15:00')
  const pause = (from: string, to: string): void => {
    clock = resumeClock(desk, pauseClock(desk, clock, at(from)), at(to))
  }
  expect(clockOf(clock.deadlineAt)).toBe('2026-03-09 10:00')
  pause('2026-03-06 15:30', '2026-03-06 15:50')
  expect(clockOf(clock.deadlineAt)).toBe('2026-03-09 10:20')
  // a whole weekend, of which an hour and a half were working time
  pause('2026-03-06 17:00', '2026-03-09 09:30')
  expect(clockOf(clock.deadlineAt)).toBe('2026-03-09 11:50')
  pause('2026-03-09 11:00', '2026-03-09 11:00')
  expect(clockOf(clock.deadlineAt)).toBe('2026-03-09 11:50')
  expect(clock.totalMs).toBe(hours(4))
})

test('znuny’s fixed limit: a thousand that are overdue and come up again do not starve the one behind them', async () => {
  const live = await open()
  for (let customer = 0; customer < 12; customer++) await live.says(`客户${customer}`, '空调不制冷了')
  const now = live.deps.now()
  const last = await live.db.clock.findFirstOrThrow({ where: { name: 'plan' }, orderBy: { id: 'desc' } })
  await live.db.clock.updateMany({ data: { nextNoticeAt: new Date(now.getTime() + hours(1)) } })
  // Few tickets with many clocks, all due before the last: more than any page of the sweep.
  await live.db.$executeRaw`
    INSERT INTO "Clock" ("ticketId", name, target, policy, elapsed, "totalMs", "startedAt", "resumedAt", "usedMs",
      "deadlineAt", level, "nextNoticeAt", history)
    SELECT c."ticketId", c.name, c.target, c.policy, c.elapsed, c."totalMs", c."startedAt", c."resumedAt", 0,
      ${new Date(now.getTime() - hours(1))}, 3, ${new Date(now.getTime() - minutes(30))}, c.history
    FROM "Clock" c, generate_series(1, 110) WHERE c.name = 'plan' AND c."ticketId" <> ${last.ticketId}`
  await live.db.clock.update({ where: { id: last.id }, data: { nextNoticeAt: now } })
  const overdue = await live.db.clock.count({ where: { nextNoticeAt: { lt: now } } })
  expect(overdue).toBe(1210)
  await remindDue(live.deps)
  expect(await live.db.clock.count({ where: { nextNoticeAt: { lte: now } } })).toBe(0)
  expect(await live.db.notice.count({ where: { clockId: last.id } })).toBeGreaterThan(0)
}, 120_000)
