import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeOf, plainText, tidied } from '../../src/language/plain.ts'

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

test.each([
  ['我家 3 号楼 402 室', '我家3号楼402室'],
  ['花了 3999 元，2024 年 3 月 5 日买的', '花了3999元，2024年3月5日买的'],
  ['地址：七莘路 1855 弄 A 座 601', '地址：七莘路1855弄A座601'],
  ['买的颈枕 129 充气阀漏气', '买的颈枕 129 充气阀漏气'],
  ['张三 13812345678 麻烦改地址 明天到', '张三 13812345678 麻烦改地址 明天到'],
  ['iPhone 15 Pro', 'iPhone 15 Pro'],
  ['电话13812345678…明天到', '电话13812345678，明天到'],
  ['密码Aa123456~麻烦快点', '密码Aa123456，麻烦快点'],
  ['尾号...7721', '尾号...7721'],
  ['3~5天', '3~5天'],
])('%j tidied is %j', (text, tidy) => {
  expect(tidied(plainText(text)).text).toBe(tidy)
})

test('what stands in a tidied text is found where it stood', () => {
  const original = '送到 七莘路 1855 弄 32 号 601，谢谢'
  const plain = tidied(plainText(original))
  const at = plain.text.indexOf('1855弄32号')
  expect(original.slice(...placeOf(plain, at, at + 8)).trimEnd()).toBe('1855 弄 32 号')
})
