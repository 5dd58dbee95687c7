import { expect, test } from 'vitest'
import { cardWith, nextId, type SendingSide, useSending } from '../../support/dingtalk/sending.ts'

const open = useSending()
const texts = ({ fake }: SendingSide, id: string): string[] => fake.chat(id).map(({ text }) => text)
const to = (id: string) => ({ platform: 'dingtalk', id })

test('a change of a text card that DingTalk did not take is not forgotten', async () => {
  const side = await open({ templates: { kind: 'none' } })
  await side.shows('cidDesk==', cardWith())
  const changed = cardWith({ revision: 2, title: '客户追问', actions: [] })
  const id = nextId()
  side.fake.api.fail(/groupMessages/, 'qps')
  await expect(side.shows('cidDesk==', changed, { id })).rejects.toMatchObject({ reason: 'unreachable' })
  await side.shows('cidDesk==', changed, { id })
  expect(texts(side, 'cidDesk==').at(-1)).toContain('客户追问')
})

test('nor is one of a card that was text and gets a template', async () => {
  const side = await open()
  side.fake.api.fail(/createAndDeliver/, 'permission')
  await side.shows('cidDesk==', cardWith())
  const changed = cardWith({ revision: 2, title: '客户追问' })
  const id = nextId()
  side.fake.api.fail(/createAndDeliver/, 'qps')
  await expect(side.shows('cidDesk==', changed, { id })).rejects.toMatchObject({ reason: 'unreachable' })
  await side.shows('cidDesk==', changed, { id })
  expect(side.fake.chat('cidDesk==').at(-1)?.card?.params.title).toContain('客户追问')
})

test('where no template may be used, a survey whose answer is lost is not there twice', async () => {
  const side = await open()
  const survey = cardWith({ key: 'survey:1:1', kind: 'survey', audience: 'customer' })
  const id = nextId()
  side.fake.api.fail(/createAndDeliver/, 'permission')
  side.fake.api.fail(/batchSend/, 'lost answer')
  await expect(side.shows('wang', survey, { id })).rejects.toMatchObject({ reason: 'uncertain' })
  await side.fake.clock.passes(31_000)
  await expect(side.another().find(to('wang'), id)).rejects.toMatchObject({ reason: 'uncertain' })
  expect(side.fake.chat('wang')).toHaveLength(1)
})

test('where no template may be used, long words that broke off continue where they stood', async () => {
  const side = await open()
  const text = `${'水漏到楼下了，'.repeat(800)}请回电。`
  const survey = cardWith({
    key: 'survey:1:1',
    kind: 'survey',
    audience: 'customer',
    draft: { label: '方案', text },
  })
  const id = nextId()
  side.fake.api.fail(/createAndDeliver/, 'permission', 'permission')
  let said = 0
  const second = Object.assign(/batchSend/, {
    test: (path: string) => path.endsWith('batchSend') && ++said === 2,
  })
  side.fake.api.fail(second, 'qps')
  await expect(side.shows('wang', survey, { id })).rejects.toMatchObject({ reason: 'unreachable' })
  await side.shows('wang', survey, { id })
  expect(new Set(texts(side, 'wang')).size).toBe(texts(side, 'wang').length)
  expect(await side.sending.find(to('wang'), id)).toBeDefined()
})

test('an answer to a text card is to the words that were shown, not to newer ones on their way', async () => {
  const side = await open({ templates: { kind: 'none' } })
  await side.shows('cidDesk==', cardWith())
  const changed = cardWith({ revision: 2, draft: { label: '发给客户', text: '可以全额退款。' } })
  side.fake.api.fail(/groupMessages/, 'qps')
  await expect(side.shows('cidDesk==', changed)).rejects.toMatchObject({ reason: 'unreachable' })
  const typed = { account: 'staff1', place: 'cidDesk==', text: '1-1' }
  expect(await side.sending.readChoice(typed)).toMatchObject({ card: { revision: 1 } })
  await side.shows('cidDesk==', changed)
  expect(await side.sending.readChoice(typed)).toMatchObject({ card: { revision: 2 } })
})
