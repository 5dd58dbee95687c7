import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Db, openDb } from '../../../../src/lib/db.ts'
import { silentLog } from '../../../../src/lib/log.ts'
import type { Card } from '../../../../src/platforms/card.ts'
import type {
  Inbound,
  InboundAction,
  OutboundMessage,
  Outcome,
  WebhookRequest,
} from '../../../../src/platforms/platform.ts'
import { createAppDoor } from '../../../../src/platforms/wecom/app/door.ts'
import { openApi } from '../../../../src/platforms/wecom/call.ts'
import type { OpenDeps } from '../../../../src/platforms/wecom/deps.ts'
import type { WecomDoor } from '../../../../src/platforms/wecom/door.ts'
import { createPageDoor } from '../../../../src/platforms/wecom/pages.ts'
import { writeXml } from '../../../../src/platforms/wecom/xml.ts'
import { type FreshDatabase, freshDatabase } from '../../../support/database.ts'
import { type ApiServer, Refusal, startApiServer } from '../../../support/wecom/api-server.ts'
import { faultOf } from '../../../support/wecom/bot-server.ts'
import { callbackRequest } from '../../../support/wecom/callback.ts'
import { wecomTestOptions } from '../../../support/wecom/options.ts'
import { createOrganisation, type Organisation } from '../../../support/wecom/organisation.ts'

const room = { title: 36, desc: 44, sub: 160, source: 20, keyname: 5, value: 30 }
const card = (revision: number, more: Partial<Card> = {}): Card => ({
  key: 'reminder:1',
  revision,
  kind: 'reminder',
  audience: 'internal',
  title: '首次响应剩 7 分钟 SR20261122003',
  ticket: 'SR20261122003',
  state: { tone: 'overdue', mark: '🔴', label: '即将到期' },
  facts: [{ label: '首次响应', value: '剩 7 分钟' }],
  why: ['还没有人回复'],
  choices: [],
  actions: [
    { id: 'reminder.acknowledge', label: '知道了', style: 'plain' },
    {
      id: 'ticket.note',
      label: '内部备注',
      style: 'plain',
      fields: [{ id: 'text', label: '内容', kind: 'text', required: true }],
    },
  ],
  foot: [],
  ...more,
})
const message = (id: number, shown: Card, replaces?: string): OutboundMessage => ({
  id: `00000000-0000-4000-8000-00000000000${id}`,
  text: shown.title,
  author: { kind: 'system', name: '系统' },
  card: shown,
  ...(replaces ? { replaces } : {}),
})
const to = { platform: 'wecom', id: 'lixiao' }

