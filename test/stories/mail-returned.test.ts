import { afterEach, beforeEach, expect, test } from 'vitest'
import { bounceOfOurs, type MailHouse, openMailHouse } from '../support/mail-house.ts'

let house: MailHouse
beforeEach(async () => {
  house = await openMailHouse()
})
afterEach(() => house.close())

const reply = '请先关掉水龙头。'

/** What left with these words, by its Message-ID. */
const left = (): string[] =>
  house
    .taken()
    .filter(({ text }) => text.includes(reply))
    .map(({ messageId = '' }) => messageId)

const lost = () => house.desk.card('desk', 'lost:')

test('“send again” after a bounce sends it anew, and what comes back then is told again', async () => {
  const { desk, brings, server } = house
  await brings({ subject: '漏水', body: ['洗衣机漏水了。'] })
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: reply })
  const [first = ''] = left()
  await brings(bounceOfOurs(first))
  expect(lost().title).toContain('退回')
  const before = lost().revision

  // It cannot leave at first, which makes it neither sent nor uncertain.
  server.at('RCPT', '450 4.2.0 greylisted')
  expect(await desk.presses('K001', lost(), 'delivery.retry')).toMatchObject({ status: 'done' })
  expect(left()).toHaveLength(1)
  await desk.passes('5m')
  const [, second = ''] = left()
  expect(second).toMatch(/^<[0-9a-f-]{36}\.2\.[0-9a-f-]{36}@desk\.example\.cn>$/)
  expect(second.replace('.2.', '.')).toBe(first)
  expect(await desk.db.delivery.count({ where: { status: { not: 'sent' } } })).toBe(0)

  await brings(bounceOfOurs(second, '5.2.2'))
  expect(lost().facts[0]?.value).toContain('邮箱已满')
  expect(lost().revision).toBeGreaterThan(before)
  await desk.presses('K001', lost(), 'delivery.retry')
  expect(left().at(-1)).toBe(second.replace('.2.', '.3.'))
})

test('a bounce that names the first mail belongs to the reply that was sent anew, too', async () => {
  const { desk, brings } = house
  await brings({ body: ['洗衣机漏水了。'] })
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: reply })
  const [first = ''] = left()
  await brings(bounceOfOurs(first))
  await desk.presses('K001', lost(), 'delivery.retry')
  expect(left()).toHaveLength(2)
  await brings(bounceOfOurs(first, '5.2.2'))
  expect(lost().facts[0]?.value).toContain('邮箱已满')
  await desk.presses('K001', lost(), 'delivery.retry')
  expect(left()).toHaveLength(3)
})

test('an answer to any of them finds the thread', async () => {
  const { desk, brings } = house
  await brings({ body: ['洗衣机漏水了。'] })
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: reply })
  await brings(bounceOfOurs(left()[0] ?? ''))
  await desk.presses('K001', lost(), 'delivery.retry')
  for (const id of left())
    await brings({ subject: '别的', header: [`In-Reply-To: ${id}`], body: ['已经关了。'] })
  expect(await desk.db.conversation.count()).toBe(1)
})
