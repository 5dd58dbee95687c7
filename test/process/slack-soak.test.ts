import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordIdentity, recordStaff } from '../../src/departments/staff.ts'
import { type Db, openDb } from '../../src/lib/db.ts'
import { silentLog } from '../../src/lib/log.ts'
import type { Role } from '../../src/playbook/playbook.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { buttonsOn } from '../support/slack/at-desk.ts'
import { heldClock } from '../support/slack/clock.ts'
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts'
import { slackPlaybook } from '../support/slack/house-parts.ts'
import { type HouseProcess, startHouse } from '../support/slack/house-process.ts'
import type { Settled } from '../support/slack/interactions.ts'
import type { Message } from '../support/slack/shapes.ts'

// Half an hour of a busy desk on a held clock: the real house and the real SDK in a process of their own, which is
// killed three times with things under way. 5,000 messages with SOAK_MESSAGES=5000; the usual run is shorter.

const messages = Number(process.env.SOAK_MESSAGES ?? 120)
const people = 50
const lengthMs = 30 * 60_000
const stepMs = lengthMs / messages
const kills = [0.2, 0.5, 0.8].map((share) => Math.round(messages * share))
const begins = '2026-11-18T10:00:00+08:00'

const staff: { workNo: string; name: string; roles: Role[]; departments: string[] }[] = [
  { workNo: 'K001', name: '林晓', roles: ['agent'], departments: ['customer_service'] },
  { workNo: 'K002', name: '周敏', roles: ['agent'], departments: ['customer_service'] },
  { workNo: 'M001', name: '陈主管', roles: ['supervisor'], departments: [] },
]

let database: FreshDatabase
let db: Db
let slack: FakeSlack
let house: HouseProcess
const log: string[] = []

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb({ url: database.url, log: silentLog })
  slack = await startFakeSlack({
    clock: heldClock(begins),
    limits: true,
    leavesTcpOpen: true,
    times: { refreshMs: 4 * 60_000 },
  })
  for (const member of staff) {
    const { id } = await recordStaff(db, member, new Date(begins))
    slack.addUser({ id: `U${member.workNo}`, name: member.name })
    await recordIdentity(db, id, 'slack', `U${member.workNo}`)
  }
  const { desk, supervisors, administrators, departments } = slackPlaybook()
  for (const { channel } of [desk, supervisors, administrators, ...departments])
    slack.addChannel({ id: channel.id, members: staff.map(({ workNo }) => `U${workNo}`) })
  for (let nth = 1; nth <= people; nth++) slack.addUser({ id: `USOAK${nth}`, name: `客户${nth}` })
  for (const method of ['chat.postMessage', 'chat.update'])
    slack.faults.add({ method, does: 'lost', every: 20 })
  slack.faults.add({ method: 'chat.postMessage', does: 'ratelimited', retryAfter: 1, every: 33 })
  await begin()
})
afterAll(async () => {
  await house.kill()
  await slack.close()
  await db.$disconnect()
  await database.drop()
})

const now = (): number => slack.world.clock.now()

async function begin(): Promise<void> {
  const { botToken } = slack.install()
  const credentials = { botToken, appToken: slack.app.appToken }
  const means = { databaseUrl: database.url, apiUrl: slack.apiUrl, credentials, at: now() }
  house = await startHouse(means, (line) => void log.push(line))
  await slack.until(() => slack.sockets.open() > 0, 'a socket is open', 60_000)
}

interface Said {
  person: string
  message: Message
}

const words = [
  '空调不制冷',
  '还没好吗',
  '型号是 KFR-35GW',
  '外机在转',
  '昨天还好好的',
  '你们几点来',
  '急',
  '在吗',
]

