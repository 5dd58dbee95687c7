import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { receive } from '../../src/inbox/receive.ts'
import type { Outcome } from '../../src/platforms/platform.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const openDesk = useDesks()
const files = [{ name: '拆装图.pdf', size: 1200, mediaType: 'application/pdf', ref: '/api/files/1' }]

const presses = (
  desk: TestDesk,
  by: string,
  card: string,
  action: string,
  text: string,
): Promise<Outcome> => {
  const { key, revision } = desk.card(card.startsWith('release') ? 'supervisors' : 'desk', card)
  return receive(desk.deps, {
    kind: 'action',
    platform: desk.platform.name,
    externalId: randomUUID(),
    by,
    card: { key, revision },
    action,
    values: { text },
    ...(action.startsWith('release') ? {} : { attachments: files }),
  })
}

const toCustomer = async (desk: TestDesk) =>
  (await desk.db.delivery.findMany({ where: { audience: 'customer' }, orderBy: { seq: 'asc' } }))
    .map(({ payload }) => payload as { text: string; attachments?: unknown })
    .at(-1)

test.each([
  ['suggestion', 'suggestion.edit'],
  ['ticket', 'ticket.reply'],
])(
  'files added on a %s card go to the customer with the words, and stay with the ticket',
  async (card, action) => {
    const desk = await openDesk()
    await desk.says('王女士', '洗衣机的门怎么拆下来')
    await presses(desk, 'K001', card, action, '您好，拆装步骤请看附件，有疑问随时告诉我们。')
    expect(await toCustomer(desk)).toMatchObject({
      text: expect.stringContaining('请看附件'),
      attachments: files,
    })
    const said = await desk.db.message.findMany({ where: { direction: 'outbound' }, orderBy: { id: 'asc' } })
    expect(said.at(-1)?.attachments).toEqual(files)
  },
)

test('a reply that waits for a supervisor keeps its files, and they are named to whoever releases it', async () => {
  const desk = await openDesk()
  await desk.says('王女士', '洗衣机坏了，你们说怎么赔')
  const outcome = await receive(desk.deps, {
    kind: 'action',
    platform: desk.platform.name,
    externalId: randomUUID(),
    by: 'K001',
    card: { key: desk.card('desk', 'ticket').key, revision: desk.card('desk', 'ticket').revision },
    action: 'ticket.reply',
    values: { text: '非常抱歉，给您补偿 5000 元，三天内到账。', despite: 'release' },
    attachments: files,
  })
  expect(outcome.status).toBe('done')
  await desk.delivers()
  expect(desk.card('supervisors', 'release').facts).toMatchObject([{ value: '拆装图.pdf' }])
  await desk.db.release.updateMany({ data: { text: '非常抱歉，给您补偿 500 元，三天内到账。' } })
  expect((await presses(desk, 'M001', 'release', 'release.approve', '')).status).toBe('done')
  expect(await toCustomer(desk)).toMatchObject({ attachments: files })
})
