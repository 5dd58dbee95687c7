import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Db, openDb } from '../../../src/lib/db.ts'
import { PlatformError } from '../../../src/lib/errors.ts'
import { createTranslate } from '../../../src/lib/i18n.ts'
import { silentLog } from '../../../src/lib/log.ts'
import type { Card } from '../../../src/platforms/card.ts'
import type { OutboundMessage } from '../../../src/platforms/platform.ts'
import { createCaller } from '../../../src/platforms/slack/call.ts'
import { createSender, type Sender } from '../../../src/platforms/slack/send.ts'
import { freshDatabase } from '../../support/database.ts'
import { type FakeSlack, startFakeSlack } from '../../support/slack/fake-slack.ts'

const translate = createTranslate(path.resolve(import.meta.dirname, '../../../locales'))
const say = (key: string, values?: Record<string, string | number>): string =>
  translate('zh-CN', `slack.${key}`, values)

let slack: FakeSlack
let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let sender: Sender
let at: number
let waited: number
let stands = false

const opens = (): Sender =>
  createSender({
    caller: createCaller({ tokenOf: async () => slack.install().botToken, slackApiUrl: slack.apiUrl, say }),
    db,
    now: () => new Date(at),
    log: silentLog,
    fetch,
    host: {
      openFile: async (ref) =>
        ref === 'desk:1'
          ? { name: '说明.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF'), shown: false }
          : undefined,
    },
    say,
    accountOf: async (name) => (name.startsWith('林晓') ? 'U7' : undefined),
    pause: async (ms) => {
      waited += ms
      if (!stands) at += ms
    },
  })

beforeEach(async () => {
  at = Date.now()
  stands = false
  waited = 0
  slack = await startFakeSlack()
  slack.addUser({ id: 'U2', name: 'wang' })
  slack.addUser({ id: 'U7', name: 'lin' })
  slack.addChannel({ id: 'C1', name: 'desk', members: ['U2'] })
  database = await freshDatabase()
  db = openDb({ url: database.url, log: silentLog })
  sender = opens()
})
afterEach(async () => {
  await db.$disconnect()
  await database.drop()
  await slack.close()
})

let count = 0
const nextId = (): string => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
const saying = (text: string, more: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: nextId(),
  text,
  author: { kind: 'bot', name: '智能客服助手' },
  ...more,
})
const desk = { platform: 'slack', id: 'C1' }

const card = (key: string, more: Partial<Card> = {}): Card => ({
  key,
  revision: 1,
  kind: 'ticket',
  audience: 'internal',
  title: '产品故障报修 SR20261122003',
  ticket: 'SR20261122003',
  facts: [],
  why: [],
  choices: [],
  actions: [{ id: 'ticket.claim', label: '认领', style: 'primary' }],
  foot: [],
  ...more,
})
const showing = (one: Card, more: Partial<OutboundMessage> = {}): OutboundMessage =>
  saying(one.title, { card: one, ...more })

const faultOf = async (promise: Promise<unknown>): Promise<PlatformError> => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof PlatformError)) throw new Error(`no PlatformError: ${String(error)}`)
  expect(error.message).not.toContain('xoxb')
  expect(error.message).not.toMatch(/\{\{|undefined/)
  return error
}

test('a long reply is several messages in order, cut behind sentences, by the agent with their picture', async () => {
  const text = Array.from({ length: 700 }, (_, nth) => `第 ${nth} 句说明怎么做。`).join('')
  const { externalId } = await sender.send(
    desk,
    saying(text, { author: { kind: 'agent', name: '林晓（工号 K001）' } }),
  )
  const shown = slack.messages('C1')
  expect(shown.length).toBeGreaterThan(1)
  expect(externalId).toBe(`C1:${shown[0]?.ts}`)
  const said = shown.map((one) => textsOf(one.blocks).join(''))
  expect(said.join('')).toBe(`林晓（工号 K001）${text}`)
  expect(said.slice(0, -1).every((one) => one.endsWith('。'))).toBe(true)
  expect(slack.heard.filter(({ method }) => method === 'users.info')).toHaveLength(1)
})

/** Every text in blocks, literal. */
function textsOf(blocks: unknown): string[] {
  const found: string[] = []
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') found.push(value)
    return value
  })
  return found
}

test.each([1, 2, 3])(
  'the answer to part %i was lost: it is found, and nothing is said twice',
  async (nth) => {
    const message = saying('说明。'.repeat(3500))
    slack.faults.add({ method: 'chat.postMessage', does: 'lost', calls: [nth] })
    expect((await faultOf(sender.send(desk, message))).reason).toBe('uncertain')
    const restarted = opens()
    const found = await restarted.find(desk, message.id)
    const sent = found ?? (await restarted.send(desk, message))
    expect(sent.externalId).toBe(`C1:${slack.messages('C1')[0]?.ts}`)
    expect(slack.messages('C1')).toHaveLength(3)
    expect(
      slack
        .messages('C1')
        .map((one) => textsOf(one.blocks).join(''))
        .join(''),
    ).toBe(`智能客服助手${message.text}`)
    expect(await restarted.find(desk, message.id)).toEqual(sent)
  },
)

