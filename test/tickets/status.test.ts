import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TicketStatus } from '../../src/generated/enums.ts'
import { type Act, nextStatus } from '../../src/tickets/status.ts'

const table: [TicketStatus, Act, boolean, TicketStatus | undefined][] = [
  ['unclaimed', 'claim', true, 'in_progress'],
  ['in_progress', 'release', false, 'unclaimed'],
  ['in_progress', 'transfer', false, 'unclaimed'],
  ['in_progress', 'await_customer', true, 'waiting_customer'],
  ['waiting_customer', 'claim', true, 'waiting_customer'],
  ['waiting_customer', 'customer_writes', true, 'in_progress'],
  ['waiting_customer', 'customer_writes', false, 'unclaimed'],
  ['unclaimed', 'customer_writes', false, 'unclaimed'],
  ['solved', 'customer_writes', true, 'solved'],
  ['unclaimed', 'solve', true, 'solved'],
  ['solved', 'solve', true, undefined],
  ['solved', 'close', true, 'closed'],
  ['in_progress', 'close', true, undefined],
  ['waiting_customer', 'merge', true, 'closed'],
  ['solved', 'merge', true, undefined],
  ['closed', 'reopen', true, 'in_progress'],
  ['closed', 'reopen', false, 'unclaimed'],
  ['closed', 'customer_writes', true, undefined],
  ['closed', 'claim', true, undefined],
  ['unclaimed', 'release', false, undefined],
]

test.each(table)('a ticket that is %s: %s (claimed: %s) → %s', (status, act, claimed, after) => {
  expect(nextStatus(status, act, claimed)).toBe(after)
})

test('an open status never means both: nobody holds it, and it is in progress', () => {
  const statuses = fc.constantFrom(...Object.values(TicketStatus))
  const acts = fc.constantFrom<Act>('customer_writes', 'reopen')
  fc.assert(
    fc.property(statuses, acts, (status, act) => {
      if (status !== 'in_progress') expect(nextStatus(status, act, false)).not.toBe('in_progress')
      expect(nextStatus(status, act, true) === 'unclaimed' && status !== 'unclaimed').toBe(false)
    }),
  )
})
