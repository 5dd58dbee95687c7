import { seal, unseal } from '../../lib/seal.ts'
import type { DingtalkDeps } from './deps.ts'
import { exchange, type Silence } from './exchange.ts'
import { type Fault, faultOf } from './fault.ts'
import type { Saying } from './say.ts'

type Means = Pick<DingtalkDeps, 'db' | 'now' | 'fetch' | 'site' | 'settings'>

// Ninety minutes are promised; one that ends sooner than this is left alone, for clocks differ.
const marginMs = 60_000

/** A chat may be answered at this URL until then; an older one is forgotten. */
export async function noteWebhook(
  { db, site, settings }: Means,
  place: string,
  { url, expiresAt }: { url: string; expiresAt: Date },
): Promise<void> {
  if (!isOurs(settings, url)) return
  const known = { url: seal(site.key, url), expiresAt }
  await db.dingtalkWebhook.upsert({ where: { place }, create: { place, ...known }, update: known })
}

/** Only DingTalk's own addresses are spoken to, whatever a message says. */
function isOurs({ apiUrl, oapiUrl }: Means['settings'], url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin } = new URL(url)
  if ([apiUrl, oapiUrl].some((own) => new URL(own).origin === origin)) return true
  return protocol === 'https:' && /\.dingtalk\.(?:com|io)$/.test(hostname)
}

/**
 * Says something by a chat's own address, which costs no call and can mention people. `undefined`: there is none, or
 * it is over; what else went wrong comes back as a value.
 * https://open.dingtalk.com/document/orgapp/robot-receive-message
 */
export async function sayByWebhook(
  means: Means,
  place: string,
  { kind, title, text, at = [] }: Saying,
): Promise<'said' | { fault: Fault } | Silence | undefined> {
  const url = await findWebhook(means, place)
  if (url === undefined) return undefined
  const words = kind === 'text' ? { text: { content: text } } : { markdown: { title, text } }
  const answer = await exchange(means.fetch, {
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ msgtype: kind, ...words, at: { atUserIds: at, isAtAll: false } }),
  })
  if ('silence' in answer) return answer
  const fault = faultOf(answer)
  if (!fault) return 'said'
  if (fault.kind !== 'unsure') await means.db.dingtalkWebhook.deleteMany({ where: { place } })
  return { fault }
}

async function findWebhook({ db, now, site }: Means, place: string): Promise<string | undefined> {
  const after = new Date(now().getTime() + marginMs)
  const known = await db.dingtalkWebhook.findFirst({ where: { place, expiresAt: { gt: after } } })
  return known ? String(unseal(site.key, known.url)) : undefined
}
