import { expect, test } from 'vitest'
import { allMatches, createLexicon, longestMatches } from '../../src/language/lexicon.ts'

const lexicon = createLexicon([
  ['退货', 'return'],
  ['退货单', 'slip'],
  ['没*收到', 'missing'],
  ['app', 'software'],
] as const)
const found = (text: string): string[] => allMatches(lexicon, text).map(({ value }) => value)

test.each([
  ['我要退货单', ['return', 'slip']],
  ['没有一直收到', ['missing']],
  ['没,收到', []],
  ['没有很久很久很久很久收到', []],
  ['happy', []],
  ['用app退货', ['software', 'return']],
  ['', []],
])('in %j stands %j', (text, wanted) => {
  expect(found(text)).toEqual(wanted)
})

test('the longest entry wins where only one may stand', () => {
  expect(longestMatches(lexicon, '退货单退货')).toEqual([
    { start: 0, end: 3, value: 'slip' },
    { start: 3, end: 5, value: 'return' },
  ])
})
