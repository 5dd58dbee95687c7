import { expect, test } from 'vitest'
import { PlatformError } from '../../src/lib/errors.ts'
import type { Claimed } from '../../src/outbox/claim.ts'
import { fateOf } from '../../src/outbox/fate.ts'

const now = new Date('2026-11-18T02:00:00Z')
const delivery: Claimed = {
  id: '00000000-0000-4000-8000-000000000000',
  platform: 'web',
  address: 'x',
  audience: 'customer',
  payload: { text: 'hello', author: { kind: 'bot', name: '' } },
  ticketId: 1,
  attempts: 1,
  createdAt: now,
  wasInflight: false,
  replaces: null,
  overtaken: false,
}
const refused = new PlatformError('refused', 'blocked by the customer')
const away = new PlatformError('unreachable', 'no route')
const lost = new PlatformError('uncertain', 'no answer')

test.each([
  ['sent', delivery, { externalId: '7' }, false, 'sent'],
  ['refused is given up at once', delivery, refused, false, 'dead'],
  ['unreachable is tried again', delivery, away, false, 'pending'],
  ['a fault of our own is tried again', delivery, new TypeError('x is undefined'), false, 'pending'],
  ['lost, and nobody can tell: the customer must not hear it twice', delivery, lost, false, 'uncertain'],
  ['lost, but the platform can tell', delivery, lost, true, 'inflight'],
  [
    'lost, among staff: once more does no harm',
    { ...delivery, audience: 'internal' as const },
    lost,
    false,
    'pending',
  ],
  ['after a day of trying', { ...delivery, attempts: 150 }, away, false, 'dead'],
])('%s', (_name, tried, answer, findable, status) => {
  expect(fateOf(tried, answer, now, { findable }).status).toBe(status)
})

test('waits double from two seconds to ten minutes, and what the platform asks for is honoured', () => {
  const waits = [1, 2, 3, 4, 20].map(
    (attempts) => fateOf({ ...delivery, attempts }, away, now).nextAttemptAt.getTime() - now.getTime(),
  )
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 600_000])
  const told = new PlatformError('unreachable', 'slow down', { retryAfterMs: 90_000 })
  expect(fateOf(delivery, told, now).nextAttemptAt.getTime() - now.getTime()).toBe(90_000)
})

test('who is only asked for patience keeps trying soon, and for a day: a whole lane waits behind it', () => {
  const busy = new PlatformError('unreachable', 'slow down', { retryAfterMs: 1_000 })
  const waits = [1, 2, 3, 20, 149].map(
    (attempts) => fateOf({ ...delivery, attempts }, busy, now).nextAttemptAt.getTime() - now.getTime(),
  )
  expect(waits).toEqual([2_000, 4_000, 8_000, 8_000, 8_000])
  const tried = { ...delivery, attempts: 900 }
  expect(fateOf(tried, busy, now).status).toBe('pending')
  expect(fateOf({ ...tried, createdAt: new Date('2026-11-17T02:00:00Z') }, busy, now).status).toBe('dead')
})

test('two deliveries that failed together do not come back together', () => {
  const other = { ...delivery, id: '00000000-0000-4000-8000-00000000ffff' }
  const [one, two] = [delivery, other].map((tried) =>
    fateOf({ ...tried, attempts: 9 }, away, now).nextAttemptAt.getTime(),
  )
  expect(two).toBeGreaterThan((one ?? 0) + 60_000)
})
