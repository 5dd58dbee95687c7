import { afterEach, expect, test } from 'vitest'
import { enqueue } from '../../src/outbox/enqueue.ts'
import type { Trouble } from '../support/wecom/api-server.ts'
import { openWecomHouse, type WecomHouse } from '../support/wecom/house.ts'
import type { WechatCustomer } from '../support/wecom/kf.ts'

// Thousands by hand: KEFUTAI_SOAK=5000.
const rounds = Number(process.env.KEFUTAI_SOAK ?? 60)
const people = rounds > 60 ? 40 : 4

let house: WecomHouse | undefined
afterEach(() => house?.close())

/** The same numbers each time for the same seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const troubles: Trouble[] = [
  'lost answer',
  'lost request',
  'bad gateway',
  { errcode: -1 },
  { errcode: 45033 },
  { errcode: 42001 },
]
const paths = ['kf/sync_msg', 'kf/send_msg', 'kf/customer/batchget', 'kf/service_state/get', 'gettoken']

interface Talk {
  customer: WechatCustomer
  said: string[]
  told: string[]
}

test.each([1, 2])(
  'callbacks lost and doubled, answers lost, tokens ended, processes killed (seed %i): nothing lost, nothing twice, in order',
  { timeout: 120_000 + rounds * 500 },
  async (seed) => {
    const chance = chances(seed)
    const open = await openWecomHouse({ staffElsewhere: true })
    house = open
    const { desk, api, kf } = open
    kf.page.size = 2
    const talks = Array.from(
      { length: people },
      (_, nth): Talk => ({ customer: kf.customer(`客户${nth}`), said: [], told: [] }),
    )
    for (let round = 0; round < rounds; round += 1) {
      const talk = talks[Math.floor(chance() * talks.length)]
      if (!talk) continue
      const { customer, said, told } = talk
      if (chance() < 0.3)
        api.trouble(
          paths[Math.floor(chance() * paths.length)] ?? '',
          troubles[Math.floor(chance() * troubles.length)] ?? 'lost answer',
        )
      const text = `第 ${said.length + 1} 句，洗衣机不转`
      said.push(text)
      const callback = customer.says(text)
      if (chance() > 0.3) await open.brings(callback)
      if (chance() < 0.2) await open.brings(callback)
      if (chance() < 0.6) {
        const reply = `答复 ${told.length + 1}`
        told.push(reply)
        await desk.db.$transaction((tx) => enqueue(tx, [replyTo(customer, reply)], desk.deps.now()))
      }
      if (chance() < 0.1) api.endTokens()
      if (chance() < 0.1) {
        await open.dies()
        open.begins()
      }
      if (chance() < 0.5) await desk.passes('5s')
    }
    await expect
      .poll(
        async () => {
          await desk.passes('70s')
          return [await inbound(open, talks), await waitingDeliveries(open)]
        },
        { timeout: 60_000 + rounds * 100, interval: 100 },
      )
      .toEqual([talks.map(({ said }) => said), 0])
    for (const { customer, told } of talks) {
      const heard = customer.sees.map(({ text }) => text)
      expect(heard.filter((text) => text.startsWith('答复'))).toEqual(told)
      expect(new Set(customer.sees.map(({ msgid }) => msgid)).size).toBe(heard.length)
    }
    expect(api.calls.filter(({ path }) => path === 'kf/send_msg').length).toBeGreaterThan(0)
  },
)

const replyTo = ({ conversation }: WechatCustomer, text: string) => ({
  to: { platform: 'wecom', id: conversation },
  lane: `conversation:${conversation}`,
  ticketId: null,
  audience: 'customer' as const,
  message: { text, author: { kind: 'agent' as const, name: '林晓' } },
})

/** What each customer said, as the house keeps it. */
async function inbound({ desk }: WecomHouse, talks: readonly Talk[]): Promise<string[][]> {
  return await Promise.all(
    talks.map(async ({ customer }) => {
      const rows = await desk.db.message.findMany({
        where: { direction: 'inbound', conversation: { externalId: customer.conversation } },
        orderBy: { id: 'asc' },
      })
      return rows.map(({ text }) => text)
    }),
  )
}

/** What is on its way to customers still, or was given up. */
const waitingDeliveries = ({ desk }: WecomHouse): Promise<number> =>
  desk.db.delivery.count({ where: { platform: 'wecom', status: { notIn: ['sent', 'superseded'] } } })
