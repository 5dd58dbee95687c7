import { may } from '../departments/permission.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { Outcome } from '../platforms/platform.ts'
import { actorOf } from '../tickets/acts/press.ts'
import { findByNumber } from '../tickets/find.ts'
import { readTicket } from '../tickets/state.ts'
import { recordHappenings } from '../tickets/ticket.ts'
import { takeTurns } from './arrival.ts'
import { refuse, type Speaker } from './speaker.ts'

/**
 * 转人工: the customer of a ticket goes on with the speaker in the platform's own client, and no longer with the desk.
 * It happens after everything that was said to the customer before.
 */
export async function handOver(speaker: Speaker, number: string): Promise<Outcome> {
  const { work, staff, say } = speaker
  const { tx, at } = work
  const place = await findByNumber(tx, number)
  if (!place || !may(staff, 'ticket.reply', place.department))
    return refuse(speaker, 'command.notFound', { number })
  const { platform } = place
  if (!work.platforms.get(platform)?.handsOver) return refuse(speaker, 'command.handOver.nowhere', { number })
  const account = await tx.staffIdentity.findFirst({ where: { staffId: staff.id, platform } })
  if (!account) return refuse(speaker, 'command.handOver.noAccount', { workNo: staff.workNo })
  await takeTurns(tx, [place])
  const state = await readTicket(tx, place.ticketId)
  if (!state) return refuse(speaker, 'command.notFound', { number })
  const { conversation, ticket } = state
  await recordHappenings(tx, ticket.id, [{ kind: 'ticket.handed_over', by: actorOf(staff) }], at)
  const delivery = {
    to: { platform, id: conversation.externalId },
    lane: `conversation:${conversation.id}`,
    ticketId: ticket.id,
    audience: 'customer' as const,
    message: {
      text: say('command.handOver.wish', { name: staff.name }),
      author: { kind: 'system' as const, name: '' },
      handOver: account.externalId,
    },
  }
  await enqueue(tx, [delivery], at)
  return { status: 'done', notice: say('command.handOver.done', { number }) }
}
