import fc from 'fast-check'
import { expect, test } from 'vitest'
import { align, clip, normalise, simplify } from '../../src/language/normalise.ts'

test.each([
  ['ＡＢＣ　１２３', 'abc 123'],
  ['退\u200b款\u202e！！！！！', '退款!!'],
  ['我要退貨，發票開錯了', '我要退货,发票开错了'],
  ['哈哈哈哈哈哈', '哈哈'],
  ['订单111111111', '订单111111111'],
  ['啥子时候发货', '什么时候发货'],
  ['tk什么时候到', '退款什么时候到'],
  ['', ''],
  ['\ud83d', ''],
])('normalise(%j) is %j', (text, wanted) => {
  expect(normalise(text)).toBe(wanted)
})

test('traditional becomes simplified character by character', () => {
  expect(simplify('請問這臺電視機為什麼沒有畫面')).toBe('请问这台电视机为什么没有画面')
})

test('a very long message keeps its two ends', () => {
  const text = `开头${'水'.repeat(1_000_000)}结尾`
  expect(clip(text).length).toBeLessThan(2100)
  expect(clip(text).startsWith('开头')).toBe(true)
  expect(clip(text).endsWith('结尾')).toBe(true)
})

test('every unit of an aligned text knows where it came from', () => {
  const original = '電話①③⑧\u200b１２３😀'
  const { text, offsets } = align(original)
  expect(text).toBe('电话138123😀')
  expect(offsets).toHaveLength(text.length + 1)
  expect(original.slice(offsets[2], offsets[5])).toBe('①③⑧\u200b')
})

test('any text at all is normalised without complaint, and twice is once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const once = normalise(text)
      expect(typeof once).toBe('string')
      const { offsets } = align(text)
      expect([...offsets].sort((one, other) => one - other)).toEqual(offsets)
      expect(offsets.at(-1)).toBe(text.length)
    }),
  )
})
