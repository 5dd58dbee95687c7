import type { Tx } from '../../lib/db.ts'
import { type Priority, priorities } from '../../playbook/playbook.ts'
import { openStatuses } from '../change.ts'

/** A left message that nobody has answered. */
export type LeftMessage = Awaited<ReturnType<typeof readLeftMessages>>[number]

/** What was left before `at` and not answered since, mails among it: danger first, then the oldest. */
export async function readLeftMessages(tx: Tx, at: Date) {
  const tickets = await tx.ticket.findMany({
    where: {
      leftMessage: true,
      respondedAt: null,
      status: { in: [...openStatuses] },
      openedAt: { lte: at },
    },
    select: {
      id: true,
      number: true,
      category: true,
      priority: true,
      agentId: true,
      openedAt: true,
      customer: { select: { name: true, contact: true } },
      clocks: {
        where: { name: 'first_response', stoppedAt: null },
        select: { startedAt: true, deadlineAt: true },
      },
    },
    orderBy: { openedAt: 'asc' },
  })
  const rank = ({ priority }: { priority: string }): number => priorities.indexOf(priority as Priority)
  return tickets.toSorted((one, other) => rank(one) - rank(other))
}
