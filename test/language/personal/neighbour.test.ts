import { expect, test } from 'vitest'
import { findPersonal } from '../../../src/language/personal/mask.ts'

test.each([
  ['义乌市后宅街道洪深路388号电商园4幢柳小花15957912033', '柳小花'],
  ['收货人 张 小 泉 13512208876', '张 小 泉'],
])('a name between an address and a number: %s', (text, name) => {
  expect(findPersonal(text)).toContainEqual(expect.objectContaining({ type: 'name', value: name }))
})