test('a request that never arrived is sent again', async () => {
  const message = saying('您好')
  slack.faults.add({ method: 'chat.postMessage', does: 'reset' })
  expect((await faultOf(sender.send(desk, message))).reason).toBe('uncertain')
  expect(await sender.find(desk, message.id)).toBeUndefined()
  await sender.send(desk, message)
  expect(slack.messages('C1')).toHaveLength(1)
})

test('a message in a thread is found there', async () => {
  const root = await sender.send(desk, saying('在吗'))
  const thread = { platform: 'slack', id: root.externalId }
  const message = saying('在的')
  slack.faults.add({ method: 'chat.postMessage', does: 'lost' })
  await faultOf(sender.send(thread, message))
  const found = await sender.find(thread, message.id)
  const [first] = slack.messages('C1')
  expect(first && slack.thread(first)).toHaveLength(2)
  expect(found?.externalId).toBe(`C1:${slack.messages('C1').at(-1)?.ts}`)
})

test.each([
  [{ does: 'refused', error: 'channel_not_found' }, 'refused', '/invite'],
  [{ does: 'refused', error: 'is_archived' }, 'refused', '归档'],
  [{ does: 'refused', error: 'missing_scope', more: { needed: 'chat:write' } }, 'refused', 'chat:write'],
  [{ does: 'refused', error: 'something_new' }, 'refused', 'something_new'],
  [{ does: 'refused', error: 'token_revoked' }, 'unreachable', '重新安装'],
  [{ does: 'refused', error: 'fatal_error' }, 'uncertain', '核对'],
  [{ does: 'ratelimited', retryAfter: 7 }, 'unreachable', '频率'],
  [{ does: 'status', status: 503 }, 'uncertain', '503'],
  [{ does: 'html' }, 'uncertain', '核对'],
  [{ does: 'reset' }, 'uncertain', '核对'],
] as const)('%j is told in words', async (wrong, reason, words) => {
  slack.faults.add({ method: 'chat.postMessage', ...wrong })
  const error = await faultOf(sender.send(desk, saying('您好')))
  expect(error.reason).toBe(reason)
  expect(error.message).toContain(words)
  if (wrong.does === 'ratelimited') expect(error.retryAfterMs).toBe(7000)
})

test('nobody there: nothing was sent, so it is tried again', async () => {
  const nobody = createSender({
    caller: createCaller({ tokenOf: async () => 'xoxb-1', slackApiUrl: 'http://127.0.0.1:59999/api/', say }),
    db,
    now: () => new Date(at),
    log: silentLog,
    fetch,
    say,
    host: { openFile: async () => undefined },
  })
  expect((await faultOf(nobody.send(desk, saying('您好')))).reason).toBe('unreachable')
})

test('a limited channel rests; the others go on', async () => {
  slack.addChannel({ id: 'C2', name: 'wuliu', members: [] })
  slack.faults.add({ method: 'chat.postMessage', does: 'ratelimited', retryAfter: 30 })
  await faultOf(sender.send(desk, saying('一')))
  const calls = slack.heard.length
  expect((await faultOf(sender.send(desk, saying('二')))).retryAfterMs).toBe(30_000)
  expect(slack.heard).toHaveLength(calls)
  await sender.send({ platform: 'slack', id: 'C2' }, saying('三'))
  at += 30_000
  await sender.send(desk, saying('四'))
  expect(slack.messages('C1')).toHaveLength(1)
})

test('whoever asks for a message that is still being sent asks again later', async () => {
  const message = saying('说明。'.repeat(3500))
  const sending = sender.send(desk, message)
  expect(await faultOf(sender.send(desk, message))).toMatchObject({
    reason: 'unreachable',
    retryAfterMs: 10_000,
  })
  expect((await faultOf(sender.find(desk, message.id))).reason).toBe('unreachable')
  const sent = await sending
  expect(await sender.send(desk, message)).toEqual(sent)
  expect(slack.messages('C1')).toHaveLength(3)
})

test('cards change without waiting for the messages of their channel', async () => {
  const first = await sender.send(desk, showing(card('ticket:1:desk')))
  for (let revision = 2; revision < 12; revision++)
    await sender.send(desk, showing(card('ticket:1:desk', { revision }), { replaces: first.externalId }))
  expect(waited).toBe(0)
})

test('one message a second in a channel after a short burst, and whoever waits long comes back later', async () => {
  for (let nth = 0; nth < 4; nth++) await sender.send(desk, saying(String(nth)))
  expect(waited).toBe(1000)
  stands = true
  const many = await Promise.allSettled(Array.from({ length: 10 }, () => sender.send(desk, saying('x'))))
  expect(many.some(({ status }) => status === 'rejected')).toBe(true)
})

