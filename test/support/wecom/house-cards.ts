import type { Card } from '../../../src/platforms/card.ts'
import { createDesk } from '../desk.ts'

/** Every card that a few days at the desk bring forth, as the house made them. */
export async function houseCards(): Promise<Card[]> {
  const desk = await createDesk()
  const tries = async (...acts: (() => Promise<unknown>)[]): Promise<void> => {
    // What the house refuses makes no card; the others are still of use.
    for (const act of acts) await act().catch(() => undefined)
  }
  try {
    await desk.says(
      '王女士',
      `洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！我电话 13812345678。${'水漏到楼下邻居家了，'.repeat(20)}`,
      {
        name: '王女士',
        attachments: [{ name: '漏水.jpg', size: 300_000, mediaType: 'image/jpeg', ref: 'x' }],
      },
    )
    await tries(
      () => desk.presses('K001', 'suggestion:', 'suggestion.swap'),
      () => desk.presses('K001', 'suggestion:', 'suggestion.approve'),
      () => desk.presses('T101', 'ticket:', 'ticket.claim'),
      () =>
        desk.presses('T101', 'ticket:', 'ticket.plan', { text: '明天上门检查，更换减震器，预计 40 分钟' }),
      () => desk.presses('K001', 'suggestion:', 'suggestion.approve'),
      () => desk.passes('5h'),
      () => desk.presses('T101', 'ticket:', 'ticket.solve', { result: '更换了减震器', code: 'solved' }),
      () => desk.presses('K001', 'suggestion:', 'suggestion.approve'),
    )
    await desk.says('李先生', '家里冰箱冒烟着火了，怎么办', { name: '李先生' })
    await desk.says('小何', '空调不制冷了，想退货')
    await tries(
      () => desk.passes('30m'),
      () =>
        desk.presses('K002', 'suggestion:', 'suggestion.edit', {
          text: '您好，我们给您补偿 5000 元。',
          despite: 'release',
        }),
      () => desk.presses('M001', 'release:', 'release.decline', { reason: '金额过高' }),
      () =>
        desk.presses('T101', 'ticket:', 'ticket.transfer', {
          department: 'logistics_ops',
          reason: '客户改址',
        }),
      () => desk.passes('3h'),
      () => desk.passes('1d'),
    )
    desk.platform.fail(/小何/, 'refused')
    await tries(() => desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请取出后盖纸张' }))
    const sent = await desk.db.delivery.findMany({ orderBy: { seq: 'asc' }, select: { payload: true } })
    return sent.flatMap(({ payload }) => {
      const { card } = payload as unknown as { card?: Card }
      return card ? [card] : []
    })
  } finally {
    await desk.close()
  }
}
