import { expect, test } from 'vitest'
import { cueAfter, cueBefore, passageOf } from '../../src/language/cues.ts'

const cuesOf = (text: string): string[] =>
  passageOf(text).cues.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)

test.each([
  ['快递单号是多少', ['parcel 快递单号']],
  ['微信支付失败', []],
  ['VX：abc', ['wechat VX']],
  ['sniper', []],
  ['SN123', ['serial SN']],
])('the longest word counts, whole Latin ones only: %s', (text, wanted) => {
  expect(cuesOf(text)).toEqual(wanted)
})

test.each([
  ['订单号123456', 3, 'order'],
  ['麻烦QQ远程，号码：12345', 10, 'qq'],
  ['订单呢？13812345678', 4, undefined],
  ['收货人电话是138', 6, 'phone'],
])('what speaks of a place: %s', (text, at, kind) => {
  expect(cueBefore(passageOf(text), at)?.kind).toBe(kind)
})

test('a word on a line of its own speaks of the next line', () => {
  expect(cueBefore(passageOf('订单编号：\n829304'), 6)?.kind).toBe('order')
  expect(cueBefore(passageOf('看订单编号\n829304'), 6)).toBeUndefined()
  expect(cueBefore(passageOf('订单编号\n13812345678'), 5)).toBeUndefined()
})

test('a word behind speaks of what is before it, if nothing ends the clause', () => {
  expect(cueAfter(passageOf('123这个订单'), 3)?.kind).toBe('order')
  expect(cueAfter(passageOf('123，订单'), 3)).toBeUndefined()
})

test('digits that stand close together are counted together', () => {
  expect(passageOf('138 1234-5678 是我的，12号')).toMatchObject({ digits: 13, run: 11, latin: false })
})
