import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handleKept } from '../../src/inbox/receive.ts'
import { inTransaction } from '../../src/lib/db.ts'
import { messageOf } from '../../src/lib/errors.ts'
import { deliver } from '../../src/outbox/deliver.ts'
import { enqueue } from '../../src/outbox/enqueue.ts'
import { type DingtalkDesk, groupOf, openDingtalkDesk } from '../support/dingtalk/desk.ts'
import type { Fault } from '../support/dingtalk/faults.ts'
import { rest, until } from '../support/dingtalk/held-clock.ts'

const customers = 40
// Thousands by hand: KEFUTAI_SOAK=5000.
const rounds = Number(process.env.KEFUTAI_SOAK ?? 300)

let house: DingtalkDesk
beforeAll(async () => {
  house = await openDingtalkDesk()
  house.fake.api.quota.perMonth = 1_000_000
  house.fake.group('cidIT帮助==')
  for (let nth = 0; nth < customers; nth += 1) house.fake.joins(`客户${nth}`, { staffId: `c${nth}` })
})
afterAll(() => house.close())

/** The same chance in every run. */
function createChance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

const faults: Fault[] = [
  'lost answer',
  'lost request',
  'qps',
  'too fast',
  'broken',
  'token',
  'global qps',
  'html',
  'nonsense',
]

test('everything that goes wrong, with deaths and new beginnings: nothing lost, nothing twice to a customer, replies in order', async () => {
  const { fake, desk } = house
  const chance = createChance(7)
  const began = fake.clock.now().getTime()
  const said = new Map<string, string[]>()
  const replied = new Map<string, string[]>()
  const delivering = new AbortController()
  const deliveries = (async () => {
    while (!delivering.signal.aborted) {
      await deliver(desk.deps).catch((error: unknown) => process.stderr.write(`${messageOf(error)}\n`))
      await handleKept(desk.deps)
      await rest(20)
    }
  })()
  for (let round = 0; round < rounds; round += 1) {
    const who = chance(customers)
    const group = who % 4 === 0 ? 'cidIT帮助==' : undefined
    const place = group ? `${group}|c${who}` : `c${who}`
    const text = `客户${who}第${round}句：打印机又坏了`
    const frame = fake.says(
      `客户${who}`,
      text,
      group ? { in: group, webhookMs: chance(3) * 60_000 } : { webhookMs: chance(3) * 60_000 },
    )
    said.set(place, [...(said.get(place) ?? []), text])
    if (chance(5) === 0 && frame) fake.gateway.again(frame)
    if (chance(3) === 0) {
      const reply = `答复${who}之${round}`
      replied.set(place, [...(replied.get(place) ?? []), reply])
      await inTransaction(desk.db, (tx) =>
        enqueue(
          tx,
          [
            {
              to: { platform: 'dingtalk', id: place },
              lane: `dingtalk:${place}`,
              ticketId: null,
              audience: 'customer',
              message: { text: reply, author: { kind: 'agent', name: '林晓' } },
            },
          ],
          desk.deps.now(),
        ),
      )
    }
    if (chance(8) === 0)
      fake.api.fail(/^\/(v1\.0\/(robot|card)|robot)\//, faults[chance(faults.length)] ?? 'qps')
    if (round % 90 === 89) fake.gateway.disconnectAll()
    if (round % 130 === 129) fake.gateway.goSilent()
    if (round % 70 === 69) fake.gateway.breakAll()
    if (round % 50 === 49) fake.gateway.garble('{"type":')
    if (round % 110 === 109) await house.dies()
    await fake.clock.passes(400 + chance(1_200))
    if (round % 10 === 0) await rest(300)
  }
  // Calm: what waits comes through, twenty calls a second: those are seconds of the wall.
  const unsettled = async (): Promise<object> => ({
    frames: fake.gateway.waiting,
    arrivals: await desk.db.arrival.count({ where: { handledAt: null } }),
    deliveries: await desk.db.delivery.count({ where: { status: { in: ['pending', 'inflight'] } } }),
  })
  const nothing = { frames: 0, arrivals: 0, deliveries: 0 }
  let left: object = {}
  for (let turn = 0; turn < 40_000; turn += 1) {
    await fake.clock.passes(500)
    await rest(200)
    left = await unsettled()
    // Whatever DingTalk sends once more comes within a minute.
    if (turn > 200 && isDeepStrictEqual(left, nothing)) break
  }
  expect(left).toEqual(nothing)
  delivering.abort()
  for (let turn = 0; turn < 20; turn += 1) await fake.clock.passes(1_000)
  await deliveries

  // Everything that was said is there, once; what DingTalk brings again after a minute comes late.
  for (const [place, texts] of said) {
    const kept = await desk.db.message.findMany({
      where: { conversation: { platform: 'dingtalk', externalId: place }, direction: 'inbound' },
      orderBy: { id: 'asc' },
      select: { text: true },
    })
    expect(kept.map(({ text }) => text).toSorted(), place).toEqual(texts.toSorted())
  }
  // Every reply is there once, in its order; or known as uncertain, and then at most once.
  const uncertain = await desk.db.delivery.findMany({
    where: { status: { in: ['uncertain', 'dead'] }, audience: 'customer' },
    select: { payload: true },
  })
  const lost = new Set(uncertain.map(({ payload }) => (payload as { text: string }).text))
  for (const [place, texts] of replied) {
    const [chat = ''] = place.split('|')
    const seen = fake
      .chat(chat)
      .filter(({ by }) => by === 'robot')
      .map(({ text }) => text)
    const mine = seen.filter((text) => texts.some((one) => text.includes(one)))
    const order = mine.map((text) => texts.findIndex((one) => text.endsWith(one)))
    expect(order, place).toEqual([...new Set(order)].toSorted((one, other) => one - other))
    for (const text of texts)
      if (!lost.has(text))
        expect(
          mine.filter((one) => one.endsWith(text)),
          text,
        ).toHaveLength(1)
  }
  expect(lost.size).toBeLessThan(rounds / 10)
  if (process.env.KEFUTAI_SOAK)
    process.stderr.write(
      `${rounds} messages, ${[...replied.values()].flat().length} replies, ${lost.size} known as uncertain; ${fake.gateway.opens.length} openings, ${fake.api.calls.length} calls, ${Math.round((fake.clock.now().getTime() - began) / 60_000)} minutes of held time, ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB\n`,
    )
  expect(fake.gateway.opens.length).toBeLessThan(200)
  await until(() => fake.chat(groupOf('desk')).length > 0)
}, 1_800_000)
