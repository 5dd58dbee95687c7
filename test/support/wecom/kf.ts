import type { WebhookRequest } from '../../../src/platforms/platform.ts'
import type { ApiServer, Call } from './api-server.ts'
import { Refusal } from './api-server.ts'
import { callbackRequest } from './callback.ts'
import type { Organisation } from './organisation.ts'

/** What a customer sees in WeChat. */
export interface Seen {
  msgid: string
  text: string
  menu?: { id: string; content: string }[]
  file?: { name: string; bytes: Buffer }
}

/** A WeChat user in front of their screen. */
export interface WechatCustomer {
  id: string
  conversation: string
  /** Everything they have got, oldest first. */
  sees: Seen[]
  /** Says something; the callback that tells of it. */
  says(text: string, msgid?: string): WebhookRequest
  /** Sends anything else: its msgtype and what belongs to it. */
  sends(msgtype: string, body: object, msgid?: string): WebhookRequest
  sendsFile(
    kind: 'image' | 'voice' | 'video' | 'file',
    file: { name: string; mediaType: string; bytes: Buffer },
  ): WebhookRequest
  /** Touches a line of the latest menu that has it. */
  clicks(content: string): WebhookRequest
  /** Opens the conversation. */
  enters(scene?: string): WebhookRequest
  recalls(msgid: string): WebhookRequest
}

export interface FakeKf {
  openKfid: string
  customer(name: string, more?: { unionid?: string }): WechatCustomer
  /** What was sent last to this customer did not arrive after all. */
  fails(customer: WechatCustomer, failType: number): WebhookRequest
  /** A person takes the session over, or ends it, in the WeCom client. */
  servicer(customer: WechatCustomer, act: 'takes' | 'ends', who?: string): WebhookRequest
  servicerSays(customer: WechatCustomer, text: string): WebhookRequest
  /** A callback without anything new. */
  callback(): WebhookRequest
  /** At most so many things on a page. */
  page: { size: number }
}

interface Person {
  name: string
  unionid: string | undefined
  sees: Seen[]
  state: number
  servicer: string
  wroteMs: number
  sent: number
}

interface Entry {
  item: Record<string, unknown>
  atMs: number
}

const hourMs = 3_600_000
const historyMs = 72 * hourMs

