import type { DingtalkCard } from '../../generated/client.ts'
import type { Card } from '../card.ts'
import type { Mention } from './deps.ts'
import { type CardMeans, createCard, type Drawn, draw, updateCard } from './send-card.ts'
import { type At, sayings, titleOf } from './send-steps.ts'
import type { Step } from './sent.ts'
import { findCard, type Kept, keepCard, noteShown, numberOf } from './standing.ts'
import type { CardReader } from './write/card-markdown.ts'
import { chunksOf } from './write/chunks.ts'
import { textCard } from './write/text-card.ts'
import { digestOf, trackIdOf } from './write/track-id.ts'

/** What is to be done to show a card, and what it is known by. */
export interface CardPlan {
  externalId: string
  /** They throw NoTemplate where it has to be shown in words after all. */
  steps: Step[]
  inWords: () => Promise<Step[]>
}

interface Showing {
  place: At
  card: Card
  known: DingtalkCard | null
  holder: Mention | undefined
  kept: Omit<Kept, 'way' | 'digest' | 'before'>
}

/** Shows a card, or changes it where it stands; one that looks the same costs no call. */
export async function cardPlan(means: CardMeans, place: At, card: Card): Promise<CardPlan> {
  const outTrackId = trackIdOf(means.settings.clientId, place.id, card.key)
  const known = await findCard(means, outTrackId)
  const kept = {
    outTrackId,
    place: place.id,
    cardKey: card.key,
    source: null,
    revision: card.revision,
    actions: card.actions.map(({ id }) => id),
    ticket: card.ticket ?? null,
  }
  const showing: Showing = { place, card, known, kept, holder: await holderOf(means, place, card) }
  const drawn = draw(means.settings.templates, card, readerOf(means))
  const inWords = (): Promise<Step[]> => textSteps(means, showing, { whole: !drawn?.whole })
  const steps = drawn ? drawnSteps(means, showing, drawn) : await inWords()
  return { externalId: outTrackId, steps, inWords }
}

/** A reminder in a channel of staff is for one of them. */
async function holderOf(
  { holder }: CardMeans,
  place: At,
  { kind, audience, ticket }: Card,
): Promise<Mention | undefined> {
  const isCall = kind === 'reminder' && audience === 'internal' && place.kind === 'group'
  return isCall && ticket !== undefined ? await holder?.(ticket, place.id) : undefined
}

const readerOf = ({ translate, site }: Pick<CardMeans, 'translate' | 'site'>): CardReader => ({
  translate,
  locale: site.company.locale,
  publicUrl: site.publicUrl,
})

function drawnSteps(means: CardMeans, showing: Showing, drawn: Drawn): Step[] {
  const { place, card, known, kept } = showing
  const before = drawn.whole === '' ? '' : digestOf(drawn.whole)
  const digest = digestOf([drawn.template, drawn.values])
  const now = { ...kept, way: drawn.way, digest, before }
  // Buttons carry the revision: where any are left, a new revision is another card.
  if (known?.shown && known.way === drawn.way && known.digest === digest)
    return [{ repeatable: true, run: () => keepCard(means, now) }]
  const whole = before === '' || before === known?.before ? [] : chunksOf(drawn.whole)
  const texts = whole.map((text) => ({ kind: 'markdown' as const, title: titleOf(card.title), text }))
  return [
    ...sayings(means, place, texts),
    { repeatable: true, run: () => putCard(means, showing, { drawn, now }) },
  ]
}

async function putCard(
  means: CardMeans,
  { place, card, known, holder }: Showing,
  { drawn, now }: { drawn: Drawn; now: Kept },
): Promise<void> {
  const { outTrackId } = now
  const standing = known !== null && known.way === drawn.way
  if (standing && known.shown && (await updateCard(means, known, drawn))) {
    await keepCard(means, now)
    await noteShown(means, outTrackId)
    return
  }
  await keepCard(means, { ...now, shown: false })
  await createCard(means, place, { outTrackId, title: titleOf(card.title), drawn, holder })
  // Begun before with other words: making it again changed nothing.
  if (standing && known.digest !== now.digest) await updateCard(means, { outTrackId, told: [] }, drawn)
  await noteShown(means, outTrackId)
}

/**
 * A card as text cannot change where it stands: what is new about it is a message of its own, and what only counts on
 * (deadlines, small print) is none. `whole`: long words were not said before.
 */
async function textSteps(
  means: CardMeans,
  { place, card, known, kept, holder }: Showing,
  { whole }: { whole: boolean },
): Promise<Step[]> {
  const asText = known?.way === 'text'
  const digest = digestOf(essenceOf(card))
  const now = { ...kept, way: 'text', digest, before: '' }
  // Until it is shown, an answer is to the words that were, and what breaks off is not taken for done.
  const seen = asText && known.shown ? { revision: known.revision, actions: known.actions } : {}
  const begun = { ...now, ...seen, digest: '' }
  const number = kept.actions.length > 0 ? await numberOf(means, begun) : undefined
  const keep = async (): Promise<void> => {
    await keepCard(means, now)
    await noteShown(means, now.outTrackId)
  }
  if (asText && known.shown && known.digest === digest) return [{ repeatable: true, run: keep }]
  const direct = place.kind === 'person'
  const texts = textCard(card, readerOf(means), { number, direct, whole })
  const told = sayings(
    means,
    place,
    texts.map((text, nth) => ({
      kind: 'markdown' as const,
      title: titleOf(card.title),
      text,
      // The last of them has the choices.
      ...(holder && nth === texts.length - 1 ? { at: [holder.account] } : {}),
    })),
  )
  const first: Step = { repeatable: true, run: () => keepCard(means, begun) }
  return [first, ...told, { repeatable: true, run: keep }]
}

const essenceOf = ({ title, state, quote, draft, actions }: Card): unknown => [
  title,
  state?.label ?? '',
  quote?.text ?? '',
  draft?.text ?? '',
  actions.map(({ id }) => id),
]
