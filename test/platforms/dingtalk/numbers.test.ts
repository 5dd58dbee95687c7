import { expect, test } from 'vitest'
import { cardWith, type SendingSide, useSending } from '../../support/dingtalk/sending.ts'

const open = useSending()
const none = { templates: { kind: 'none' as const } }
const desk = 'cidDesk=='
const type = ({ sending }: SendingSide, text: string, place = desk) =>
  sending.readChoice({ account: 'staff1', place, text })
const suggestion = (nth: number, more: Parameters<typeof cardWith>[0] = {}) =>
  cardWith({ key: `suggestion:${nth}`, title: `建议回复 ${nth}`, ...more })

test('a number means one card for ever: not the next one after an older card was changed', async () => {
  const side = await open(none)
  for (const nth of [1, 2]) {
    await side.shows(desk, suggestion(nth))
    await side.fake.clock.passes(1_000)
  }
  await side.shows(desk, suggestion(1, { revision: 2, title: '建议回复 1 改' }))
  await side.shows(desk, suggestion(3))
  const meant = await Promise.all(['1-1', '2-1', '3-1'].map((text) => type(side, text)))
  expect(meant.map((one) => one?.card.key)).toEqual(['suggestion:1', 'suggestion:2', 'suggestion:3'])
})

test('nor is it given away once its card is done', async () => {
  const side = await open(none)
  await side.shows(desk, suggestion(1))
  await side.shows(desk, suggestion(1, { revision: 2, title: '已发送', actions: [] }))
  await side.shows(desk, suggestion(2))
  expect(await type(side, '1-1')).toBeUndefined()
  expect(await type(side, '2-1')).toMatchObject({ card: { key: 'suggestion:2' } })
})

test('cards that go to a place together have a number each', async () => {
  const side = await open(none)
  await Promise.all([1, 2, 3, 4, 5].map((nth) => side.shows(desk, suggestion(nth))))
  const numbers = side.fake.chat(desk).map(({ text }) => /\*\*(\d+)-1\*\*/.exec(text)?.[1])
  expect(new Set(numbers)).toEqual(new Set(['1', '2', '3', '4', '5']))
})

test('what somebody was told to type holds after the card was changed', async () => {
  const side = await open()
  const card = cardWith({ key: 'reminder:1', title: '提醒 1' })
  const { externalId } = await side.shows('staff1', card)
  const press = { outTrackId: externalId, account: 'staff1', space: 'staff1', params: {} }
  const pressed = await side.sending.readPress({ ...press, actionIds: ['suggestion.edit~1'] })
  if (!pressed) throw new Error('not read')
  await side.sending.offerForm(pressed)
  await side.shows('staff1', { ...card, revision: 2, title: '提醒 1 改' })
  await side.shows('staff1', cardWith({ key: 'reminder:2', title: '提醒 2' }))
  const other = await side.sending.readPress({
    ...press,
    outTrackId: side.fake.chat('staff1').findLast(({ card: shown }) => shown)?.card?.outTrackId ?? '',
    actionIds: ['suggestion.edit~1'],
  })
  if (other) await side.sending.offerForm(other)
  expect(await type(side, '1-2：您好', 'staff1')).toMatchObject({ card: { key: 'reminder:1' } })
  expect(await type(side, '2-2：您好', 'staff1')).toMatchObject({ card: { key: 'reminder:2' } })
})

test('when there are no more, the card nothing was heard of for longest gives its own away', async () => {
  const side = await open(none)
  await side.shows(desk, suggestion(1))
  await side.fake.clock.passes(1_000)
  await side.shows(desk, suggestion(2))
  await side.db.dingtalkCard.updateMany({ where: { cardKey: 'suggestion:2' }, data: { number: 999 } })
  await side.shows(desk, suggestion(3))
  expect(await type(side, '1-1')).toMatchObject({ card: { key: 'suggestion:3' } })
  expect(await type(side, '999-1')).toMatchObject({ card: { key: 'suggestion:2' } })
})

test('a card is answered by its number however many stand after it', async () => {
  const side = await open(none)
  await side.shows(desk, suggestion(1))
  for (let nth = 2; nth <= 45; nth += 1) {
    await side.fake.clock.passes(1_000)
    await side.shows(desk, suggestion(nth))
  }
  expect(await type(side, '1-1')).toMatchObject({ card: { key: 'suggestion:1' } })
})
