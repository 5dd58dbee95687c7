import { expect, test } from 'vitest'
import { createMatchIndex, tokensOf } from '../../src/scripts/match.ts'

test.each([
  ['洗衣机E5报错！', ['洗', '衣', '机', 'e', '5', '报', '错']],
  ['ＷｉＦｉ 连不上', ['wifi', '连', '不', '上']],
  ['……？？\u200b 😀', []],
])('%s is cut into %j', (text, tokens) => {
  expect(tokensOf(text)).toEqual(tokens)
})

const texts = ['洗衣机漏水了', '洗衣机有响声', '退款没到账', '']
const index = createMatchIndex(texts)
const best = (query: string): string | undefined => {
  const scores = index.scores(query)
  return texts[scores.indexOf(Math.max(...scores))]
}

test.each([
  ['机器漏水', '洗衣机漏水了'],
  ['响声好大', '洗衣机有响声'],
  ['钱什么时候到账', '退款没到账'],
])('%s finds %s', (query, text) => {
  expect(best(query)).toBe(text)
})

test('what no text holds scores nothing, and what it adds to a query lowers the score', () => {
  expect([...index.scores('blockchain')]).toEqual([0, 0, 0, 0])
  expect([...index.scores('')]).toEqual([0, 0, 0, 0])
  expect(index.scores('漏水 blockchain')[0]).toBeLessThan(index.scores('漏水')[0] ?? 0)
})

test('an index of nothing answers nothing', () => {
  expect([...createMatchIndex([]).scores('你好')]).toEqual([])
})

test('a very long story costs no more than its rarest characters and still finds its text', () => {
  const story = `${'我的话很多很多说也说不完'.repeat(200)}退款没到账`
  expect(best(story)).toBe('退款没到账')
})