test('a ticket’s cards are one thread: updates in place, reminders seen in the channel, too', async () => {
  const first = await sender.send(desk, showing(card('ticket:1:desk')))
  await sender.send(desk, showing(card('suggestion:1', { kind: 'suggestion' })))
  const changed = showing(card('ticket:1:desk', { revision: 2, title: '已认领' }), {
    replaces: first.externalId,
  })
  expect(await sender.send(desk, changed)).toEqual(first)
  at += 120_000
  await sender.send(desk, showing(card('reminder:1:1', { kind: 'reminder', title: '快到期了' })))
  const [root, ...rest] = slack.messages('C1')
  if (!root) throw new Error('nothing there')
  expect(JSON.stringify(root.blocks)).toContain('已认领')
  expect(rest.map(({ threadTs }) => threadTs)).toEqual([root.ts, root.ts])
  const posts = slack.heard.filter(({ method }) => method === 'chat.postMessage')
  expect(posts.map(({ fields }) => fields.reply_broadcast)).toEqual([undefined, false, true])
  expect(posts.every(({ fields }) => !JSON.stringify(fields.metadata).includes('SR2026'))).toBe(true)
  // A card of another ticket begins another thread, also after a restart.
  await opens().send(desk, showing(card('reminder:1:2', { kind: 'reminder' })))
  await opens().send(desk, showing(card('ticket:2:desk', { ticket: 'SR20261122004' })))
  expect(
    slack
      .messages('C1')
      .slice(-2)
      .map(({ threadTs }) => threadTs),
  ).toEqual([root.ts, undefined])
})

test('a card whose message was deleted is shown once more, and changed there from then on', async () => {
  slack.faults.add({
    method: 'chat.update',
    does: 'refused',
    error: 'message_not_found',
    where: ({ ts }) => ts === '1.000001',
    every: 1,
  })
  const change = (revision: number) =>
    showing(card('ticket:1:desk', { revision, title: `第 ${revision} 次` }), { replaces: 'C1:1.000001' })
  const again = await sender.send(desk, change(2))
  expect(again.externalId).not.toBe('C1:1.000001')
  expect(await sender.send(desk, change(3))).toEqual(again)
  expect(slack.messages('C1')).toHaveLength(1)
  expect(JSON.stringify(slack.messages('C1')[0]?.blocks)).toContain('第 3 次')
})

test('files go along, once, also when the answer was lost', async () => {
  const attachments = [{ name: '说明.pdf', size: 4, mediaType: 'application/pdf', ref: 'desk:1' }]
  const message = saying('请看附件', { attachments })
  slack.faults.add({ method: 'files.completeUploadExternal', does: 'lost' })
  expect((await faultOf(sender.send(desk, message))).reason).toBe('uncertain')
  const found = (await sender.find(desk, message.id)) ?? (await sender.send(desk, message))
  expect(found.externalId).toMatch(/^C1:/)
  expect(slack.messages('C1').filter(({ files }) => (files ?? []).length > 0)).toHaveLength(1)
  expect(slack.messages('C1')).toHaveLength(2)
  const gone = saying('请看附件里的步骤', {
    attachments: [{ name: '没了.pdf', size: 4, mediaType: 'application/pdf', ref: 'desk:9' }],
  })
  expect((await faultOf(sender.send(desk, gone))).message).toContain('没了.pdf')
  // Nobody reads of a file that is not there.
  expect(slack.messages('C1')).toHaveLength(2)
})

test('somebody is told in person, and a second card is a message of its own', async () => {
  const person = { platform: 'slack', id: 'U2' }
  const first = await sender.send(person, showing(card('reminder:1:1', { kind: 'reminder' })))
  expect(first.externalId).toMatch(/^D\w+:/)
  const [channel = ''] = first.externalId.split(':')
  const second = showing(card('reminder:1:2', { kind: 'reminder' }))
  slack.faults.add({ method: 'chat.postMessage', does: 'lost' })
  await faultOf(sender.send(person, second))
  expect((await sender.find(person, second.id))?.externalId).toMatch(new RegExp(`^${channel}:`))
  expect(slack.messages(channel).map(({ threadTs }) => threadTs)).toEqual([undefined, undefined])
})

test('what is no address on Slack is refused by name', async () => {
  const error = await faultOf(sender.send({ platform: 'slack', id: '#desk' }, saying('您好')))
  expect(error).toMatchObject({ reason: 'refused' })
  expect(error.message).toContain('#desk')
})

test('a file that cannot go along keeps the words back, too: nobody is told half and called unreached', async () => {
  slack.faults.add({
    method: 'files.getUploadURLExternal',
    does: 'refused',
    error: 'missing_scope',
    every: 1,
  })
  const attachments = [{ name: '说明.pdf', size: 4, mediaType: 'application/pdf', ref: 'desk:1' }]
  const sent = sender.send({ platform: 'slack', id: 'C1' }, saying('请看附件', { attachments }))
  await expect(sent).rejects.toMatchObject({ reason: 'refused' })
  expect(slack.messages('C1')).toEqual([])
})
