import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mask } from '../../src/language/personal/mask.ts'
import { understand } from '../../src/language/understand.ts'

test("the demonstration's first sentence: water over the floor at a running machine is danger now, and the customer is angry", () => {
  const seen = understand('洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！')
  expect(seen).toMatchObject({
    category: 'emergency',
    priority: 'critical',
    emotion: 'angry',
    intent: 'new_request',
  })
})

test.each([
  ['我要退款', 'return_exchange', 'normal'],
  ['快递三天没动了', 'logistics', 'normal'],
  ['怎么连wifi', 'usage_inquiry', 'normal'],
  ['你们客服什么态度，我要投诉', 'service_complaint', 'urgent'],
  ['發票抬頭開錯了可以重開嗎', 'account_order', 'normal'],
  ['延保两年多少钱', 'value_added', 'normal'],
  ['约个师傅来装空调', 'installation', 'normal'],
  ['能不能远程帮我弄一下电脑', 'remote_assist', 'normal'],
  ['建议你们加个深色模式', 'suggestion', 'low'],
  ['这款有现货吗，多少钱', 'presales', 'normal'],
  ['冰箱不制冷了', 'fault_repair', 'urgent'],
  ['你好', 'other', 'low'],
])('%s: %s, %s', (text, category, priority) => {
  expect(understand(text)).toMatchObject({ category, priority })
})

test('a threat or a second report of the same is urgent', () => {
  expect(understand('我要退款，不退我就打12315').priority).toBe('urgent')
  expect(understand('上次修完的门锁又打不开了').priority).toBe('urgent')
})

test('what a conversation is about stays when a message says nothing of it', () => {
  const known = { category: 'logistics', confidence: 0.9 }
  for (const text of ['你好', '谢谢', '298765432101', '😀', ''])
    expect(understand(text, { known, open: true, agentSaid: '请提供单号' }).category).toBe('logistics')
  expect(understand('算了，我要退款', { known, open: true }).category).toBe('return_exchange')
  expect(understand('插座冒烟了', { known, open: true }).category).toBe('emergency')
  expect(understand('好的', { known: { category: 'emergency', confidence: 0.9 }, open: true }).category).toBe(
    'emergency',
  )
})

test.each([
  ['很抱歉，我没有理解您的问题。', '转人工', 'asks_human'],
  ['给您换一个新的，可以吗？', '可以，就按你说的办', 'accepts'],
  ['给您补偿二十元，可以吗？', '不同意，我要全额', 'rejects'],
  ['请您耐心等待。', '到底什么时候能来，都等了三天了', 'urges'],
  ['请问现在恢复正常了吗？', '好了，能用了', 'confirms_solved'],
  ['请问现在恢复正常了吗？', '还是不行，跟原来一样', 'not_solved'],
  ['请问订单号是多少？', '298765432101', 'adds_information'],
  ['还有其他可以帮您的吗？', '没有了，谢谢你', 'thanks_closing'],
])('%s %s: %s', (agentSaid, text, intent) => {
  expect(understand(text, { agentSaid, open: true }).intent).toBe(intent)
})

test('below the gate two categories are shown, above it one', () => {
  for (const text of ['我要退款', '那个', '东西到了怎么弄']) {
    const { otherCategory, confidence } = understand(text)
    expect(otherCategory === undefined).toBe(confidence.category >= 0.7)
  }
})

test('empty, broken, endless: everything is understood as something', () => {
  for (const text of [
    '',
    '   ',
    '😀😀',
    '\ud83d',
    '\u200b\u202e',
    '\u0000',
    '<script>alert(1)</script>',
    '退'.repeat(1_000_000),
  ])
    expect(understand(text).category).not.toBe('')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const { confidence } = understand(text, { agentSaid: text, open: true, today: '2026-11-22' })
      for (const share of Object.values(confidence)) expect(share >= 0 && share <= 1).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('the cost grows no faster than the words: ten times the text is not thirty times the time', () => {
  const text = '洗衣机脱水的时候哐哐响，我叫王小明，电话13812345678，住文三路478号3幢502室。'
  for (const act of [understand, mask]) {
    const time = (input: string): number => {
      const began = process.hrtime.bigint()
      for (let round = 0; round < 8; round++) act(input)
      return Number(process.hrtime.bigint() - began)
    }
    time(text)
    // The quickest of many is what the words cost; the others are what else the machine did.
    const quickest = (input: string): number => Math.min(...Array.from({ length: 12 }, () => time(input)))
    const once = quickest(text)
    const tenfold = quickest(text.repeat(10))
    expect(tenfold / once).toBeLessThan(30)
  }
})
