import { expect, test } from 'vitest'
import type { Clock } from '../../src/generated/client.ts'
import { paceOf } from '../../src/sla/remind/pace.ts'
import { startClock } from '../../src/sla/running.ts'
import { noticeAt, type Reckoning } from '../../src/sla/ticking.ts'
import { playbookWith, reckoningIn } from './playbooks.ts'
import { at, hours, minutes } from './weeks.ts'

const desk = reckoningIn(playbookWith(), 'desk')
const dense: Reckoning = {
  ...desk,
  quiet: false,
  reminders: { ...desk.reminders, repeat: { first: '15m', factor: 1, max: '15m' } },
}
const started = (reckoning: Reckoning): Clock => ({
  ...startClock(reckoning, 'plan', { target: '2h', policy: '' }, at('2026-03-02 09:00')),
  id: 1,
  ticketId: 1,
})

test('after any silence what is told is the last level that is due', () => {
  for (const reckoning of [dense, { ...desk, quiet: false }]) {
    const clock = started(reckoning)
    for (let late = minutes(1); late < hours(60); late += minutes(37)) {
      const now = new Date(clock.deadlineAt.getTime() + late)
      let last = 0
      while (noticeAt(reckoning, clock, last + 1) <= now) last += 1
      expect(paceOf(reckoning, clock, now).told?.level).toBe(last)
    }
  }
})

test('after a month of silence at four notices an hour everybody hears, and soon', () => {
  const began = performance.now()
  const { told } = paceOf(dense, started(dense), at('2026-04-02 09:00'))
  expect(performance.now() - began).toBeLessThan(600)
  expect(told?.level).toBeGreaterThan(2_900)
  expect(told?.heard).toEqual({ holders: true, standIn: true, supervisors: true })
})
