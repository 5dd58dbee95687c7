import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Db, Tx } from '../../lib/db.ts'
import { keyFor } from '../../lib/seal.ts'
import { loopHeader } from './read/automatic.ts'
import type { ReadMail } from './read/mail.ts'

/** What the loop header of a mail of ours says: `<id>.<signature>`, which only whoever has the key can make. */
export const loopMark = (key: Buffer, id: string): string => `${id}.${signature(key, id)}`

const signature = (key: Buffer, id: string): string =>
  createHmac('sha256', keyFor(key, 'mail loop')).update(id).digest('base64url')

/**
 * Whether a mail is ours by itself: it carries a mark made with our key, or is from an address of the mailbox and wants
 * its answers nowhere else. What a colleague, a form of our website or another desk sends is not.
 */
export function isOurs(
  { from, replyTo, headers }: Pick<ReadMail, 'from' | 'replyTo' | 'headers'>,
  own: readonly string[],
  key: Buffer,
): boolean {
  const fromUs = own.includes(from.address) && replyTo.every(({ address }) => own.includes(address))
  return fromUs || headers.some(({ name, value }) => name === loopHeader && isMark(key, value.trim()))
}

function isMark(key: Buffer, value: string): boolean {
  const end = value.lastIndexOf('.')
  const [given, right] = [Buffer.from(value), Buffer.from(loopMark(key, value.slice(0, Math.max(end, 0))))]
  return given.length === right.length && timingSafeEqual(given, right)
}

/** Our Message-IDs name the delivery and its thread. */
const likeOurs = /^<[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@/

/** Whether a mail has the Message-ID of one that we sent: servers on the way may have taken its mark. */
export async function hasOurId(
  db: Db | Tx,
  { messageId = '' }: Pick<ReadMail, 'messageId'>,
): Promise<boolean> {
  return likeOurs.test(messageId) && (await db.mailId.count({ where: { messageId, outbound: true } })) > 0
}
