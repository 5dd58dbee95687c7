import type { Card } from '../../../src/platforms/card.ts'
import type { TestDesk } from '../desk.ts'

/** Every card that the house sent in a story that has them all, each as it was at each time, oldest first. */
export async function houseCards(desk: TestDesk): Promise<Card[]> {
  await desk.says('wang', '洗衣机漏水了，地板都泡了，怎么办？单号 SF1234567890', {
    name: '王女士',
    attachments: [
      { name: '漏水[现场](照片).jpg', size: 1_250_000, mediaType: 'image/jpeg', ref: '/files/1' },
    ],
  })
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  await desk.presses('K001', 'suggestion:', 'suggestion.swap')
  await desk.presses('K001', 'suggestion:', 'suggestion.edit', {
    text: '王女士您好，请先关掉水龙头、拔下电源；售后工程师 15 分钟内给您来电，今天 18:00 前上门。',
  })
  await desk.presses('T101', 'ticket:', 'ticket.plan', { text: '今天 18:00 前上门更换门封，免费。' })
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.says('wang', '可以，就这么办')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '已更换门封，试机正常', code: 'solved' })
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.says('li', '你们的热水器漏电，电到我孩子了！再不来人我就报警', { name: '李先生' })
  await desk.passes('5m')
  await desk.passes('20m')
  await desk.says('zhao', '快递三天没动了，什么时候能到')
  await desk.passes('3h')
  await desk.passes('1d')
  const rows = await desk.db.delivery.findMany({ orderBy: { seq: 'asc' }, select: { payload: true } })
  return rows.flatMap(({ payload }) => (payload as { card?: Card }).card ?? [])
}
