import type { DingtalkCard } from '../../generated/client.ts'
import { PlatformError } from '../../lib/errors.ts'
import type { Card } from '../card.ts'
import type { Caller } from './call.ts'
import type { DingtalkTemplates, Mention } from './deps.ts'
import type { Fault } from './fault.ts'
import type { Place } from './place.ts'
import { problemOf } from './problem.ts'
import { faultText, isGuest, type SayMeans } from './say.ts'
import type { CardReader } from './write/card-markdown.ts'
import { ownCard, templateFor } from './write/own-card.ts'
import { type CardValues, publicCard, publicTemplate } from './write/public-card.ts'

export type CardMeans = SayMeans & { caller: Caller }

/** How a card is shown by a template. */
export interface Drawn extends CardValues {
  way: 'public' | 'own'
  template: string
}

/** What a template shows of a card; `undefined` where none may be used. */
export function draw(templates: DingtalkTemplates, card: Card, reader: CardReader): Drawn | undefined {
  if (templates.kind === 'none') return undefined
  const own = templates.kind === 'own' ? templates.ids[templateFor(card)] : undefined
  if (own !== undefined) return { way: 'own', template: own, ...ownCard(card, reader) }
  return { way: 'public', template: publicTemplate, ...publicCard(card, reader) }
}

/** No template may be used here after all: the card has to be shown as text. */
export class NoTemplate extends Error {
  override name = 'NoTemplate'
}

export interface NewCard {
  outTrackId: string
  title: string
  drawn: Drawn
  /** Mentioned where it stands in a group. */
  holder?: Mention | undefined
}

/**
 * Makes and delivers a card; the same outTrackId makes it once. Throws NoTemplate where the template or the right to
 * use any is missing. https://open.dingtalk.com/document/orgapp/create-and-deliver-cards
 */
export async function createCard(
  means: CardMeans,
  place: Place,
  { outTrackId, title, drawn, holder }: NewCard,
): Promise<void> {
  const { callbackRouteKey } = means.settings
  const callback =
    callbackRouteKey === undefined ? { callbackType: 'STREAM' } : { callbackType: 'HTTP', callbackRouteKey }
  const body = {
    cardTemplateId: drawn.template,
    outTrackId,
    ...callback,
    userIdType: 1,
    cardData: { cardParamMap: drawn.values },
    ...spaceOf(means, place, { title, holder }),
  }
  const asked = await means.caller.ask({
    method: 'POST',
    path: '/v1.0/card/instances/createAndDeliver',
    body,
  })
  if ('fault' in asked && isUnusable(asked.fault)) throw new NoTemplate(asked.fault.code)
  if (!('body' in asked)) throw problemOf(means, asked, {})
  const failed = failureIn(asked.body)
  if (failed !== undefined)
    throw new PlatformError('refused', faultText(means, 'refused', { code: 'deliver', said: ` ${failed}` }))
}

const isUnusable = ({ kind, code }: Fault): boolean =>
  kind === 'permission' || (kind === 'refused' && /template/i.test(code))

function spaceOf(
  { settings }: CardMeans,
  place: Place,
  { title, holder }: Pick<NewCard, 'title' | 'holder'>,
): Record<string, unknown> {
  const { robotCode } = settings
  const shown = {
    supportForward: false,
    lastMessageI18n: { ZH_CN: title, EN_US: title },
    notification: { alertContent: title },
  }
  if (place.kind === 'person')
    return {
      openSpaceId: `dtv1.card//IM_ROBOT.${place.account}`,
      imRobotOpenSpaceModel: shown,
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
    }
  const { member } = place
  const own = member === undefined || isGuest(member) ? {} : { [member]: member }
  const atUserIds = { ...own, ...(holder ? { [holder.account]: holder.name } : {}) }
  const at = Object.keys(atUserIds).length > 0 ? { atUserIds } : {}
  return {
    openSpaceId: `dtv1.card//IM_GROUP.${place.group}`,
    imGroupOpenSpaceModel: shown,
    imGroupOpenDeliverModel: { robotCode, ...at },
  }
}

/** What speaks against one delivery stands on HTTP 200: result.deliverResults. */
function failureIn(body: unknown): string | undefined {
  const { result } = (body ?? {}) as { result?: { deliverResults?: unknown } }
  const results = Array.isArray(result?.deliverResults) ? result.deliverResults : []
  const failed = results.find((one: { success?: unknown }) => one.success === false) as
    | { errorMsg?: unknown }
    | undefined
  return failed && (typeof failed.errorMsg === 'string' ? failed.errorMsg.slice(0, 200) : '')
}

/**
 * Changes a card in place; `false` where DingTalk does not know it. What single accounts were shown on it gives way.
 * https://open.dingtalk.com/document/orgapp/update-card-instance
 */
export async function updateCard(
  means: CardMeans,
  { outTrackId, told }: Pick<DingtalkCard, 'outTrackId' | 'told'>,
  { values }: Pick<Drawn, 'values'>,
): Promise<boolean> {
  const own = ['tips', 'sys_full_json_obj'].filter((name) => name in values)
  const shared = Object.fromEntries(own.map((name) => [name, values[name] ?? '']))
  const asked = await putCard(means.caller, {
    outTrackId,
    cardData: { cardParamMap: values },
    ...(told.length > 0
      ? { privateData: Object.fromEntries(told.map((account) => [account, { cardParamMap: shared }])) }
      : {}),
  })
  if ('body' in asked) return true
  if ('fault' in asked && asked.fault.kind === 'refused' && /NotExist|NotFound/i.test(asked.fault.code))
    return false
  throw problemOf(means, asked, {})
}

/** The update of a card's values by their names: what is not named stays. */
export const putCard = (
  caller: Pick<Caller, 'ask'>,
  change: Record<string, unknown>,
): ReturnType<Caller['ask']> =>
  caller.ask({
    method: 'PUT',
    path: '/v1.0/card/instances',
    body: {
      ...change,
      cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
      userIdType: 1,
    },
  })
