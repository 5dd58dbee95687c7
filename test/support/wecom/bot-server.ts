import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** One message that is to be seen in a chat of the fake, a card as it was last changed. */
export interface Seen {
  chat: string
  markdown?: string
  card?: Record<string, unknown> & { task_id: string }
}

/** What goes wrong with the next requests of a command, in order. */
export type Fault = { errcode: number; errmsg?: string } | 'no answer' | 'lost' | 'cut'

export interface BotServer {
  url: string
  /** Everything the bot sent, in order. */
  requests: { cmd: string; reqId: string; body: Record<string, unknown> }[]
  seen: Seen[]
  /** What was said to one who pressed, wrote or came in, by the req_id of that. */
  answers: Map<string, unknown[]>
  /** How many are connected and subscribed. */
  connected(): number
  /** How often somebody subscribed. */
  subscribed(): number
  fail(cmd: string, ...faults: Fault[]): void
  /** Somebody writes to the bot; the id of the message. Throws where nobody is connected. */
  writes(by: string, content: string, more?: { group?: string; msgid?: string; quote?: string }): string
  /** Somebody presses a button; the req_id of the press. */
  presses(
    by: string,
    taskId: string,
    key: string,
    more?: { group?: string; selected?: Record<string, string>; msgid?: string },
  ): string
  enters(by: string): string
  /** Somebody else connects as the bot. */
  kicks(): void
  /** The connection looks alive and nothing passes any more. */
  hangs(): void
  /** The connection is cut without a goodbye. */
  cuts(): void
  /** More frames than one in a packet, as they come. */
  sends(frame: unknown): void
  close(): Promise<void>
}

interface Frame {
  cmd: string
  headers: { req_id: string }
  body: Record<string, unknown>
}

const secret = 'bot-secret'

/**
 * WeCom's side of the bot's long connection, with its rules: one connection a bot, a second throws the first out; own
 * messages only to chats that wrote before; a press is answered once and within `pressMs`; 30 messages a minute to a chat.
 */
