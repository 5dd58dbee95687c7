import { randomBytes, randomUUID } from 'node:crypto'
import { messageOf, PlatformError } from '../../lib/errors.ts'
import { holdLease, releaseLease } from '../../lib/lease.ts'
import { botLease } from './bot/door.ts'
import { botPace } from './bot/pace.ts'
import { openSocket } from './bot/socket.ts'
import { openApi } from './call.ts'
import { decrypt, encrypt, signatureOf } from './crypt.ts'
import type { CallbackKeys, WecomDeps } from './deps.ts'
import { WecomError } from './fault.ts'

/** One thing that was looked at, in the company's language; a remedy where there is something to do. */
export interface Finding {
  mark: 'good' | 'mind' | 'bad'
  says: string
  remedy?: string
}

export type ExamineDeps = Pick<
  WecomDeps,
  'db' | 'now' | 'translate' | 'fetch' | 'pause' | 'randomToken' | 'settings' | 'site' | 'urls' | 'host'
>

type Api = ReturnType<typeof openApi>

/** Tries every door of WeCom that is set, as it is found; changes nothing, sends nothing, throws nobody out. */
export async function* examineWecom(deps: ExamineDeps): AsyncGenerator<Finding> {
  const { settings } = deps
  const api = openApi(deps)
  yield* settings.app ? examineApp(deps, api, settings.app.agentId) : [find(deps, 'mind', 'noApp')]
  if (settings.app) yield* settings.kf ? examineKf(deps, api) : [find(deps, 'mind', 'noKf')]
  if (settings.app?.callback) yield await examineCallback(deps, 'app', settings.app.callback)
  if (settings.kf) yield await examineCallback(deps, 'kf', settings.kf)
  yield settings.bot ? await examineBot(deps, settings.bot) : find(deps, 'mind', 'noBot')
  yield* await examineChannels(deps)
}

type Values = Record<string, string | number>

const remedied = { mind: true, bad: true, good: false }

function find(
  { translate, site }: Pick<ExamineDeps, 'translate' | 'site'>,
  mark: Finding['mark'],
  key: string,
  values: Values = {},
): Finding {
  const say = (part: string): string => translate(site.company.locale, `wecom.examine.${key}.${part}`, values)
  return { mark, says: say('says'), ...(remedied[mark] ? { remedy: say('remedy') } : {}) }
}

/** What WeCom said against a call; its words name the remedy themselves. */
function refused(deps: ExamineDeps, key: string, error: unknown): Finding {
  if (!(error instanceof WecomError)) throw error
  const { translate, site } = deps
  return {
    mark: 'bad',
    says: translate(site.company.locale, `wecom.examine.${key}.failed`),
    remedy: error.message,
  }
}

/** https://developer.work.weixin.qq.com/document/path/90227 */
async function* examineApp(deps: ExamineDeps, api: Api, agentId: number): AsyncGenerator<Finding> {
  try {
    const app = await api.get('agent/get', { agentid: String(agentId) })
    yield find(deps, 'good', 'app', { name: typeof app.name === 'string' ? app.name : '', agentId })
    const seen =
      countOf(app.allow_userinfos, 'user') +
      countOf(app.allow_partys, 'partyid') +
      countOf(app.allow_tags, 'tagid')
    yield seen === 0 ? find(deps, 'bad', 'range') : find(deps, 'good', 'rangeSet', { seen })
  } catch (error) {
    yield refused(deps, 'app', error)
  }
}

const countOf = (list: unknown, name: string): number => {
  const inner =
    typeof list === 'object' && list !== null ? (list as Record<string, unknown>)[name] : undefined
  return Array.isArray(inner) ? inner.length : 0
}

/** https://developer.work.weixin.qq.com/document/path/94661 */
async function* examineKf(deps: ExamineDeps, api: Api): AsyncGenerator<Finding> {
  try {
    const { account_list: accounts } = await api.post('kf/account/list', { offset: 0, limit: 100 })
    const list = Array.isArray(accounts) ? (accounts as { name?: string; manage_privilege?: boolean }[]) : []
    if (list.length === 0) yield find(deps, 'bad', 'kfNone')
    for (const { name = '', manage_privilege: ours } of list)
      yield ours === false ? find(deps, 'bad', 'kfForeign', { name }) : find(deps, 'good', 'kf', { name })
  } catch (error) {
    yield refused(deps, 'kf', error)
  }
}

/** Asks our own address the question that the console asks: what we encrypt must come back in the clear. */
async function examineCallback(deps: ExamineDeps, door: string, keys: CallbackKeys): Promise<Finding> {
  const { settings, site, now } = deps
  const said = randomUUID()
  const encrypted = encrypt(keys.aesKey, { text: said, receiver: settings.corpId }, randomBytes(16))
  const url = `${site.publicUrl}/webhooks/wecom/${door}`
  const values = { door, url }
  if (decrypt(keys.aesKey, encrypted).text !== said) return find(deps, 'bad', 'keys', values)
  if (!site.publicUrl.startsWith('https:')) return find(deps, 'bad', 'notPublic', values)
  const signed = {
    timestamp: String(Math.floor(now().getTime() / 1000)),
    nonce: randomBytes(5).toString('hex'),
    encrypted,
  }
  const query = new URLSearchParams({
    msg_signature: signatureOf(keys.token, signed),
    timestamp: signed.timestamp,
    nonce: signed.nonce,
    echostr: encrypted,
  })
  try {
    const response = await deps.fetch(`${url}?${query.toString()}`, {
      signal: AbortSignal.timeout(5_000),
      redirect: 'error',
    })
    if ((await response.text()) === said) return find(deps, 'good', 'callback', values)
    return find(deps, 'bad', 'callbackOther', { ...values, status: response.status })
  } catch {
    return find(deps, 'mind', 'callbackAway', values)
  }
}

/**
 * Subscribes once, and only where no desk does: a second connection would throw the first one out. The lease that a desk
 * holds with its connection tells.
 */
async function examineBot(deps: ExamineDeps, bot: { id: string; secret: string }): Promise<Finding> {
  const name = botLease(bot.id)
  const holder = `doctor:${randomUUID()}`
  if (!(await holdLease(deps.db, { name, holder, now: deps.now(), forMs: 30_000 })))
    return find(deps, 'good', 'botHeld')
  try {
    const socket = await openSocket({
      url: deps.urls.socket,
      bot,
      pace: botPace,
      freshId: deps.randomToken,
      onFrame: () => undefined,
    })
    socket.end('closed')
    return find(deps, 'good', 'bot')
  } catch (error) {
    const refusal = error instanceof PlatformError && /\b853\d{3}\b/.test(error.message)
    return find(deps, 'bad', refusal ? 'botRefused' : 'botAway', { said: messageOf(error) })
  } finally {
    await releaseLease(deps.db, { name, holder })
  }
}

/** The groups of the playbook: whether somebody wrote to the bot there, without which it may not write. */
async function examineChannels(deps: ExamineDeps): Promise<Finding[]> {
  const { db, host } = deps
  const known = new Set(
    (await db.wecomBotChat.findMany({ select: { id: true } })).map(({ id }) => `bot:${id}`),
  )
  return [...host.channels].map((channel) => {
    if (!channel.startsWith('bot:')) return find(deps, 'bad', 'channelForm', { channel })
    return known.has(channel)
      ? find(deps, 'good', 'channel', { channel })
      : find(deps, 'mind', 'channelSilent', { channel })
  })
}
