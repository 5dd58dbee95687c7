import { createHash } from 'node:crypto'

// Our own msgid makes a message one message, however often it is sent: at most 32 of [0-9a-zA-Z_-].
// https://developer.work.weixin.qq.com/document/path/94677

/** The msgid of one message of a delivery; `edition` grows where it is sent anew because it came back. */
export const msgidOf = (delivery: string, part: number, edition: number): string =>
  `${Buffer.from(delivery.replaceAll('-', ''), 'hex').toString('base64url')}_${part}_${edition}`

/** The delivery, the message and the edition of a msgid of ours; `undefined` for any other. */
export function deliveryOf(msgid: string): { delivery: string; part: number; edition: number } | undefined {
  const [, id, part, edition] = /^([\w-]{22})_(\d{1,3})_(\d{1,3})$/.exec(msgid) ?? []
  if (!id) return undefined
  const hex = Buffer.from(id, 'base64url').toString('hex')
  const delivery = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { delivery, part: Number(part), edition: Number(edition) }
}

/** The msgid of what we say because of something: said twice, it is one message. */
export const msgidFor = (cause: string): string =>
  createHash('sha256').update(cause).digest('base64url').slice(0, 30)
