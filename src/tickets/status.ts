import type { TicketStatus } from '../generated/enums.ts'

/** What happens to a ticket as far as its status is concerned. */
export type Act =
  | 'claim'
  | 'release'
  | 'transfer'
  | 'await_customer'
  | 'customer_writes'
  | 'solve'
  | 'close'
  | 'merge'
  | 'reopen'

const working: TicketStatus[] = ['unclaimed', 'in_progress', 'waiting_customer']

/** From which statuses each act is possible. */
const possible: Record<Act, readonly TicketStatus[]> = {
  claim: working,
  release: ['in_progress', 'waiting_customer'],
  transfer: working,
  await_customer: working,
  customer_writes: [...working, 'solved'],
  solve: working,
  close: ['solved'],
  merge: working,
  reopen: ['solved', 'closed'],
}

/**
 * The status after an act, or `undefined` where the act is not possible.
 * `claimed`: somebody of the department holds the ticket once the act is done.
 */
export function nextStatus(status: TicketStatus, act: Act, claimed: boolean): TicketStatus | undefined {
  if (!possible[act].includes(status)) return undefined
  const open: TicketStatus = claimed ? 'in_progress' : 'unclaimed'
  switch (act) {
    case 'claim':
      // Claiming a ticket that waits for its customer does not end the waiting.
      return status === 'waiting_customer' ? 'waiting_customer' : 'in_progress'
    case 'release':
    case 'transfer':
      return 'unclaimed'
    case 'await_customer':
      return 'waiting_customer'
    case 'customer_writes':
      return status === 'waiting_customer' ? open : status
    case 'solve':
      return 'solved'
    case 'close':
    case 'merge':
      return 'closed'
  }
  return open
}
