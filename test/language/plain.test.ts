import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeOf, plainText } from '../../src/language/plain.ts'

test.each([
  ['１３８①③⑧', '138138'],
  ['電話', '电话'],
  ['ＱＱ：１２＠３', 'QQ：12@3'],
  ['密\u200b码', '密码'],
  ['㎡', 'm2'],
  ['\ud83d', ''],
  ['😀好', '😀好'],
  ['密码Aa12！', '密码Aa12！'],
])('%j is plainly %j', (text, plain) => {
  expect(plainText(text).text).toBe(plain)
})

test('every place of the plain text knows where it stood', () => {
  const original = '電話①③⑧\u200b１２３😀'
  const plain = plainText(original)
  const at = plain.text.indexOf('138')
  expect(original.slice(...placeOf(plain, at, at + 3))).toBe('①③⑧\u200b')
  expect(placeOf(plainText('電話'), 0, 2)).toEqual([0, 2])
})

test('places never go back and end with the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (original) => {
      const plain = plainText(original)
      let last = 0
      for (let at = 0; at < plain.text.length; at++) {
        const [start, end] = placeOf(plain, at, at + 1)
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeLessThanOrEqual(original.length)
        last = start
      }
    }),
  )
})