test(`${messages} messages of ${people} people in half an hour: nothing lost, nothing twice, in order, in flat memory`, {
  timeout: 3_600_000,
}, async () => {
  const began = performance.now()
  const random = randomFrom(20_261_118)
  const said: Said[] = []
  let answered = 0
  let middle = 0
  for (let nth = 1; nth <= messages; nth++) {
    const person = `USOAK${Math.floor(random() * people) + 1}`
    const text = `${words[nth % words.length]}（第 ${nth} 句）`
    said.push({ person, message: slack.person(person).says('dm', text) })
    if (kills.includes(nth)) await cut()
    await fewUnderWay()
    await slack.passes(stepMs)
    if (nth % 12 === 0 && (await answers(nth))) answered += 1
    await house.ask(nth % 15 === 0 ? 'sweep' : 'time', now())
    if (nth % 250 === 0)
      process.stdout.write(`${nth} after ${Math.round((performance.now() - began) / 1_000)} s\n`)
    if (nth === Math.round(messages * 0.6)) middle = await house.ask('heap', now())
  }
  const end = await house.ask('heap', now())
  const waitingAtEnd = await db.delivery.count({ where: { status: { in: ['pending', 'inflight'] } } })
  const ended = now()
  await drained()
  const seconds = (performance.now() - began) / 1_000
  const figures = {
    messages,
    answered,
    seconds: Math.round(seconds),
    perSecond: Math.round((messages / seconds) * 10) / 10,
    middleMb: Math.round(middle / 1e5) / 10,
    endMb: Math.round(end / 1e5) / 10,
    tooMany: log.filter((line) => line.includes('限制')).length,
    calls: slack.heard.length,
    toldAgain: slack.pushes.all.filter(({ attempts }) => attempts.length > 1).length,
    troubles: slack.troubles.length,
    waitingAtEnd,
    simulatedToDrain: Math.round((now() - ended) / 1_000),
    opened: slack.heard.filter(({ method }) => method === 'apps.connections.open').length,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
  await everyMessageOnce(said)
  await everyAnswerOnce()
  expect(slack.pushes.all.filter(({ state }) => state === 'lost').map(({ attempts }) => attempts)).toEqual([])
  expect(log.filter((line) => line.startsWith('ERROR'))).toEqual([])
  // Slack's own refreshes cost nobody a press.
  expect(slack.troubles).toEqual([])
  expect(answered).toBeGreaterThan(messages / 60)
  expect(end).toBeLessThan(middle * 1.1 + 8e6)
})

/** The power goes with things under way, and comes back. */
async function cut(): Promise<void> {
  await pause(3)
  await house.kill()
  await slack.until(() => slack.sockets.open() === 0)
  await begin()
}

/** Slack's clock must not run away from a house that works in real time. */
async function fewUnderWay(): Promise<void> {
  if (slack.sockets.open() === 0) await slack.until(() => slack.sockets.open() > 0, 'a socket again', 60_000)
  // What went to a socket that then closed is told again only when Slack's clock goes on.
  const few = slack.until(() => slack.pushes.waiting() <= Math.floor(2_000 / stepMs), 'few', 60_000)
  await Promise.race([few.catch(() => undefined), pause(1_000, undefined, { ref: false })])
}

/** An agent approves the newest suggestion, or writes in a window. */
async function answers(nth: number): Promise<boolean> {
  const agent = slack.person(nth % 24 === 0 ? 'UK001' : 'UK002')
  const action = nth % 36 === 0 ? 'ticket.reply' : 'suggestion.approve'
  const card = slack.messages('C0DESK').findLast((message) => buttonsOn(message).includes(action))
  if (!card) return false
  if (!(await shown(agent.presses(card, action)))) return false
  if (action === 'suggestion.approve') return true
  if (!agent.modal()) return false
  await shown(agent.submits({ text: `您好，已安排工程师处理，今天 18:00 前给您答复。（${nth}）` }))
  if (agent.modal()) await shown(agent.submits({}))
  while (agent.modal()) await shown(agent.closes())
  return true
}

/** Whether Slack had an answer to it; without one its three seconds pass, and whoever pressed sees an error. */
async function shown(settled: Promise<Settled>): Promise<boolean> {
  const late = pause(5_000, undefined, { ref: false }).then(() => undefined)
  const first = await Promise.race([settled, late])
  if (first) return !('error' in first)
  await slack.passes(3_000)
  return !('error' in (await settled))
}

/** Time goes by until nothing waits any more. */
async function drained(): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    await slack.quiet()
    const waiting = await db.delivery.count({ where: { status: { in: ['pending', 'inflight'] } } })
    if (waiting === 0 && slack.pushes.waiting() === 0) return
    await slack.passes(5_000)
    await house.ask('sweep', now())
  }
  const left = await db.delivery.findMany({ where: { status: { in: ['pending', 'inflight'] } } })
  throw new Error(`${left.length} deliveries still wait: ${JSON.stringify(left.slice(0, 3))}`)
}

async function everyMessageOnce(said: Said[]): Promise<void> {
  const recorded = await db.message.findMany({
    where: { direction: 'inbound' },
    orderBy: { id: 'asc' },
    include: { conversation: true },
  })
  const idOf = ({ message }: Said): string => `${message.channel}:${message.ts}`
  expect(new Set(recorded.map(({ externalId }) => externalId))).toEqual(new Set(said.map(idOf)))
  expect(recorded).toHaveLength(said.length)
  expect(recorded.filter(({ ticketId }) => ticketId === null)).toEqual([])
  const nth = new Map(said.map((one, index) => [idOf(one), index]))
  const attempts = new Map(
    slack.pushes.all.map(({ payload, attempts: told }) => {
      const { channel, ts } = (payload.event ?? {}) as { channel?: string; ts?: string }
      return [`${channel}:${ts}`, told.length]
    }),
  )
  // What Slack had to tell again comes later than it was said; everything else stands in its order.
  for (const conversation of new Set(recorded.map(({ conversationId }) => conversationId))) {
    const told = recorded
      .filter((one) => one.conversationId === conversation && attempts.get(one.externalId ?? '') === 1)
      .map(({ externalId }) => nth.get(externalId ?? '') ?? -1)
    expect(told).toEqual(told.toSorted((one, other) => one - other))
  }
}

async function everyAnswerOnce(): Promise<void> {
  const deliveries = await db.delivery.findMany({ orderBy: { seq: 'asc' } })
  expect(deliveries.filter(({ status }) => !['sent', 'superseded'].includes(status))).toEqual([])
  const posts = [...slack.world.channels.values()]
    .flatMap(({ messages: all }) => all)
    .filter((one) => idOfPost(one))
  const ids = posts.map(idOfPost)
  expect(new Set(ids).size).toBe(ids.length)
  for (let nth = 1; nth <= people; nth++) {
    const dm = slack.person(`USOAK${nth}`).dm()
    const channel = dm[0]?.channel
    if (channel === undefined) continue
    const seen = dm.filter(({ botId }) => botId !== undefined).map((one) => idOfPost(one)?.split(' ')[0])
    const sent = deliveries.filter(({ address, status }) => address === channel && status === 'sent')
    expect([...new Set(seen)]).toEqual(sent.map(({ id }) => id))
  }
}

/** Of which delivery a message of the bot is, and which part of it. */
function idOfPost({ metadata }: Message): string | undefined {
  const payload = metadata?.event_payload as { delivery?: string; part?: number } | undefined
  return payload?.delivery === undefined ? undefined : `${payload.delivery} ${payload.part}`
}

/** Numbers from 0 to 1, always the same ones for a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
