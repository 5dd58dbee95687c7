import type { DingtalkCard } from '../../generated/client.ts'
import type { Card } from '../card.ts'
import { type CardMeans, createCard, type Drawn, draw, NoTemplate, updateCard } from './send-card.ts'
import { type At, sayings, titleOf } from './send-steps.ts'
import type { Step } from './sent.ts'
import { findCard, type Kept, keepCard, nextNumber, noteShown } from './standing.ts'
import type { CardReader } from './write/card-markdown.ts'
import { chunksOf } from './write/chunks.ts'
import { textCard } from './write/text-card.ts'
import { digestOf, trackIdOf } from './write/track-id.ts'

/** What is to be done to show a card, and what it is known by. */
export interface CardPlan {
  externalId: string
  steps: Step[]
}

interface Showing {
  place: At
  card: Card
  known: DingtalkCard | null
  kept: Omit<Kept, 'way' | 'number' | 'digest' | 'before'>
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
  const showing: Showing = { place, card, known, kept }
  const drawn = draw(means.settings.templates, card, readerOf(means))
  const steps = drawn ? drawnSteps(means, showing, drawn) : await textSteps(means, showing)
  return { externalId: outTrackId, steps }
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
  const now = { ...kept, way: drawn.way, number: null, digest, before }
  // Buttons carry the revision: where any are left, a new revision is another card.
  if (known?.shown && known.way === drawn.way && known.digest === digest)
    return [{ repeatable: true, run: () => keepCard(means, now) }]
  const whole = before === '' || before === known?.before ? [] : chunksOf(drawn.whole)
  const texts = whole.map((text) => ({ kind: 'markdown' as const, title: titleOf(card.title), text }))
  const put = async (): Promise<void> => {
    try {
      await putCard(means, showing, { drawn, now })
    } catch (error) {
      if (!(error instanceof NoTemplate)) throw error
      means.log.warn(
        { card: card.key, why: error.message },
        'dingtalk: no template may be used, shown as text',
      )
      for (const { run } of await textSteps(means, showing)) await run()
    }
  }
  return [...sayings(means, place, texts), { repeatable: true, run: put }]
}

async function putCard(
  means: CardMeans,
  { place, card, known }: Showing,
  { drawn, now }: { drawn: Drawn; now: Kept },
): Promise<void> {
  const { outTrackId } = now
  const standing = known !== null && known.way === drawn.way
  if (standing && known.shown && (await updateCard(means, known, drawn))) {
    await keepCard(means, now)
    await noteShown(means, outTrackId)
    return
  }
  await keepCard(means, now)
  await createCard(means, place, { outTrackId, title: titleOf(card.title), drawn })
  // Begun before with other words: making it again changed nothing.
  if (standing && known.digest !== now.digest) await updateCard(means, { outTrackId, told: [] }, drawn)
  await noteShown(means, outTrackId)
}

/**
 * A card as text cannot change where it stands: what is new about it is a message of its own, and what only counts on
 * (deadlines, small print) is none.
 */
async function textSteps(means: CardMeans, { place, card, known, kept }: Showing): Promise<Step[]> {
  const asText = known?.way === 'text'
  const numbered = kept.actions.length > 0
  const number = numbered ? ((asText ? known.number : null) ?? (await nextNumber(means, place.id))) : null
  const digest = digestOf(essenceOf(card))
  const now = { ...kept, way: 'text', number, digest, before: '' }
  const keep = async (): Promise<void> => {
    await keepCard(means, now)
    await noteShown(means, now.outTrackId)
  }
  if (asText && known.shown && known.digest === digest) return [{ repeatable: true, run: keep }]
  const direct = place.kind === 'person'
  const texts = textCard(card, readerOf(means), { number: number ?? undefined, direct })
  const told = sayings(
    means,
    place,
    texts.map((text) => ({ kind: 'markdown' as const, title: titleOf(card.title), text })),
  )
  const first: Step = { repeatable: true, run: () => keepCard(means, now) }
  return [first, ...told, { repeatable: true, run: keep }]
}

const essenceOf = ({ title, state, quote, draft, actions }: Card): unknown => [
  title,
  state?.label ?? '',
  quote?.text ?? '',
  draft?.text ?? '',
  actions.map(({ id }) => id),
]