/** 微信客服: what customers do and see, and the API behind it, with its windows, states, codes and cursors. */
export function createKf(organisation: Organisation, api: ApiServer): FakeKf {
  const { clock, settings, next } = organisation
  const openKfid = 'wkAJ2GCAAAqVD_test'
  const people = new Map<string, Person>()
  const entries: Entry[] = []
  const codes = new Map<string, { customer: string; untilMs: number }>()
  const tokens = new Map<string, number>()
  const files = new Map<string, { name: string; mediaType: string; bytes: Buffer; atMs: number }>()
  const msgids = new Set<string>()
  const page = { size: 1000 }
  const nowMs = (): number => clock.at.getTime()
  const personOf = (id: unknown): Person => {
    const person = people.get(String(id))
    if (!person) throw new Refusal(40096, 'invalid external userid')
    return person
  }
  const callback = (): WebhookRequest => {
    const token = `sync-${next()}`
    tokens.set(token, nowMs() + 600_000)
    const xml = `<xml><ToUserName><![CDATA[${settings.corpId}]]></ToUserName><CreateTime>${Math.floor(nowMs() / 1000)}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[${token}]]></Token><OpenKfId><![CDATA[${openKfid}]]></OpenKfId></xml>`
    return callbackRequest(organisation, { path: 'kf', keys: settings.kf, xml })
  }
  const add = (item: Record<string, unknown>): WebhookRequest => {
    const msgid = word(item.msgid) || `kfmsg${next()}`
    // The same id is the same message.
    if (!entries.some((entry) => entry.item.msgid === msgid))
      entries.push({
        item: { open_kfid: openKfid, send_time: Math.floor(nowMs() / 1000), ...item, msgid },
        atMs: nowMs(),
      })
    return callback()
  }
  const event = (fields: Record<string, unknown>): WebhookRequest =>
    add({
      origin: 4,
      msgtype: 'event',
      external_userid: undefined,
      event: { open_kfid: openKfid, ...fields },
    })

  let asked = 0
  const untold: number[] = []
  api.on('kf/sync_msg', ({ body }) => {
    if (body.token === undefined || body.token === '') {
      // Without a token the calls are counted strictly.
      while (untold[0] !== undefined && nowMs() - untold[0] >= 60_000) untold.shift()
      if (untold.length >= 5) throw new Refusal(45009, 'api freq out of limit')
      untold.push(nowMs())
    } else if ((tokens.get(word(body.token)) ?? 0) < nowMs()) throw new Refusal(95007, 'invalid msg token')
    asked += 1
    const from = Number(word(body.cursor).replace('c', '') || 0)
    const kept = entries.slice(from).filter(({ atMs }) => nowMs() - atMs < historyMs)
    // A page may be empty though more is there.
    const isEmpty = asked % 4 === 0 && kept.length > 0
    const shown = isEmpty ? [] : kept.slice(0, Math.min(Number(body.limit), page.size))
    const last = shown.at(-1)
    const upTo = last ? entries.indexOf(last) + 1 : isEmpty ? from : entries.length
    return {
      next_cursor: `c${upTo}`,
      has_more: upTo < entries.length && kept.length > 0 ? 1 : 0,
      msg_list: shown.map(({ item }) => item),
    }
  })

  const show = (person: Person, body: Record<string, unknown>, msgid: string): void => {
    const field = (name: string): Record<string, unknown> => (body[name] ?? {}) as Record<string, unknown>
    const type = String(body.msgtype)
    if (type === 'text') person.sees.push({ msgid, text: String(field('text').content) })
    else if (type === 'msgmenu') {
      const { head_content, list } = field('msgmenu') as {
        head_content: string
        list: { click: { id: string; content: string } }[]
      }
      person.sees.push({ msgid, text: head_content, menu: list.map(({ click }) => click) })
    } else {
      const file = files.get(String(field(type).media_id))
      if (!file) throw new Refusal(40007, 'invalid media_id')
      person.sees.push({ msgid, text: '', file: { name: file.name, bytes: file.bytes } })
    }
  }
  const checkContent = (body: Record<string, unknown>): void => {
    const text = (body.text as { content?: string } | undefined)?.content
    if (text !== undefined && (text === '' || Buffer.byteLength(text) > 2048))
      throw new Refusal(45002, 'content too long')
    const menu = body.msgmenu as
      | { head_content: string; list: { click: { id: string; content: string } }[] }
      | undefined
    if (!menu) return
    const wrong =
      Buffer.byteLength(menu.head_content) > 1024 ||
      menu.list.length > 10 ||
      menu.list.some(
        ({ click }) => Buffer.byteLength(click.id) > 128 || Buffer.byteLength(click.content) > 128,
      )
    if (wrong) throw new Refusal(40058, 'invalid menu')
  }
  api.on('kf/send_msg', ({ body }) => {
    const person = personOf(body.touser)
    if (body.open_kfid !== openKfid) throw new Refusal(95000, 'invalid open_kfid')
    const msgid = word(body.msgid) || `ours${next()}`
    if (!/^[\w-]{1,32}$/.test(msgid)) throw new Refusal(40058, 'invalid msgid')
    // 若指定msgid，开发者需确保客服账号内唯一，否则接口返回错误: the page names no code.
    if (msgids.has(msgid)) throw new Refusal(95099, 'msgid repeated')
    checkContent(body)
    if (person.state === 4) throw new Refusal(95013, 'conversation end')
    if (person.state > 1) throw new Refusal(95018, 'send msg session status invalid')
    if (nowMs() - person.wroteMs > 48 * hourMs) throw new Refusal(95002, 'send msg time limit')
    if (person.sent >= 5) throw new Refusal(95001, 'send msg count limit')
    show(person, body, msgid)
    person.sent += 1
    msgids.add(msgid)
    return { msgid }
  })
  api.on('kf/send_msg_on_event', ({ body }) => {
    const code = codes.get(String(body.code))
    if (!code || code.untilMs < nowMs()) throw new Refusal(95026, 'invalid code')
    checkContent(body)
    codes.delete(String(body.code))
    show(personOf(code.customer), body, String(body.msgid))
    return { msgid: body.msgid }
  })
  api.on('kf/customer/batchget', ({ body }) => ({
    customer_list: (body.external_userid_list as string[]).flatMap((id) => {
      const person = people.get(id)
      return person
        ? [
            {
              external_userid: id,
              nickname: person.name,
              ...(person.unionid ? { unionid: person.unionid } : {}),
            },
          ]
        : []
    }),
    invalid_external_userid: [],
  }))
  api.on('kf/account/list', () => ({ account_list: [{ open_kfid: openKfid, name: '青禾客服', avatar: '' }] }))
  api.on('kf/service_state/get', ({ body }) => {
    const { state, servicer } = personOf(body.external_userid)
    return { service_state: state, servicer_userid: servicer }
  })
  api.on('kf/service_state/trans', ({ body }) => {
    const person = personOf(body.external_userid)
    const to = Number(body.service_state)
    if (to <= person.state) throw new Refusal(95016, 'session status not allow to change')
    person.state = to
    person.servicer = word(body.servicer_userid)
    return {}
  })
  api.on('media/upload', (call) => {
    const mediaId = `media-${next()}`
    files.set(mediaId, { ...uploaded(call), atMs: nowMs() })
    return { type: call.query.get('type'), media_id: mediaId, created_at: String(Math.floor(nowMs() / 1000)) }
  })
  api.on('media/get', ({ query }) => {
    const file = files.get(query.get('media_id') ?? '')
    if (!file || nowMs() - file.atMs > historyMs) throw new Refusal(40007, 'invalid media_id')
    return { file }
  })

  const customer = (name: string, { unionid }: { unionid?: string } = {}): WechatCustomer => {
    const id = `wm${Buffer.from(name).toString('hex')}`
    const person: Person = { name, unionid, sees: [], state: 0, servicer: '', wroteMs: 0, sent: 0 }
    people.set(id, person)
    const sends = (msgtype: string, body: object, msgid?: string): WebhookRequest => {
      if (person.state === 4) person.state = 0
      if (msgid === undefined || !entries.some(({ item }) => item.msgid === msgid))
        Object.assign(person, { wroteMs: nowMs(), sent: 0 })
      return add({
        origin: 3,
        external_userid: id,
        msgtype,
        [msgtype]: body,
        ...(msgid === undefined ? {} : { msgid }),
      })
    }
    return {
      id,
      conversation: `kf:${openKfid}:${id}`,
      sees: person.sees,
      sends,
      says: (text, msgid) => sends('text', { content: text }, msgid),
      sendsFile(kind, file) {
        const mediaId = `media-${next()}`
        files.set(mediaId, { ...file, atMs: nowMs() })
        return sends(kind, { media_id: mediaId })
      },
      clicks(content) {
        const menu = person.sees.findLast((seen) => seen.menu?.some((one) => one.content === content))
        const click = menu?.menu?.find((one) => one.content === content)
        if (!click) throw new Error(`${name} sees no menu with ${content}`)
        return sends('text', { content, menu_id: click.id })
      },
      enters(scene = '') {
        const code = `code-${next()}`
        codes.set(code, { customer: id, untilMs: nowMs() + 20_000 })
        return event({
          event_type: 'enter_session',
          external_userid: id,
          scene: '',
          scene_param: scene,
          welcome_code: code,
        })
      },
      recalls: (msgid) => event({ event_type: 'user_recall_msg', external_userid: id, recall_msgid: msgid }),
    }
  }
  return {
    openKfid,
    page,
    customer,
    callback,
    fails({ id, sees }, failType) {
      const lost = sees.pop()
      return event({
        event_type: 'msg_send_fail',
        external_userid: id,
        fail_msgid: lost?.msgid,
        fail_type: failType,
      })
    },
    servicer({ id }, act, who = 'zhangsan') {
      const person = personOf(id)
      Object.assign(person, { state: act === 'takes' ? 3 : 4, servicer: act === 'takes' ? who : '' })
      return event({
        event_type: 'session_status_change',
        external_userid: id,
        change_type: act === 'takes' ? 1 : 3,
        ...(act === 'takes' ? { new_servicer_userid: who } : { old_servicer_userid: who }),
      })
    },
    servicerSays: ({ id }, text) =>
      add({
        origin: 5,
        external_userid: id,
        servicer_userid: 'zhangsan',
        msgtype: 'text',
        text: { content: text },
      }),
  }
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The one file of a form. */
function uploaded({ raw }: Call): { name: string; mediaType: string; bytes: Buffer } {
  const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString()
  const boundary = head.slice(0, head.indexOf('\r\n'))
  const start = raw.indexOf('\r\n\r\n') + 4
  const end = raw.lastIndexOf(`\r\n${boundary}`)
  return {
    name: /filename="([^"]*)"/.exec(head)?.[1] ?? '',
    mediaType: /content-type: (.+)/i.exec(head)?.[1]?.trim() ?? '',
    bytes: Buffer.from(raw.subarray(start, end)),
  }
}
