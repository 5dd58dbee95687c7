import { createHash } from 'node:crypto'
import type { Card } from '../../card.ts'
import type { Outcome } from '../../platform.ts'
import { restOf } from './facts.ts'
import { harmless, quoted } from './harmless.ts'

/**
 * What of a card has to be seen when it changes, as two fingerprints: what it offers, and how it stands. A card that
 * differs in other things only need not be shown anew where it cannot change in place.
 */
export function lookOf(card: Card): string {
  // Each of the customer's messages comes to the desk on a card of its own.
  const quote = card.key.endsWith(':desk') ? undefined : card.quote?.text
  const offers = [card.actions.map(({ id }) => id), card.draft?.text, quote]
  return `${fingerprint(offers)}.${fingerprint([card.state?.label, card.title, restOf(card)])}`
}

/** Whether the buttons and words of an earlier card still hold: then a line says what is new. */
export const offersAsBefore = (look: string, card: Card): boolean =>
  look.split('.')[0] === lookOf(card).split('.')[0]

const fingerprint = (seen: unknown): string =>
  createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 16)

/** A card on which nothing new is to be done, as one line or two. */
export function lineOf(card: Card): string {
  const state = card.state ? `${card.state.mark} ${card.state.label} · ` : ''
  const rest = restOf(card)
  const under = card.actions.length === 0 ? card.foot : [rest]
  const foot = under.map(harmless).filter((line) => line !== '')
  return [`${state}**${harmless(card.title)}**`, ...foot.map((line) => `> ${line}`)].join('\n')
}

/** What came of an act, as its author is told: the sentence, the findings with the words they are about, what was shown. */
export function outcomeText({ notice, findings = [], shown = [] }: Outcome, text = ''): string {
  const found = findings.map(({ name, advice, start, end }) => {
    const words = text.slice(start, end)
    return `- **${harmless(name)}**：${harmless(advice)}${words === '' ? '' : `（${harmless(words)}）`}`
  })
  const seen = shown.map((one) => `**${harmless(one.label)}**\n${quoted(one.text)}`)
  return [...(notice ? [harmless(notice)] : []), ...found, ...seen].join('\n')
}
