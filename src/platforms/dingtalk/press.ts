import { cardPageUrl } from '../../lib/card-page/card-page.ts'
import { messageOf } from '../../lib/errors.ts'
import type { Card, CardAction } from '../card.ts'
import type { Outcome } from '../platform.ts'
import { placeOf } from './place.ts'
import { isGuest, say } from './say.ts'
import { type CardMeans, putCard } from './send-card.ts'
import { titleOf } from './send-steps.ts'
import type { CardPress, Pressed } from './sending.ts'
import { findCard, keepCard, nextNumber, noteShown, standAt } from './standing.ts'
import { noticeOf, type PressedOn } from './write/answer.ts'
import { type Choice, optionsOf, readChoice } from './write/choice.ts'
import { chunksOf } from './write/chunks.ts'
import { harmless, quoted } from './write/harmless.ts'
import { asksWords } from './write/text-card.ts'
import { readButtonId, trackIdOf } from './write/track-id.ts'
import { valuesIn } from './write/values.ts'

/** Which card was pressed, and what with; `undefined` where it is none of ours. */
export async function pressOf(means: CardMeans, press: CardPress): Promise<PressedOn | undefined> {
  const row = await findCard(means, press.outTrackId)
  const button = row && buttonIn(press, row)
  if (!row || !button) return undefined
  const card = await means.host.card(row.place, row.cardKey)
  const action = card?.actions.find(({ id }) => id === button.action)
  const { action: id, revision, despite } = button
  const values = { ...valuesIn(press.params, action), ...(despite ? { despite } : {}) }
  const pressed: PressedOn = {
    account: press.account,
    place: row.place,
    outTrackId: row.outTrackId,
    card: { key: row.cardKey, revision },
    action: id,
    values,
    ...(card ? { on: card } : {}),
    ...(row.way === 'public' ? { buttons: true as const } : {}),
    ...(action && revision === card?.revision && isUnfinished(action, values) ? { asks: true as const } : {}),
  }
  if (row.shown && !row.told.includes(press.account)) await noteTold(means, row.outTrackId, press.account)
  return pressed
}

/** It lacks words, or says first what it does: only the one act a card is there for is done at a press. */
const isUnfinished = (action: CardAction, values: Record<string, string>): boolean =>
  lacksWords(action, values) || (action.confirm !== undefined && action.style !== 'primary')

const lacksWords = (action: CardAction, values: Record<string, string>): boolean =>
  (action.fields ?? []).some(({ id, kind, required }) => kind !== 'files' && required && !values[id]?.trim())

/** `actionIds` names the button; some clients put the same into `params.id`. */
function buttonIn(
  { actionIds, params }: CardPress,
  row: { revision: number; actions: string[] },
): ReturnType<typeof readButtonId> {
  const said = [...actionIds, params.id, params.action].filter(
    (one): one is string => typeof one === 'string',
  )
  for (const one of said) {
    const button = readButtonId(one)
    if (button) return button
    // A button of an own template that was given the name of the act alone.
    if (row.actions.includes(one)) return { action: one, revision: row.revision }
  }
  return undefined
}

const mostTold = 20

async function noteTold({ db }: CardMeans, outTrackId: string, account: string): Promise<void> {
  const { told } = (await db.dingtalkCard.findUnique({ where: { outTrackId }, select: { told: true } })) ?? {
    told: [],
  }
  await db.dingtalkCard.update({
    where: { outTrackId },
    data: { told: [...told.filter((one) => one !== account), account].slice(-mostTold) },
  })
}

/** What came of a press whose two seconds were over: on the card for its presser alone, or in their own chat. */
export async function showLate(means: CardMeans, pressed: Pressed, outcome: Outcome): Promise<void> {
  const tips = noticeOf(means, pressed, outcome)
  const { outTrackId, account } = pressed
  if (outTrackId === undefined) return await tell(means, account, tips)
  const asked = await putCard(means.caller, {
    outTrackId,
    privateData: { [account]: { cardParamMap: { tips } } },
  })
  if (!('body' in asked)) await tell(means, account, tips)
}

/** Says something to one person alone. */
async function tell(means: CardMeans, account: string, text: string): Promise<void> {
  if (isGuest(account)) return
  const place = { kind: 'person' as const, account, id: account }
  for (const chunk of chunksOf(text))
    await say(means, place, { kind: 'markdown', title: titleOf(chunk), text: chunk })
}

/** What somebody typed, as an answer to a card that is shown as text; `undefined` where it is just words. */
export async function typedChoice(
  means: CardMeans,
  { account, place, text }: { account: string; place: string; text: string },
): Promise<Pressed | undefined> {
  // Most words are words: only what looks like an answer is looked up.
  if (readChoice(text, { cards: [], stirred: false }) === undefined && !looksBare.test(text)) return undefined
  const stand = await standAt(means, place)
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
  if (own && known?.way === 'text' && known.number !== null) return known.number
  const number = known?.number ?? (await nextNumber(means, account))
  const actions = card.actions.map((one) => one.id)
  if (own && known) {
    // Shown by a template in their own chat: it keeps what it is, and is answered by the number, too.
    await means.db.dingtalkCard.update({ where: { outTrackId }, data: { number } })
    return number
  }
  await keepCard(means, {
    outTrackId,
    place: account,
    cardKey: card.key,
    source: place,
    revision: card.revision,
    way: 'text',
    number,
    actions,
    digest: '',
    before: '',
    ticket: card.ticket ?? null,
  })
  await noteShown(means, outTrackId)
  return number
}

function formText(
  means: CardMeans,
  card: Card,
  { action, code }: { action: CardAction; code: string },
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
