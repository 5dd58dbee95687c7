import type { Direction } from '../generated/enums.ts'
import type { Tx } from '../lib/db.ts'
import type { InboundAttachment } from '../platforms/platform.ts'

/** One utterance as it is stored, once. */
export interface NewMessage {
  conversationId: number
  ticketId: number
  direction: Direction
  text: string
  attachments?: InboundAttachment[]
  /** What speaks against taking an inbound one as its customer's own words. */
  doubts?: string[]
  /** The platform's id of an inbound one. */
  externalId?: string
  /** The writer of an outbound one; absent: the bot. */
  staffId?: string | null
  scriptId?: string
}

/** What was said about one ticket belongs to another from now on. */
export async function moveMessages(tx: Tx, from: number, to: number): Promise<void> {
  await tx.message.updateMany({ where: { ticketId: from }, data: { ticketId: to } })
}

/** Writes messages in one statement; returns their ids in the same order. */
export async function recordMessages(tx: Tx, messages: readonly NewMessage[], at: Date): Promise<number[]> {
  if (messages.length === 0) return []
  const rows = await tx.message.createManyAndReturn({
    data: messages.map(({ attachments = [], ...message }) => ({
      ...message,
      attachments: attachments.map((file) => ({ ...file })),
      at,
    })),
    select: { id: true },
  })
  return rows.map((row) => row.id).sort((a, b) => a - b)
}