export async function startBotServer({ pressMs = 5_000 }: { pressMs?: number } = {}): Promise<BotServer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  let current: WebSocket | undefined
  let hanging = false
  let subscriptions = 0
  let count = 0
  const wrote = new Set<string>()
  const faults = new Map<string, Fault[]>()
  const presses = new Map<string, { taskId: string; at: number }>()
  const heard = new Set<string>()
  const perChat = new Map<string, number[]>()
  const taskIds = new Set<string>()
  const fake: Pick<BotServer, 'requests' | 'seen' | 'answers'> = {
    requests: [],
    seen: [],
    answers: new Map(),
  }

  const obey = ({ cmd, headers, body }: Frame): { errcode: number; errmsg: string } => {
    const no = (errcode: number, errmsg: string) => ({ errcode, errmsg })
    const ok = no(0, 'ok')
    if (cmd === 'ping') return ok
    if (cmd === 'aibot_send_msg') {
      const chat = String(body.chatid)
      if (!wrote.has(chat)) return no(93_006, 'invalid chatid')
      if ((body.chat_type === 2) !== chat.startsWith('g')) return no(40_058, 'invalid chat_type')
      const now = Date.now()
      const recent = (perChat.get(chat) ?? []).filter((at) => at > now - 60_000)
      if (recent.length >= 30) return no(45_009, 'api freq out of limit')
      perChat.set(chat, [...recent, now])
      const { markdown, template_card: card } = body as {
        markdown?: { content: string }
        template_card?: Seen['card']
      }
      if (markdown && Buffer.byteLength(markdown.content) > 20_480) return no(40_058, 'markdown too long')
      if (card) {
        const wrong = faultOf(card)
        if (wrong) return no(40_058, wrong)
        if (taskIds.has(card.task_id)) return no(40_058, 'task_id used')
        taskIds.add(card.task_id)
      }
      fake.seen.push({ chat, ...(markdown ? { markdown: markdown.content } : {}), ...(card ? { card } : {}) })
      return ok
    }
    if (cmd === 'aibot_respond_update_msg') {
      const press = presses.get(headers.req_id)
      if (!press) return no(846_605, 'invalid req_id')
      presses.delete(headers.req_id)
      if (Date.now() - press.at > pressMs) return no(846_605, 'too late')
      const card = body.template_card as Seen['card']
      const wrong = card ? faultOf(card) : 'no card'
      if (wrong) return no(40_058, wrong)
      if (card?.task_id !== press.taskId) return no(40_058, 'another task_id')
      const old = fake.seen.find((one) => one.card?.task_id === press.taskId)
      if (old && card) old.card = card
      return note(headers.req_id, card)
    }
    if (!heard.has(headers.req_id)) return no(846_605, 'invalid req_id')
    return note(headers.req_id, body)
  }
  const note = (reqId: string, answer: unknown): { errcode: number; errmsg: string } => {
    fake.answers.set(reqId, [...(fake.answers.get(reqId) ?? []), answer])
    return { errcode: 0, errmsg: 'ok' }
  }
  server.on('connection', (ws) => {
    ws.on('message', (data) => {
      const frame = JSON.parse((data as Buffer).toString('utf8')) as Frame
      const reply = (answer: { errcode: number; errmsg: string }): void =>
        ws.send(JSON.stringify({ headers: { req_id: frame.headers.req_id }, ...answer }))
      if (hanging && ws === current) return
      if (frame.cmd === 'aibot_subscribe') {
        if (frame.body.secret !== secret)
          return reply({ errcode: 853_000, errmsg: 'invalid bot_id or secret' })
        if (current) throwOut(current)
        current = ws
        hanging = false
        subscriptions += 1
        return reply({ errcode: 0, errmsg: 'ok' })
      }
      if (ws !== current) return reply({ errcode: 846_609, errmsg: 'aibot websocket not subscribed' })
      const fault = faults.get(frame.cmd)?.shift()
      if (fault === 'lost') return
      if (typeof fault === 'object') return reply({ errmsg: '', ...fault })
      fake.requests.push({ cmd: frame.cmd, reqId: frame.headers.req_id, body: frame.body })
      const answer = obey(frame)
      if (fault === 'cut') return ws.terminate()
      if (fault !== 'no answer') reply(answer)
    })
    ws.on('close', () => {
      if (current === ws) current = undefined
    })
  })
  const throwOut = (ws: WebSocket): void => {
    const body = {
      msgid: `k${++count}`,
      aibotid: 'B',
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    }
    ws.send(JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: `r${count}` }, body }))
    ws.close()
  }
  const push = (cmd: string, body: Record<string, unknown>): string => {
    if (!current || hanging) throw new Error('nobody is connected')
    const reqId = `R${++count}`
    heard.add(reqId)
    current.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body: { aibotid: 'B', ...body } }))
    return reqId
  }
  const place = (by: string, group: string | undefined) =>
    group
      ? { chatid: group, chattype: 'group', from: { userid: by } }
      : { chattype: 'single', from: { userid: by } }
  return {
    ...fake,
    url: `ws://127.0.0.1:${port}`,
    connected: () => (current ? 1 : 0),
    subscribed: () => subscriptions,
    fail: (cmd, ...more) => void faults.set(cmd, [...(faults.get(cmd) ?? []), ...more]),
    writes(by, content, { group, msgid = `M${++count}`, quote } = {}) {
      wrote.add(group ?? by)
      const said = { msgtype: 'text', text: { content: group ? `@客服台 ${content}` : content } }
      const quoted = quote ? { quote: { msgtype: 'text', text: { content: quote } } } : {}
      return push('aibot_msg_callback', { msgid, ...place(by, group), ...said, ...quoted })
    },
    presses(by, taskId, key, { group, selected = {}, msgid = `E${++count}` } = {}) {
      const items = Object.entries(selected).map(([question_key, id]) => ({
        question_key,
        option_ids: { option_id: [id] },
      }))
      const reqId = push('aibot_event_callback', {
        msgid,
        create_time: 1_700_000_000,
        ...place(by, group),
        msgtype: 'event',
        event: {
          eventtype: 'template_card_event',
          template_card_event: {
            card_type: 'button_interaction',
            event_key: key,
            task_id: taskId,
            ...(items.length > 0 ? { selected_items: { selected_item: items } } : {}),
          },
        },
      })
      presses.set(reqId, { taskId, at: Date.now() })
      return reqId
    },
    enters: (by) =>
      push('aibot_event_callback', {
        msgid: `N${++count}`,
        ...place(by, undefined),
        msgtype: 'event',
        event: { eventtype: 'enter_chat' },
      }),
    kicks() {
      if (current) throwOut(current)
      current = undefined
    },
    hangs() {
      hanging = true
    },
    cuts: () => current?.terminate(),
    sends: (frame) => current?.send(JSON.stringify(frame)),
    async close() {
      for (const ws of server.clients) ws.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const longest = { title: 26, desc: 30, sub: 112, source: 13, keyname: 5, value: 26 }

/** What WeCom would not take of a card. */
export function faultOf(card: Record<string, unknown>, room = longest): string | undefined {
  const one = card as {
    card_type: string
    task_id: string
    source?: { desc: string }
    main_title?: { title: string; desc?: string }
    sub_title_text?: string
    horizontal_content_list?: { keyname: string; value: string }[]
    button_list?: { text: string; key: string }[]
    button_selection?: Select
    select_list?: Select[]
    submit_button?: { text: string; key: string }
    action_menu?: { desc: string; action_list: { text: string; key: string }[] }
    card_action?: unknown
  }
  const buttons = [...(one.button_list ?? []), ...(one.submit_button ? [one.submit_button] : [])]
  const keys = [...buttons, ...(one.action_menu?.action_list ?? [])].map(({ key }) => key)
  const faults: [boolean, string][] = [
    [!/^[\w@-]{1,128}$/.test(one.task_id), 'task_id'],
    [(one.main_title?.title ?? '').length > room.title, 'title'],
    [(one.main_title?.title ?? '') === '', 'no title'],
    [(one.main_title?.desc ?? '').length > room.desc, 'desc'],
    [(one.sub_title_text ?? '').length > room.sub, 'sub_title_text'],
    [(one.source?.desc ?? '').length > room.source, 'source'],
    [(one.horizontal_content_list ?? []).length > 6, 'rows'],
    [
      (one.horizontal_content_list ?? []).some(
        (row) => row.keyname.length > room.keyname || row.value.length > room.value,
      ),
      'row',
    ],
    [one.card_type === 'button_interaction' && !(one.button_list ?? []).length, 'no buttons'],
    [one.card_type === 'text_notice' && !one.card_action, 'no card_action'],
    [
      one.card_type === 'multiple_interaction' && (!one.select_list?.length || !one.submit_button),
      'no selection',
    ],
    [buttons.length > 6, 'buttons'],
    [
      buttons.some(({ text, key }) => text.length > 10 || text === '' || Buffer.byteLength(key) > 1_024),
      'button',
    ],
    [new Set(keys).size !== keys.length, 'keys'],
    [(one.action_menu?.action_list ?? []).length > 3, 'menu'],
    [
      [...(one.button_selection ? [one.button_selection] : []), ...(one.select_list ?? [])].some(wrongSelect),
      'selection',
    ],
    [(one.select_list ?? []).length > 3, 'selections'],
  ]
  return faults.find(([wrong]) => wrong)?.[1]
}

interface Select {
  option_list: { id: string; text: string }[]
  selected_id?: string
}

const wrongSelect = ({ option_list: options, selected_id: selected }: Select): boolean =>
  options.length === 0 ||
  options.length > 10 ||
  options.some(({ id, text }) => Buffer.byteLength(id) > 128 || text.length > 10 || text === '') ||
  new Set(options.map(({ id }) => id)).size !== options.length ||
  (selected !== undefined && !options.some(({ id }) => id === selected))
