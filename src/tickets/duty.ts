import { readRoster } from '../departments/duty/read.ts'
import type { Roster } from '../departments/duty/roster.ts'
import { type Change, openStatuses } from './change.ts'
import type { Work } from './settle.ts'
import type { TicketState } from './state.ts'

/** Who is on duty, where that is to be seen: a department is given a ticket, or a ticket becomes critical. */
export async function rosterFor(
  { tx, playbook, at }: Work,
  { ticket }: TicketState,
  change: Change,
  before: TicketState | null,
): Promise<Roster | undefined> {
  if (change.roster) return change.roster
  const critical = ticket.priority === 'critical' && before?.ticket.priority !== 'critical'
  return change.leave !== undefined || critical ? await readRoster(tx, playbook, at) : undefined
}

/** Everybody, where people were called to a ticket that somebody has taken on with this change, or that is critical no more. */
export async function calledTo(
  { tx, playbook, at }: Work,
  { ticket }: TicketState,
  before: TicketState | null,
): Promise<Roster | undefined> {
  if (!before || !waits(before) || waits({ ticket })) return undefined
  const alarmed = await tx.auditEvent.findFirst({
    where: { ticketId: ticket.id, kind: 'duty.alarmed', to: `department.${ticket.department}` },
    select: { id: true },
  })
  return alarmed ? await readRoster(tx, playbook, at) : undefined
}

const waits = ({ ticket }: Pick<TicketState, 'ticket'>): boolean =>
  ticket.priority === 'critical' && openStatuses.includes(ticket.status) && ticket.assigneeId === null
