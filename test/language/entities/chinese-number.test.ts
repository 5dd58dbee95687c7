import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseNumber } from '../../../src/language/entities/chinese-number.ts'

test.each([
  ['一千二', 1200],
  ['三百五十', 350],
  ['两百五', 250],
  ['三万五', 35_000],
  ['一百零五', 105],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['二〇二四', 2024],
  ['1.2万', 12_000],
  ['1万2', 12_000],
  ['3k', 3000],
  ['1.5K', 1500],
  ['九点九', 9.9],
  ['十二点五', 12.5],
  ['四百八', 480],
  ['一万零三百', 10_300],
  ['两万三千五', 23_500],
  ['一亿两千万', 120_000_000],
  ['12,999', 12_999],
  ['3.50', 3.5],
  ['abc', undefined],
  ['', undefined],
])('%s is %s', (written, value) => {
  expect(parseNumber(written)).toBe(value)
})

test('digits mean themselves, and nothing throws', () => {
  fc.assert(fc.property(fc.nat(), (value) => parseNumber(String(value)) === value))
  fc.assert(fc.property(fc.string(), (text) => void parseNumber(text)))
})
