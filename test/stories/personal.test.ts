import { expect, test } from 'vitest'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()
const told = '我叫欧阳明月，电话13812345678，住上海市浦东新区张杨路1200号3号楼501室，冰箱不制冷了'

test('cards hide what is personal; who may see it presses a button, privately and on record', async () => {
  const desk = await open()
  await desk.says('小何', told)
  for (const channel of ['desk', 'after_sales_tech']) {
    const shown = JSON.stringify(desk.heardIn(channel))
    expect(shown).not.toContain('13812345678')
    expect(shown).not.toContain('张杨路1200号')
    expect(shown).toContain('冰箱不制冷了')
  }
  const card = desk.card('after_sales_tech', 'ticket:')
  expect(card.quote?.reveal).toMatchObject({ id: 'ticket.show', label: '显示隐去的信息' })
  const outcome = await desk.presses('T101', card, 'ticket.show')
  expect(outcome).toMatchObject({ status: 'done', notice: '以下内容仅您可见，查看已记录' })
  expect(outcome.shown?.map(({ text }) => text)).toContain(told)
  expect(await desk.db.auditEvent.findFirst({ where: { kind: 'personal.shown' } })).toMatchObject({
    actorName: '李工',
  })
  // It is nowhere kept but in the ticket: not in what was answered to the press.
  const kept = await desk.db.arrival.findMany({ where: { kind: 'action' } })
  expect(JSON.stringify(kept)).not.toContain('13812345678')
})

test('another department may not look, and where nothing is hidden there is no button', async () => {
  const desk = await open()
  await desk.says('小何', told)
  const card = desk.card('after_sales_tech', 'ticket:')
  expect((await desk.presses('L101', card, 'ticket.show')).status).toBe('refused')
  await desk.says('小周', '冰箱不制冷了')
  expect(desk.card('after_sales_tech', 'ticket:').quote?.reveal).toBeUndefined()
})

test('order numbers are hidden where the company wants it so', async () => {
  const words = '订单号 202611180012345 的冰箱不制冷了'
  const plain = await open()
  await plain.says('小何', words)
  expect(plain.card('desk', 'ticket:').quote?.text).toBe(words)
  const strict = await open({ change: (playbook) => ({ ...playbook, privacy: { hideOrders: true } }) })
  await strict.says('小何', words)
  expect(JSON.stringify(strict.heardIn('desk'))).not.toContain('202611180012345')
})

test('a secret is recorded nowhere, and the customer is told not to send such things', async () => {
  const desk = await open()
  const outcome = await desk.says('小何', '登录不了，我的密码是 Qw8812ax，帮我看看')
  expect(outcome.text).toBe('登录不了，我的密码是 ******，帮我看看')
  expect(desk.heardBy('小何').some(({ text }) => text.includes('请勿'))).toBe(true)
  const everything = await Promise.all([
    desk.db.message.findMany(),
    desk.db.arrival.findMany(),
    desk.db.ticket.findMany(),
    desk.db.auditEvent.findMany(),
    desk.db.delivery.findMany({ select: { payload: true } }),
    desk.db.suggestion.findMany(),
  ])
  expect(JSON.stringify(everything)).not.toContain('Qw8812ax')
})

test('what was told once is not asked again', async () => {
  const desk = await open()
  await desk.says('小何', '新买的洗衣机要装一下')
  const asked = desk.card('desk', 'suggestion:').why.join()
  expect(asked).toContain('还缺')
  await desk.says(
    '小何',
    '订单号 202611180012345，电话13812345678，上海市浦东新区张杨路1200号3号楼501室，周六上午在家',
  )
  expect(desk.card('desk', 'suggestion:').why.join()).not.toContain('还缺')
})