describe('the self-built app', () => {
  let organisation: Organisation
  let api: ApiServer
  let database: FreshDatabase
  let db: Db
  let door: WecomDoor
  let current: Card | undefined
  let deps: OpenDeps
  const sent: Record<string, unknown>[] = []
  const updates: Record<string, unknown>[] = []

  beforeEach(async () => {
    organisation = createOrganisation()
    api = await startApiServer(organisation)
    database = await freshDatabase()
    db = openDb({ url: database.url, log: silentLog })
    sent.length = 0
    updates.length = 0
    let codes = 0
    const good = new Set<string>()
    const seen = new Map<string, number>()
    api.on('message/send', ({ body }) => {
      if (body.touser === 'nobody') return { errcode: 0, invaliduser: 'nobody' }
      const { duplicate_check_interval: seconds, ...said } = body
      const text = JSON.stringify(said)
      const at = organisation.clock.at.getTime()
      // The same message counts once, for a while.
      if ((seen.get(text) ?? 0) <= at) sent.push(body)
      seen.set(text, at + Number(seconds) * 1000)
      codes += 1
      good.add(`code-${codes}`)
      return { errcode: 0, msgid: `m${codes}`, response_code: `code-${codes}` }
    })
    api.on('message/update_template_card', ({ body }) => {
      if (!good.delete(String(body.response_code))) throw new Refusal(42_014, 'invalid response_code')
      updates.push(body)
      return { errcode: 0 }
    })
    api.on('user/get_userid_by_email', ({ body }) => {
      if (body.email === 'lixiao@example.cn' && body.email_type === 1) return { errcode: 0, userid: 'lixiao' }
      // What a member wrote into their own profile.
      if (body.email === 'chen@example.cn' && body.email_type === 2) return { errcode: 0, userid: 'mallory' }
      throw new Refusal(46_004, 'user not exist')
    })
    const options = wecomTestOptions(organisation, { db, url: api.url })
    const host = { ...options.host, card: async () => current, isStaff: async () => true }
    deps = { ...options, host, api: openApi(options) }
    door = createAppDoor(deps, organisation.settings.app)
    good.add('press-1')
    good.add('press-2')
  })
  afterEach(async () => {
    await db.$disconnect()
    await database.drop()
    await api.close()
  })

  const hears = async (xml: Record<string, string>, answers: Outcome[] = []): Promise<Inbound[]> => {
    const { callback: keys } = organisation.settings.app
    const request: WebhookRequest = callbackRequest(organisation, { path: 'app', keys, xml: writeXml(xml) })
    const result = await door.webhook?.(request, 'app')
    expect((await result?.respond(answers))?.status).toBe(200)
    return result?.inbound ?? []
  }
  const press = (key: string, taskId: string, code = 'press-1'): Record<string, string> => ({
    FromUserName: 'lixiao',
    CreateTime: '1409659813',
    MsgType: 'event',
    Event: 'template_card_event',
    EventKey: key,
    TaskId: taskId,
    ResponseCode: code,
  })
  const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 100))

  test('a card for one person is within the limits of the app, and sent twice it is there once', async () => {
    const first = await door.send(to, message(1, card(1)))
    expect(await door.send(to, message(1, card(1)))).toEqual(first)
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ touser: 'lixiao', agentid: 1000002, msgtype: 'template_card' })
    expect(faultOf(sent[0]?.template_card as Record<string, unknown>, room)).toBeUndefined()
    expect(await door.find(to, message(1, card(1)).id)).toBeUndefined()
  })

  test('it changes in place once by its code; after that what is new is sent anew', async () => {
    const { externalId } = await door.send(to, message(1, card(1)))
    const done = card(2, { actions: [], state: { tone: 'solved', mark: '🟢', label: '已回复' } })
    expect(await door.send(to, message(2, done, externalId))).toEqual({ externalId })
    expect(updates).toHaveLength(1)
    const again = card(3, {
      actions: [{ id: 'ticket.claim', label: '认领', style: 'primary' }],
      state: { tone: 'overdue', mark: '🔴', label: '已超时' },
    })
    expect((await door.send(to, message(3, again, externalId))).externalId).not.toBe(externalId)
    expect(sent).toHaveLength(2)
  })

  test('a press is an act of that person, and the card says what became of it', async () => {
    const { externalId } = await door.send(to, message(1, card(1)))
    current = card(1)
    const [inbound] = await hears(press('do:reminder.acknowledge', externalId), [
      { status: 'refused', notice: '这个时限已经结束' },
    ])
    expect(inbound).toMatchObject({
      kind: 'action',
      by: 'lixiao',
      card: { key: 'reminder:1', revision: 1 },
      action: 'reminder.acknowledge',
    } satisfies Partial<InboundAction>)
    await settled()
    expect(JSON.stringify(updates)).toContain('这个时限已经结束')
    // A redelivery has the same id.
    const [again] = await hears(press('do:reminder.acknowledge', externalId))
    expect(again?.externalId).toBe(inbound?.externalId)
  })

  test('somebody else cannot press it', async () => {
    const { externalId } = await door.send(to, message(1, card(1)))
    expect(await hears({ ...press('do:reminder.acknowledge', externalId), FromUserName: 'other' })).toEqual(
      [],
    )
  })

  test('what has to be typed is said on the card, and typed it is an act', async () => {
    const { externalId } = await door.send(to, message(1, card(1)))
    current = card(1)
    expect(await hears(press('form:ticket.note', externalId))).toEqual([])
    expect(JSON.stringify(updates)).toContain('备注 SR20261122003')
    const page = /https:\S+\/act\/[\w-]+/.exec(JSON.stringify(sent.at(-1)))?.[0] ?? ''
    const url = new URL(page).pathname
    const request = { url, headers: {}, ip: '127.0.0.1', body: Buffer.from('text=周三上门') }
    const pages = createPageDoor(deps)
    expect((await pages.webhook?.({ ...request, method: 'GET' }, 'act'))?.inbound).toEqual([])
    expect((await pages.webhook?.({ ...request, method: 'POST' }, 'act'))?.inbound).toMatchObject([
      { kind: 'action', by: 'lixiao', action: 'ticket.note', values: { text: '周三上门' } },
    ])
    const words = {
      FromUserName: 'lixiao',
      MsgType: 'text',
      MsgId: '77',
      Content: '备注 SR20261122003：周三上门',
    }
    expect(await hears(words)).toMatchObject([
      { kind: 'action', action: 'ticket.note', values: { text: '周三上门' }, externalId: '77' },
    ])
    expect(await hears({ ...words, MsgId: '78', Content: '今天谁值班' })).toMatchObject([
      { kind: 'talk', channel: 'lixiao', text: '今天谁值班' },
    ])
  })

  test('the same answer is heard again a minute later, and once where a callback comes twice', async () => {
    const words = { FromUserName: 'lixiao', MsgType: 'text', MsgId: '79', Content: '备注：周三上门' }
    await hears(words)
    await hears(words)
    expect(sent).toHaveLength(1)
    organisation.clock.at = new Date(organisation.clock.at.getTime() + 60_000)
    await hears({ ...words, MsgId: '80' })
    expect(sent).toHaveLength(2)
  })

  test('one outside the visible range: named, with the console page', async () => {
    await expect(door.send({ platform: 'wecom', id: 'nobody' }, message(1, card(1)))).rejects.toMatchObject({
      reason: 'refused',
      message: expect.stringContaining('可见范围'),
    })
    expect(await db.wecomCard.count()).toBe(0)
  })

  test('an account is found by its mail address, and not guessed', async () => {
    expect(await door.findAccount?.({ workNo: 'K001', email: 'lixiao@example.cn' })).toBe('lixiao')
    expect(await door.findAccount?.({ workNo: 'K002', email: 'nobody@example.cn' })).toBeUndefined()
    expect(await door.findAccount?.({ workNo: 'K003' })).toBeUndefined()
    expect(await door.findAccount?.({ workNo: 'M001', email: 'chen@example.cn' })).toBeUndefined()
  })
})
