import type { CardAttachment } from '../../card.ts'
import type { OutboundMessage } from '../../platform.ts'
import { chunk } from './chunk.ts'
import { clicksOf, ratingOf } from './menu.ts'

/** One message of a delivery as 微信客服 knows them. */
export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'whole'; text: string }
  | { kind: 'menu'; head: string; clicks: { id: string; content: string }[] }
  | { kind: 'attachment'; attachment: CardAttachment }

/** https://developer.work.weixin.qq.com/document/path/94677: bytes. */
const mostText = 2048
const mostHead = 1024

/** What the rating's menu is headed with. */
export interface PartWords {
  rating: string
}

/**
 * The messages a delivery becomes, in their order; with `whole` its text is one file, however long. A card that
 * changes cannot change in place here: what it says now is said once more, and nothing where it says nothing new.
 */
export function partsOf(message: OutboundMessage, whole: boolean, words: PartWords): Part[] {
  const { card, attachments = [] } = message
  const files = attachments.map((attachment): Part => ({ kind: 'attachment', attachment }))
  if (!card) return [...said(message.text, whole), ...files]
  const clicks = clicksOf(card)
  if (message.replaces !== undefined && clicks.length === 0)
    return card.foot.map((text): Part => ({ kind: 'text', text }))
  const isRating = card.actions.some((action) => ratingOf(action) !== undefined)
  const text = isRating ? `${card.title}\n${words.rating}` : (card.draft?.text ?? message.text)
  if (clicks.length === 0) return [...said(text, whole), ...files]
  // A menu's head is shorter than a message: what does not fit goes before it.
  const fits = Buffer.byteLength(text) <= mostHead
  const menu: Part = { kind: 'menu', head: fits ? text : card.title, clicks }
  return [...(fits ? [] : said(text, whole)), ...files, menu]
}

const said = (text: string, whole: boolean): Part[] =>
  whole
    ? [{ kind: 'whole', text }]
    : chunk(text, mostText).map((piece): Part => ({ kind: 'text', text: piece }))
