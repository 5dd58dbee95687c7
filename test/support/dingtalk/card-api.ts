import { z } from 'zod'
import { type Answer, refusal } from './faults.ts'
import { type CardInstance, personOf, show, type World } from './world.ts'

const params = z.object({ cardParamMap: z.record(z.string(), z.string()) })
const create = z.object({
  cardTemplateId: z.string(),
  outTrackId: z.string().min(1).max(64),
  callbackType: z.enum(['STREAM', 'HTTP']).optional(),
  callbackRouteKey: z.string().optional(),
  userIdType: z.number().optional(),
  cardData: params,
  privateData: z.record(z.string(), params).optional(),
  openSpaceId: z.string(),
  imGroupOpenSpaceModel: z.object({}).loose().optional(),
  imGroupOpenDeliverModel: z
    .object({ robotCode: z.string(), atUserIds: z.record(z.string(), z.string()).optional() })
    .loose()
    .optional(),
  imRobotOpenSpaceModel: z.object({}).loose().optional(),
  imRobotOpenDeliverModel: z
    .object({ spaceType: z.literal('IM_ROBOT'), robotCode: z.string() })
    .loose()
    .optional(),
})
const register = z.object({
  callbackRouteKey: z.string().min(1),
  callbackUrl: z.url(),
  apiSecret: z.string().min(1),
  forceUpdate: z.boolean().optional(),
})
const update = z.object({
  outTrackId: z.string(),
  cardData: params.optional(),
  privateData: z.record(z.string(), params).optional(),
  cardUpdateOptions: z
    .object({ updateCardDataByKey: z.boolean().optional(), updatePrivateDataByKey: z.boolean().optional() })
    .optional(),
  userIdType: z.number().optional(),
})

/** Interactive cards: https://open.dingtalk.com/document/orgapp/create-and-deliver-cards */
export const cardApi = {
  'POST /v1.0/card/instances/createAndDeliver'(world: World, body: unknown): Answer {
    const parsed = create.safeParse(body)
    if (!parsed.success) return malformed(parsed.error)
    const wanted = parsed.data
    if (!world.templates.has(wanted.cardTemplateId))
      return refusal(400, 'param.templateNotExist', `no template ${wanted.cardTemplateId}`)
    const long = tooLong(wanted.cardData.cardParamMap)
    if (long) return refusal(400, 'param.cardParamMap', `${long} is too long`)
    const space = spaceOf(world, wanted)
    if (typeof space === 'string') return failed(wanted, space)
    // A track id that is known changes nothing and is not shown again.
    if (!world.cards.has(wanted.outTrackId)) deliver(world, wanted, space)
    return delivered(wanted, space.id)
  },

  'POST /v1.0/card/callbacks/register'(world: World, body: unknown): Answer {
    const parsed = register.safeParse(body)
    if (!parsed.success) return malformed(parsed.error)
    const { callbackRouteKey, callbackUrl, apiSecret } = parsed.data
    world.callbacks.set(callbackRouteKey, { url: callbackUrl, secret: apiSecret })
    return { status: 200, body: { success: true, result: { apiSecret, callbackUrl } } }
  },

  'PUT /v1.0/card/instances'(world: World, body: unknown): Answer {
    const parsed = update.safeParse(body)
    if (!parsed.success) return malformed(parsed.error)
    const card = world.cards.get(parsed.data.outTrackId)
    if (!card) return refusal(400, 'param.cardInstanceNotExist', 'no such card')
    changeCard(card, parsed.data)
    return { status: 200, body: { success: true, result: true } }
  },
}

/** What updates and answers to presses change: without `ByKey` the whole is overwritten. */
export function changeCard(card: CardInstance, change: Omit<z.infer<typeof update>, 'outTrackId'>): void {
  const { cardData, privateData, cardUpdateOptions: by } = change
  card.updates += 1
  if (cardData)
    card.params = by?.updateCardDataByKey
      ? { ...card.params, ...cardData.cardParamMap }
      : { ...cardData.cardParamMap }
  for (const [user, own] of Object.entries(privateData ?? {}))
    card.own.set(
      user,
      by?.updatePrivateDataByKey ? { ...card.own.get(user), ...own.cardParamMap } : { ...own.cardParamMap },
    )
}

type Wanted = z.infer<typeof create>

function deliver(world: World, wanted: Wanted, { id, at }: { id: string; at: string[] }): void {
  const card: CardInstance = {
    outTrackId: wanted.outTrackId,
    templateId: wanted.cardTemplateId,
    callbackType: wanted.callbackType ?? '',
    ...(wanted.callbackRouteKey ? { callbackRouteKey: wanted.callbackRouteKey } : {}),
    params: { ...wanted.cardData.cardParamMap },
    own: new Map(Object.entries(wanted.privateData ?? {}).map(([user, own]) => [user, own.cardParamMap])),
    updates: 0,
  }
  world.cards.set(card.outTrackId, card)
  show(world, id, { by: 'robot', kind: 'card', text: '', card, at, via: 'createAndDeliver' })
}

/** Where it goes, or what is wrong with that. */
function spaceOf(world: World, wanted: Wanted): { id: string; at: string[] } | string {
  const [, kind = '', id = ''] = /^dtv1\.card\/\/(IM_GROUP|IM_ROBOT)\.(.+)$/.exec(wanted.openSpaceId) ?? []
  if (kind === 'IM_GROUP') {
    if (!wanted.imGroupOpenDeliverModel) return 'no imGroupOpenDeliverModel'
    if (wanted.imGroupOpenDeliverModel.robotCode !== world.robotCode) return 'robot not found'
    if (!world.groups.get(id)?.robot) return 'the robot is not in this group'
    return { id, at: Object.keys(wanted.imGroupOpenDeliverModel.atUserIds ?? {}) }
  }
  if (kind !== 'IM_ROBOT') return 'unknown space'
  if (!wanted.imRobotOpenDeliverModel) return 'no imRobotOpenDeliverModel'
  if (wanted.imRobotOpenDeliverModel.robotCode !== world.robotCode) return 'robot not found'
  return personOf(world, id) ? { id, at: [] } : 'user not found'
}

const tooLong = (map: Record<string, string>): string | undefined =>
  Object.keys(map).find(
    (key) => Buffer.byteLength(key) > 100 || Buffer.byteLength(map[key] ?? '') > 64 * 1024,
  )

const result = (wanted: Wanted, more: object): Answer => ({
  status: 200,
  body: {
    success: true,
    result: { outTrackId: wanted.outTrackId, deliverResults: [{ spaceType: kindOf(wanted), ...more }] },
  },
})

const delivered = (wanted: Wanted, spaceId: string): Answer =>
  result(wanted, { spaceId, success: true, carrierId: `carrier-${wanted.outTrackId}`, errorMsg: '' })

const failed = (wanted: Wanted, errorMsg: string): Answer =>
  result(wanted, { spaceId: '', success: false, carrierId: '', errorMsg })

const kindOf = ({ openSpaceId }: Wanted): string =>
  openSpaceId.includes('IM_GROUP') ? 'IM_GROUP' : 'IM_ROBOT'

const malformed = (error: z.ZodError): Answer =>
  refusal(
    400,
    'param.error',
    error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
  )
