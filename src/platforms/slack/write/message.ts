import type { KnownBlock, RichTextElement } from '@slack/types'
import { limits, plain, rich, run } from './block.ts'
import { fallbackOf } from './card.ts'
import { cut, harmless, pieces } from './text.ts'

/** Beyond that Slack advises against it. https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
const longestPart = 3800

export interface Author {
  name: string
  /** A picture's https address. */
  picture?: string | undefined
}

/** A text in parts that Slack takes, cut behind a sentence; joined they are the text again. */
export const partsOf = (text: string): string[] => pieces(harmless(text), longestPart)

/** One part of what somebody is told, with who says it above the first; addresses of pages can be pressed. */
export function saidBlocks(part: string, author: Author | undefined): KnownBlock[] {
  return [
    ...(author ? [byline(author)] : []),
    ...pieces(part, limits.section).map((piece) =>
      rich({ type: 'rich_text_section', elements: withLinks(piece) }),
    ),
  ]
}

/** The same where no blocks are read. */
export const saidFallback = (part: string, author: Author | undefined): string =>
  fallbackOf(author ? `${author.name}: ${part}` : part)

function byline({ name, picture }: Author): KnownBlock {
  const label = plain(cut(name, 80), 80)
  if (picture === undefined || !picture.startsWith('https://') || picture.length > limits.url)
    return { type: 'context', elements: [label] }
  return { type: 'context', elements: [{ type: 'image', image_url: picture, alt_text: label.text }, label] }
}

// Chinese sentences set no space behind an address.
const address = /https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/g

function withLinks(text: string): RichTextElement[] {
  const elements: RichTextElement[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    const url = found.replace(/[.,;:!?')\]]+$/, '')
    if (!URL.canParse(url)) continue
    if (index > end) elements.push(run(text.slice(end, index)))
    elements.push({ type: 'link', url })
    end = index + url.length
  }
  if (end < text.length || elements.length === 0) elements.push(run(text.slice(end)))
  return elements
}
