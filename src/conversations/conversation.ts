import type { Conversation } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'

/** Conversations of customers who turned out to be somebody known. */
export async function moveConversations(tx: Tx, from: readonly string[], to: string): Promise<void> {
  await tx.conversation.updateMany({ where: { customerId: { in: [...from] } }, data: { customerId: to } })
}

/** Opens the conversation of a customer in one place of a platform. */
export async function openConversation(
  tx: Tx,
  place: { platform: string; externalId: string; customerId: string },
  at: Date,
): Promise<Conversation> {
  return await tx.conversation.create({ data: { ...place, createdAt: at } })
}
