import { messageOf } from '../../lib/errors.ts'
import { placeOf } from './place.ts'
import { say } from './say.ts'
import type { CardMeans } from './send-card.ts'
import { titleOf } from './send-steps.ts'
import type { Pressed } from './sending.ts'
import { standAt } from './standing.ts'
import { type Choice, readChoice } from './write/choice.ts'

/** What somebody typed, as an answer to a card that is shown as text; `undefined` where it is just words. */
export async function typedChoice(
  means: CardMeans,
  { account, place, text }: { account: string; place: string; text: string },
): Promise<Pressed | undefined> {
  // Most words are words: only what looks like an answer is looked up.
  if (readChoice(text, { cards: [], stirred: false }) === undefined && !looksBare.test(text)) return undefined
  const stand = await standAt(means, place, numberIn(text))
  const choice = stand && readChoice(text, stand)
  if (!choice) return undefined
  if ('unclear' in choice) {
    await explain(means, { account, place }, choice)
    return undefined
  }
  const { card, action } = choice
  return {
    account,
    place: card.place,
    card: { key: card.key, revision: card.revision },
    action: action.id,
    values: 'values' in choice ? choice.values : {},
    ...('asks' in choice ? { asks: true as const } : {}),
  }
}

const numberIn = (text: string): number | undefined => {
  const [, number] = /^\s*(\d{1,3})(?!\d)/.exec(text.normalize('NFKC')) ?? []
  return number === undefined ? undefined : Number(number)
}

const looksBare = /^\s*(?:[\d０-９]|改)/

async function explain(
  means: CardMeans,
  { place }: { account: string; place: string },
  { unclear }: Extract<Choice, { unclear: string }>,
): Promise<void> {
  const text = means.translate(means.site.company.locale, `dingtalk.choice.unclear.${unclear}`)
  const at = { ...placeOf(place, means.host.channels), id: place }
  await say(means, at, { kind: 'text', title: titleOf(text), text }).catch((error: unknown) =>
    means.log.warn({ error: messageOf(error) }, 'dingtalk: an answer was not explained'),
  )
}
