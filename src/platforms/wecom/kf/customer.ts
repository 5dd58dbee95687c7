import { z } from 'zod'
import { messageOf } from '../../../lib/errors.ts'
import type { OpenDeps } from '../deps.ts'
import { conversationOf, type Place } from './place.ts'

/** Who a customer is, as far as WeCom says. */
export interface KfCustomer {
  name: string | undefined
  /** Only where the company has bound its 微信开放平台 account. */
  unionid: string | undefined
  /** What the company's own site or app vouched for, where they came from there; WeCom itself vouches for none. */
  verified: { email?: string; mobile?: string }
}

const answerSchema = z.object({
  customer_list: z
    .array(z.looseObject({ nickname: z.string().optional(), unionid: z.string().optional() }))
    .default([]),
})

const askAgainMs = 24 * 3_600_000

/**
 * The customer's nickname and unionid, asked for once a day at most; without an answer what was known before.
 * https://developer.work.weixin.qq.com/document/path/95159
 */
export async function findKfCustomer(deps: OpenDeps, place: Place): Promise<KfCustomer> {
  const { db, api, now, log } = deps
  const conversation = conversationOf(place)
  const known = await db.wecomKfChat.findUnique({ where: { conversation } })
  const verified = {
    ...(known?.email ? { email: known.email } : {}),
    ...(known?.mobile ? { mobile: known.mobile } : {}),
  }
  const before = { name: known?.name ?? undefined, unionid: known?.unionid ?? undefined, verified }
  if (known?.askedAt && now().getTime() - known.askedAt.getTime() < askAgainMs) return before
  try {
    const answer = await api.post('kf/customer/batchget', { external_userid_list: [place.customer] })
    const [found] = answerSchema.parse(answer).customer_list
    const data = { name: found?.nickname ?? null, unionid: found?.unionid ?? null, askedAt: now() }
    await db.wecomKfChat.upsert({ where: { conversation }, create: { conversation, ...data }, update: data })
    return { name: found?.nickname, unionid: found?.unionid, verified }
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'wecom: a customer could not be asked for')
    return before
  }
}
