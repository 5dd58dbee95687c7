import type { Inbound } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'
import { findKfCustomer } from './customer.ts'
import { attachmentOf } from './file.ts'
import { customerOf, type Item } from './item.ts'
import { clickOf } from './menu.ts'
import { deliveryOf } from './msgid.ts'
import { conversationOf } from './place.ts'

/** What an item says to the house; `undefined` where it says nothing. */
export async function decode(deps: OpenDeps, item: Item): Promise<Inbound | undefined> {
  const { msgid: externalId, origin, event } = item
  const place = { openKfid: item.open_kfid || event?.open_kfid || '', customer: customerOf(item) }
  const conversation = conversationOf(place)
  if (event) return happened(deps, item, conversation)
  const text = wordsOf(deps, item)
  if (origin === 5)
    return { kind: 'note', platform: 'wecom', externalId, conversation, about: 'servicer', text }
  if (origin !== 3) return undefined
  const click = clickOf(item.text?.menu_id ?? '')
  if (click)
    return { kind: 'action', platform: 'wecom', externalId, by: place.customer, conversation, ...click }
  const { name, verified } = await findKfCustomer(deps, place)
  return {
    kind: 'message',
    platform: 'wecom',
    externalId,
    conversation,
    from: { id: place.customer, verified, ...(name ? { name } : {}) },
    text,
    attachments: await attachmentOf(deps, externalId),
  }
}

function happened(
  deps: OpenDeps,
  { msgid: externalId, event }: Item,
  conversation: string,
): Inbound | undefined {
  if (event?.event_type === 'msg_send_fail') {
    const ours = deliveryOf(event.fail_msgid)
    if (!ours) return undefined
    const reason = failReasons[event.fail_type] ?? 'unknown'
    return { kind: 'undelivered', platform: 'wecom', externalId, delivery: ours.delivery, reason, said: '' }
  }
  if (event?.event_type !== 'user_recall_msg') return undefined
  const text = deps.translate(deps.site.company.locale, 'wecom.kf.recalled')
  return { kind: 'note', platform: 'wecom', externalId, conversation, about: 'recalled', text }
}

/** fail_type of msg_send_fail, as words of `desk.undelivered`. */
const failReasons: Record<number, string> = {
  1: 'account_gone',
  2: 'account_gone',
  4: 'window_closed',
  5: 'session_ended',
  6: 'too_many',
  10: 'declined',
}

/** The words of a message, or words for what it is. */
function wordsOf({ translate, site }: OpenDeps, item: Item): string {
  const { msgtype } = item
  if (msgtype === 'text') return (item.text?.content ?? '').replaceAll('\0', '')
  const body: unknown = item[msgtype]
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : []
  const values: Record<string, string> = {
    ...emptyFields,
    ...Object.fromEntries(fields.map(([name, value]) => [name, wordOf(value)])),
    type: msgtype.replaceAll(/[^\w-]/g, '').slice(0, 40),
  }
  const kind = known.has(msgtype) ? msgtype.replace('merged_msg', 'merged') : 'unknown'
  return translate(site.company.locale, `wecom.kf.kind.${kind}`, values)
    .replaceAll('\0', '')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
}

const known = new Set([
  'image',
  'voice',
  'video',
  'file',
  'location',
  'link',
  'business_card',
  'miniprogram',
  'channels',
  'merged_msg',
])
const emptyFields = {
  name: '',
  address: '',
  title: '',
  desc: '',
  url: '',
  userid: '',
  latitude: '',
  longitude: '',
}

const wordOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
