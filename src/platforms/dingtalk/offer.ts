import { cardPageUrl } from '../../lib/card-page/card-page.ts'
import type { Card, CardAction } from '../card.ts'
import { isGuest } from './say.ts'
import type { CardMeans } from './send-card.ts'
import type { Pressed } from './sending.ts'
import { findCard, keepCard, noteShown, numberOf } from './standing.ts'
import { tell } from './tell.ts'
import { optionsOf } from './write/choice.ts'
import { harmless, quoted } from './write/harmless.ts'
import { asksWords } from './write/text-card.ts'
import { trackIdOf } from './write/track-id.ts'

/**
 * Asks the presser, in their own chat, for what the press did not bring: the words they start from, and what to type.
 * The card is offered to them there under a number of its own.
 */
export async function offerForm(means: CardMeans, pressed: Pressed): Promise<void> {
  const { account, place, card: about, action: id } = pressed
  if (isGuest(account)) return
  const card = await means.host.card(place, about.key)
  const action = card?.actions.find((one) => one.id === id)
  if (!card || !action) return
  const number = await offer(means, account, { card, place })
  const code = `${number}-${card.actions.indexOf(action) + 1}`
  const page = (await means.host.isStaff(account)) ? pageOf(means, pressed) : undefined
  await tell(means, account, formText(means, card, { action, code, ...(page ? { page } : {}) }))
}

/** A page for this one act, for this presser alone. */
const pageOf = ({ site, now }: CardMeans, { account, place, card, action }: Pressed): string =>
  cardPageUrl(
    { platform: 'dingtalk', publicUrl: site.publicUrl, key: site.key, now },
    { by: account, to: place, card, action, locale: site.company.locale },
  )

/** The same number for as long as the card is offered to them. */
async function offer(
  means: CardMeans,
  account: string,
  { card, place }: { card: Card; place: string },
): Promise<number> {
  const own = account === place
  // Beside what may stand there anyway.
  const outTrackId = trackIdOf(means.settings.clientId, account, own ? card.key : `${card.key}@${place}`)
  const known = await findCard(means, outTrackId)
  // Shown in their own chat, by a template or not: it keeps what it is, and is answered by the number, too.
  if (own && known) return await numberOf(means, known)
  const offered = {
    outTrackId,
    place: account,
    cardKey: card.key,
    source: place,
    revision: card.revision,
    way: 'text',
    actions: card.actions.map((one) => one.id),
    digest: '',
    before: '',
    ticket: card.ticket ?? null,
  }
  const number = await numberOf(means, offered)
  await keepCard(means, offered)
  await noteShown(means, outTrackId)
  return number
}

function formText(
  means: CardMeans,
  card: Card,
  { action, code, page }: { action: CardAction; code: string; page?: string },
): string {
  const say = (word: string, values: Record<string, string> = {}): string =>
    means.translate(means.site.company.locale, `dingtalk.form.${word}`, values)
  const [field] = (action.fields ?? []).filter(({ kind, required }) => kind !== 'files' && required)
  const start = field?.kind === 'text' && field.value ? [say('start'), quoted(field.value)] : []
  const options = field ? optionsOf(field).map(({ label }, at) => `${at + 1}. ${harmless(label)}`) : []
  const how = options.length > 0 ? 'howSelect' : 'howText'
  return [
    `**${harmless(action.label)}** · ${harmless(card.title)}`,
    ...(action.confirm === undefined ? [] : [harmless(action.confirm)]),
    ...start,
    ...(options.length > 0 ? [options.join('  \n')] : []),
    ...(page === undefined ? [] : [`[✏️ ${say('page')}](${page})`, say('pageLife')]),
    asksWords(action) ? say(how, { code, label: field?.label ?? '' }) : say('howPlain', { code }),
  ].join('\n\n')
}
