import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { receive } from '../../src/inbox/receive.ts'
import { doorHash } from '../../src/platforms/email/door.ts'
import type { Platform } from '../../src/platforms/platform.ts'
import { openEmail } from '../support/mail-house.ts'
import { written } from '../support/mailroom.ts'
import { openWecomHouse, type WecomHouse } from '../support/wecom/house.ts'

let house: WecomHouse
let email: Platform
const token = 'a-token-of-the-door-for-tests'
beforeEach(async () => {
  house = await openWecomHouse({ staffElsewhere: true })
  email = openEmail(house.desk, Buffer.alloc(32, 9))
  await house.desk.db.mailbox.create({
    data: {
      address: 'help@desk.example.cn',
      name: '青禾客服',
      trusted: ['mx.desk.example.cn'],
      tokenHash: doorHash(token),
      createdAt: house.desk.deps.now(),
    },
  })
})
afterEach(async () => {
  await email.close?.()
  await house.close()
})

/** A mail whose sender the receiving server has verified. */
const mails = async (from: string, words: string): Promise<void> => {
  const domain = from.slice(from.indexOf('@') + 1).replace('>', '')
  const raw = written({
    from,
    header: [
      `Authentication-Results: mx.desk.example.cn; dkim=pass header.d=${domain}; dmarc=pass header.from=${domain}`,
    ],
    body: [words],
  })
  const result = await email.webhook?.({
    method: 'POST',
    url: '/webhooks/email',
    headers: { authorization: `Bearer ${token}` },
    body: raw,
    ip: '127.0.0.1',
  })
  const outcomes = []
  for (const inbound of result?.inbound ?? []) outcomes.push(await receive(house.desk.deps, inbound))
  await result?.respond(outcomes)
}

/** What the company's own site puts into its link, for somebody signed in there. */
const link = (value: string, { key = house.organisation.settings.kf.linkKey, minutes = 10 } = {}): string => {
  const until = Math.floor(house.desk.deps.now().getTime() / 1000) + minutes * 60
  const said = `e:${value}:${until}`
  return `${said}:${createHmac('sha256', key).update(said).digest('base64url').slice(0, 22)}`
}
const customers = () => house.desk.db.customer.findMany({ include: { identities: true, tickets: true } })
const messages = (count: number) =>
  expect
    .poll(() => house.desk.db.message.count({ where: { direction: 'inbound' } }), { timeout: 20_000 })
    .toBe(count)

test('by mail and in WeChat, known by the same address: one customer with one history', async () => {
  await mails('王女士 <wang@example.com>', '空调不制冷了')
  const wang = house.kf.customer('小王')
  await house.brings(wang.enters(link('wang@example.com')))
  await house.brings(wang.says('洗衣机漏水了'))
  await messages(2)
  const [one, ...others] = await customers()
  expect(others).toEqual([])
  expect(one?.identities.map(({ platform }) => platform).toSorted()).toEqual(['email', 'wecom'])
  expect(one?.tickets).toHaveLength(2)
})

test('in WeChat first and by mail later, and where WeChat learns it only later: one all the same', async () => {
  const wang = house.kf.customer('小王')
  await house.brings(wang.enters(link('wang@example.com')))
  await house.brings(wang.says('洗衣机漏水了'))
  await messages(1)
  await mails('王女士 <wang@example.com>', '空调不制冷了')
  await messages(2)
  expect(await customers()).toHaveLength(1)
  const li = house.kf.customer('小李')
  await house.brings(li.says('冰箱不制冷'))
  await mails('李先生 <li@example.com>', '热水器不热')
  await messages(4)
  expect(await customers()).toHaveLength(3)
  await house.brings(li.enters(link('li@example.com')))
  await house.brings(li.says('还是不制冷'))
  await messages(5)
  const all = await customers()
  const tickets = all.find(({ identities }) =>
    identities.some(({ externalId }) => externalId === li.id),
  )?.tickets
  expect([all.filter((one) => one.identities.length > 0).length, tickets?.length]).toEqual([2, 2])
})

test('two who merely have the same name are two', async () => {
  await mails('王女士 <wang@example.com>', '空调不制冷了')
  await house.brings(house.kf.customer('王女士').says('洗衣机漏水了'))
  await messages(2)
  expect((await customers()).map(({ name }) => name)).toEqual(['王女士', '王女士'])
})

test('a link that was made up, is over, or was used before by another tells nothing', async () => {
  await mails('王女士 <wang@example.com>', '空调不制冷了')
  const used = link('wang@example.com')
  const [forger, late, wang, second] = ['甲', '乙', '王', '丙'].map((name) => house.kf.customer(name))
  if (!forger || !late || !wang || !second) throw new Error('four')
  await house.brings(forger.enters(link('wang@example.com', { key: 'another key' })))
  await house.brings(late.enters(link('wang@example.com', { minutes: -1 })))
  await house.brings(late.enters(link('wang@example.com', { minutes: 600 })))
  await house.brings(wang.enters(used))
  await house.brings(second.enters(used))
  for (const one of [forger, late, wang, second]) await house.brings(one.says('洗衣机漏水了'))
  await messages(5)
  const all = await customers()
  expect(all.map(({ identities }) => identities.length).toSorted((one, other) => one - other)).toEqual([
    1, 1, 1, 2,
  ])
  const both = all.find(({ identities }) => identities.length === 2)
  expect(both?.identities.map(({ externalId }) => externalId)).toContain(wang.id)
})
