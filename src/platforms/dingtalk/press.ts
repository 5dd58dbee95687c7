import type { CardAction } from '../card.ts'
import type { Outcome } from '../platform.ts'
import { type CardMeans, putCard } from './send-card.ts'
import type { CardPress, Pressed } from './sending.ts'
import { findCard } from './standing.ts'
import { tell } from './tell.ts'
import { answerOf, noticeOf, type PressedOn } from './write/answer.ts'
import { readButtonId } from './write/track-id.ts'
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

/** `actionIds` names the button; some clients put it into `params.id`, and a form brings it in a hidden field. */
function buttonIn(
  { actionIds, params }: CardPress,
  row: { revision: number; actions: string[] },
): ReturnType<typeof readButtonId> {
  const form = typeof params.form === 'object' && params.form !== null ? { ...params.form } : {}
  const hidden = 'id' in form ? form.id : undefined
  const said = [...actionIds, hidden, params.id, params.action].filter(
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

/** More do not press one card: whoever was first sees old words then. */
const mostTold = 50

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
  const { outTrackId, account } = pressed
  const own = answerOf(means, pressed, outcome).userPrivateData
  const tips = noticeOf(means, pressed, outcome)
  if (outTrackId === undefined || !own) return await tell(means, account, tips)
  const asked = await putCard(means.caller, {
    outTrackId,
    privateData: { [account]: own },
  })
  if (!('body' in asked)) await tell(means, account, tips)
}
