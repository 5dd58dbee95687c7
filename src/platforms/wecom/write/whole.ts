import type { Card } from '../../card.ts'
import { quoteText, type Writing } from './card.ts'
import { factsFit } from './facts.ts'
import { harmless, quoted } from './harmless.ts'
import { most } from './room.ts'

/**
 * What the template card has no room for, as markdown that goes before it: the customer's whole words, the whole
 * proposed reply, its alternatives. `undefined` where the card says everything, and where nothing is left to decide. `again`: the card
 * stood there before, with the customer's words.
 */
export function wholeOf(writing: Writing, card: Card, again = false): string | undefined {
  const open = card.actions.length > 0
  const parts = [
    ...(open && !again ? quotePart(writing, card) : []),
    ...factsPart(writing, card),
    ...(open ? draftPart(writing, card) : []),
    ...choicesPart(writing, card),
    ...whyPart(writing, card),
  ]
  if (parts.length === 0) return undefined
  const mark = card.state ? `${card.state.mark} ` : ''
  return [`**${mark}${harmless(card.title)}**`, ...parts].join('\n\n')
}

const say = ({ translate, locale }: Writing, key: string, values?: Record<string, string>): string =>
  translate(locale, `wecom.whole.${key}`, values)

function quotePart(writing: Writing, card: Card): string[] {
  const text = quoteText(card)
  // On the desk the suggestion beside it says so already; a reminder is of what was read before.
  if (!card.quote || text.length <= most.quote || card.key.endsWith(':desk') || card.kind === 'reminder')
    return []
  return [`${say(writing, 'quote', { author: harmless(card.quote.author) })}\n${quoted(text)}`]
}

function factsPart({ room }: Writing, card: Card): string[] {
  if (factsFit(room, card)) return []
  return [card.facts.map(({ label, value }) => `- ${harmless(label)}：${harmless(value)}`).join('\n')]
}

/** The proposed reply is never shown cut to whoever decides on it. */
function draftPart({ room }: Writing, { draft }: Card): string[] {
  if (!draft || draftFits(room.sub, draft)) return []
  return [...(draft.label === '' ? [] : [`**${harmless(draft.label)}**`]), harmless(draft.text)]
}

const draftFits = (room: number, { label, text }: NonNullable<Card['draft']>): boolean =>
  (label === '' ? 0 : label.length + 1) + text.length <= room

function choicesPart(writing: Writing, { choices }: Card): string[] {
  if (choices.length < 2) return []
  const lines = choices.map(({ label, text }, nth) => `${nth + 1}. **${harmless(label)}**\n${quoted(text)}`)
  return [`${say(writing, 'choices')}\n${lines.join('\n')}`]
}

/** Why it was proposed and what the check found, where the card cannot say it all. */
function whyPart({ room }: Writing, { draft, why, foot, actions }: Card): string[] {
  if (why.length === 0 || (actions.length === 0 && draft)) return []
  const told = draft ? [`${draft.label}：${draft.text}`, ...why] : [...why, ...foot]
  return told.join('\n').length <= room.sub ? [] : [why.map((line) => `- ${harmless(line)}`).join('\n')]
}
