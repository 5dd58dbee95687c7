import type { Card } from '../../src/platforms/card.ts'
import type { OutboundMessage, Outcome } from '../../src/platforms/platform.ts'
import { giveMorningList } from '../../src/tickets/morning/list.ts'
import { createDesk, type TestDesk } from './desk.ts'

/** Cards as the house really makes them, in the order they were sent, and answers it gave with findings. */
export interface RealCards {
  cards: Card[]
  refused: Outcome
  explained: Outcome
}

/** Plays stories that show every kind of card there is. */
export async function playCards(): Promise<RealCards> {
  const weekend = await createDesk({ at: '2026-11-20T19:30:00+08:00', hours: true })
  const desk = await createDesk()
  try {
    await morning(weekend)
    const answers = await working(desk)
    await reminders(desk)
    return { cards: [...(await cardsOf(desk)), ...(await cardsOf(weekend))], ...answers }
  } finally {
    await desk.close()
    await weekend.close()
  }
}

async function cardsOf({ db }: TestDesk): Promise<Card[]> {
  const deliveries = await db.delivery.findMany({ orderBy: { seq: 'asc' } })
  return deliveries.flatMap(({ payload }) => (payload as unknown as OutboundMessage).card ?? [])
}

async function morning(desk: TestDesk): Promise<void> {
  await desk.says('小何', '我的空调不制冷了，电话 13812345678')
  await desk.says('小林', '想问下这款洗衣机有货吗')
  await desk.says('小周', '热水器漏电，我手都麻了')
  await desk.passes('61h')
  await desk.passes('30m')
  await giveMorningList(desk.deps)
  await desk.delivers()
}

async function working(desk: TestDesk): Promise<Pick<RealCards, 'refused' | 'explained'>> {
  await desk.says('王女士', '洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！我的电话是 13812345678', {
    name: '王女士',
    attachments: [
      { name: '漏水照片.jpg', size: 2_340_000, mediaType: 'image/jpeg', ref: '/files/1' },
      { name: '购买发票.pdf', size: 84_000, mediaType: 'application/pdf', ref: '/files/2' },
    ],
  })
  const explained = await desk.presses('K001', 'ticket:', 'ticket.explain')
  await desk.presses('K001', 'suggestion:', 'suggestion.swap')
  const promise = '非常抱歉耽误您使用，我们赔偿您 800 元，今天 18:00 前到账。'
  const refused = await desk.presses('K001', 'suggestion:', 'suggestion.edit', { text: promise })
  await desk.presses('K001', 'suggestion:', 'suggestion.edit', { text: promise, despite: 'release' })
  await desk.presses('M001', desk.card('supervisors', 'release:'), 'release.decline', {
    reason: '先核实再赔付',
  })
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '王女士您好，工程师今天 18:00 前上门。' })
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  await desk.presses('T101', 'ticket:', 'ticket.plan', {
    text: '今天 16:00 前上门更换减震器并检查排水管，保修期内免费',
  })
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  const plan = desk.heardBy('王女士').at(-1)?.card
  if (plan) await desk.answers('王女士', plan, 'plan.accept')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '已换减震器', code: 'solved' })
  const survey = desk.heardBy('王女士').at(-1)?.card
  if (survey) await desk.answers('王女士', survey, 'survey.satisfied')
  if (survey) await desk.answers('王女士', survey, 'survey.rate', { rating: '5', words: '师傅很准时' })
  return { refused, explained }
}

async function reminders(desk: TestDesk): Promise<void> {
  await desk.says('小周', '热水器漏电，我手都麻了')
  for (const name of ['小何', '小林']) {
    await desk.says(name, '空调不制冷了')
    await desk.presses('T101', 'ticket:', 'ticket.claim')
  }
  await desk.passes('20m')
  await desk.passes('3h')
  await desk.passes('1d')
}
