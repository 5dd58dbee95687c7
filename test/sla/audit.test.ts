import { describe, expect, test } from 'vitest'
import type { Clock } from '../../src/generated/client.ts'
import { type ClockFault, faultOf, mendedClock } from '../../src/sla/audit.ts'
import { pauseClock, startClock, startDated, stopClock } from '../../src/sla/running.ts'
import { playbookWith, reckoningIn } from './playbooks.ts'
import { at, clockOf } from './weeks.ts'

const desk = reckoningIn(playbookWith(), 'desk')
const open = { status: 'in_progress', closedAt: null }
const waiting = { status: 'waiting_customer', closedAt: null }
const closed = { status: 'closed', closedAt: at('2026-03-06 15:00') }

const plan: Clock = {
  ...startClock(desk, 'plan', { target: '4wh', policy: 'urgent' }, at('2026-03-06 10:00')),
  id: 1,
  ticketId: 1,
}
const night: Clock = {
  ...startClock(desk, 'plan', { target: '24h', policy: 'urgent' }, at('2026-03-06 16:00')),
  id: 2,
  ticketId: 1,
}
const revisit: Clock = {
  ...startDated(desk, 'revisit', { due: at('2026-03-12 10:00'), note: '' }, at('2026-03-06 10:00')),
  id: 3,
  ticketId: 1,
}
const paused = pauseClock(desk, plan, at('2026-03-06 11:00'))
const stopped = stopClock(desk, plan, at('2026-03-06 11:00'))
const monday = at('2026-03-09 09:00')

describe('a clock that nobody would sweep as it should be', () => {
  test.each<[string, Clock, typeof open | typeof closed, ClockFault | undefined]>([
    ['one that runs', plan, open, undefined],
    ['one that runs without a next notice', { ...plan, nextNoticeAt: null }, open, 'unscheduled'],
    ['one that runs beside a customer who is waited for', plan, waiting, undefined],
    ['one that stands still for the customer', paused, waiting, undefined],
    ['one that stands still for nobody', paused, open, 'unresumed'],
    ['one that stands still and would speak', { ...paused, nextNoticeAt: monday }, waiting, 'unwanted'],
    ['one that has stopped', stopped, closed, undefined],
    ['one that has stopped and would speak', { ...stopped, nextNoticeAt: monday }, closed, 'unwanted'],
    ['one that runs on after its ticket', plan, closed, 'unstopped'],
    ['one that stands still after its ticket', paused, closed, 'unstopped'],
    ['a date set for after the ticket', revisit, closed, undefined],
    [
      'one that speaks at its deadline',
      { ...plan, level: 2, nextNoticeAt: plan.deadlineAt },
      open,
      undefined,
    ],
    ['one that speaks only after its deadline', { ...plan, nextNoticeAt: monday }, open, 'beyond'],
    [
      'one whose deadline was told speaks later',
      { ...plan, level: 3, breachedAt: plan.deadlineAt, nextNoticeAt: monday },
      open,
      undefined,
    ],
    // due on Saturday 16:00, kept quiet until Monday
    ['one that keeps quiet over the weekend', { ...night, level: 2, nextNoticeAt: monday }, open, undefined],
    [
      'one that keeps quiet for longer',
      { ...night, level: 2, nextNoticeAt: at('2026-03-09 09:01') },
      open,
      'beyond',
    ],
  ])('%s', (_, clock, ticket, fault) => {
    expect(faultOf(desk, clock, ticket)).toBe(fault)
  })
})

describe('mending', () => {
  const now = at('2026-03-06 16:00')
  const mended = (clock: Clock, ticket: typeof open | typeof closed): Clock => {
    const fault = faultOf(desk, clock, ticket)
    if (!fault) throw new Error('nothing to mend')
    return mendedClock(desk, clock, { fault, ticket, at: now })
  }
  const shown = (instant: Date | null): string => (instant ? clockOf(instant) : 'never')

  test.each<[string, Clock, typeof open | typeof closed, string]>([
    ['what runs gets the notice of its level', { ...plan, nextNoticeAt: null }, open, '2026-03-06 12:00'],
    ['of a later level', { ...plan, level: 1, nextNoticeAt: null }, open, '2026-03-06 13:12'],
    [
      'after the deadline was told',
      { ...plan, level: 3, breachedAt: plan.deadlineAt, nextNoticeAt: null },
      open,
      '2026-03-06 14:15',
    ],
    [
      'where the deadline was not told, that of the deadline',
      { ...plan, level: 7, nextNoticeAt: null },
      open,
      '2026-03-06 14:00',
    ],
    [
      'what would speak too late speaks in time',
      { ...plan, level: 2, nextNoticeAt: monday },
      open,
      '2026-03-06 14:00',
    ],
    ['what stands still or stopped says nothing', { ...paused, nextNoticeAt: monday }, waiting, 'never'],
    ['what ran on stops', plan, closed, 'never'],
  ])('%s', (_, clock, ticket, next) => {
    const after = mended(clock, ticket)
    expect(shown(after.nextNoticeAt)).toBe(next)
    expect(faultOf(desk, after, ticket)).toBeUndefined()
  })

  test('what ran on stops as of the closing, late only if it was late then', () => {
    expect(mended(plan, closed)).toMatchObject({ stoppedAt: closed.closedAt, breachedAt: plan.deadlineAt })
    const early = { ...closed, closedAt: at('2026-03-06 13:00') }
    expect(mended(plan, early)).toMatchObject({ stoppedAt: early.closedAt, breachedAt: null })
  })

  test('what stood still runs again from now, with what was left of it', () => {
    const after = mended(paused, open)
    expect(after.pausedAt).toBeNull()
    // three of four hours left at 16:00 on Friday
    expect(clockOf(after.deadlineAt)).toBe('2026-03-09 10:00')
  })
})
