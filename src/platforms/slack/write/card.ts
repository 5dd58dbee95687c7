import type { KnownBlock } from '@slack/types'
import type { Card } from '../../card.ts'
import type { Say } from '../fault.ts'
import { actionBlocks, choiceBlocks, ticketUrl } from './actions.ts'
import { context, header, section } from './block.ts'
import { factBlocks } from './facts.ts'
import { draftBlocks, type Links, quoteBlocks } from './quote.ts'
import { cut, cutEscaped, escaped, harmless } from './text.ts'

export interface CardMeans extends Links {
  /** The address the card is sent to: a press says it again. */
  to: string
  /** The texts of `slack` in the language of those who read the card. */
  say: Say
}

/** Small print beyond that is nobody's reading. */
const longestWhy = 1800

/** A card as Block Kit, within every limit whatever it holds; texts of people are literal in it. */
export function cardBlocks(card: Card, means: CardMeans): KnownBlock[] {
  const { say } = means
  const at = { to: means.to, key: card.key, revision: card.revision }
  return [
    header(titleOf(card)),
    ...weighty(card),
    ...factBlocks(card, at, say),
    ...(card.quote ? quoteBlocks(card.quote, means, say) : []),
    ...(card.draft ? draftBlocks(card.draft, card.audience, say) : []),
    ...slight(card),
    ...choiceBlocks(card, at, say),
    ...actionBlocks(card, at, say),
    ...footOf(card, means),
  ]
}

/** Who reads it, who did what, and where the whole ticket is. */
function footOf({ audience, foot, ticket }: Card, { say, publicUrl }: CardMeans): KnownBlock[] {
  const lines = [...(audience === 'internal' ? [`🔒 ${say('card.internal')}`] : []), ...foot]
  const small = context(lines.map((line) => cut(line, 300)))
  if (audience !== 'internal' || ticket === undefined || publicUrl === undefined) return small
  const link = `<${escaped(ticketUrl(publicUrl, ticket))}|${escaped(say('card.open'))}>`
  const last = { type: 'mrkdwn' as const, verbatim: true, text: `🔗 ${link}` }
  return small.map((one) => ({ ...one, elements: [...one.elements, last] }))
}

/** What is read where blocks are not: notifications, old clients, screen readers. */
export const fallbackOf = (text: string): string => cutEscaped(harmless(text), 3000)

/** 🟠 待认领 · 产品故障报修 SR20261122003: mark and word, for colour is no sign to everybody. */
function titleOf({ state, title }: Card): string {
  if (!state) return title
  // A reminder's title says it itself.
  return title.includes(state.label) ? `${state.mark} ${title}` : `${state.mark} ${state.label} · ${title}`
}

const loud = new Set<Card['kind']>(['reminder', 'supervisor', 'list'])

/** On a card that calls for something the why says what; on others it is small print. */
const weighty = ({ kind, why }: Card): KnownBlock[] =>
  loud.has(kind) && why.length > 0 ? [section(linesOf(why))] : []

const slight = ({ kind, why }: Card): KnownBlock[] =>
  loud.has(kind) || why.length === 0 ? [] : context([linesOf(why)])

/** Short phrases in one line, sentences in one each. */
function linesOf(why: readonly string[]): string {
  const lines = why.map((line) => cut(harmless(line), 600))
  if (lines.every((line) => line.length <= 20) && lines.join('').length <= 80) return lines.join(' · ')
  return cut(lines.length > 1 ? lines.map((line) => `• ${line}`).join('\n') : (lines[0] ?? ''), longestWhy)
}
