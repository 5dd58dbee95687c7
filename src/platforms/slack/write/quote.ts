import type { KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types'
import type { CardAttachment, CardDraft, CardQuote } from '../../card.ts'
import type { Say } from '../fault.ts'
import { caption, framed, limits, rich, run } from './block.ts'
import { cut, harmless, opening } from './text.ts'

/** A quotation is cut behind a sentence where it is longer: the whole stands on the ticket's page. */
const longestQuote = 2000
const mostFiles = 10

/** Where what a card refers to is opened in a browser. */
export interface Links {
  /** The desk's address without a trailing slash; absent where no browser reaches it. */
  publicUrl?: string
}

/** The customer's words, literal, and what came with them. */
export function quoteBlocks(quote: CardQuote, links: Links, say: Say): KnownBlock[] {
  const text = harmless(quote.text)
  const shown = opening(text, longestQuote)
  const rest =
    shown.length < text.length
      ? [run(`\n${say('card.longer', { length: text.length })}`, { italic: true })]
      : []
  const words: RichTextBlockElement[] =
    text.trim() === '' ? [] : [{ type: 'rich_text_quote', elements: [run(shown.trimEnd()), ...rest] }]
  const files = filesOf(quote.attachments, links, say)
  if (words.length === 0 && files.length === 0) return []
  return [rich(caption(say('card.says', { name: cut(harmless(quote.author), 80) })), ...words, ...files)]
}

function filesOf(files: readonly CardAttachment[], links: Links, say: Say): RichTextBlockElement[] {
  if (files.length === 0) return []
  const rest = files.length - mostFiles
  const lines = files.slice(0, mostFiles).map(({ name, size, ref }): RichTextElement[] => {
    const label = `${cut(harmless(name).replaceAll('\n', ' '), 120)} (${sizeOf(size)})`
    const url = addressOf(ref, links)
    return [run('📎 '), url ? { type: 'link', url, text: label } : run(label)]
  })
  const more = rest > 0 ? [[run(say('card.moreFiles', { count: rest }))]] : []
  const elements = [...lines, ...more].flatMap((line, nth) => (nth === 0 ? line : [run('\n'), ...line]))
  return [{ type: 'rich_text_section', elements }]
}

/** A reference that is a path of the desk's; any other is a platform's own and opens nothing here. */
const addressOf = (ref: string, { publicUrl }: Links): string | undefined => {
  const url = publicUrl !== undefined && /^\/(?!\/)/.test(ref) ? `${publicUrl}${ref}` : undefined
  return url !== undefined && url.length <= limits.url ? url : undefined
}

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** More than a reply may have; beyond it Slack refuses the message. */
const longestDraft = 8000

/** The proposed words, whole: framed on a staff's card, as they are on a customer's. */
export function draftBlocks(draft: CardDraft, audience: 'customer' | 'internal', say: Say): KnownBlock[] {
  const text = harmless(draft.text)
  if (text.trim() === '') return []
  const shown = text.length > longestDraft ? `${opening(text, longestDraft).trimEnd()}…` : text
  const frame = (one: RichTextElement): RichTextBlockElement =>
    audience === 'customer'
      ? { type: 'rich_text_section', elements: [one] }
      : { type: 'rich_text_preformatted', elements: one.type === 'text' ? [one] : [] }
  const label = draft.label === '' ? undefined : cut(harmless(draft.label), 300)
  const cutOff = shown === text ? [] : [rich(caption(say('card.longer', { length: text.length })))]
  return [...framed(shown, frame, label), ...cutOff]
}
