import { expect, test } from 'vitest'
import { spokenAsDigits } from '../../src/language/spoken.ts'

test.each([
  ['手机一三八零零幺三七七二五', '手机13800137725'],
  ['一三八，零零幺三，七七二五', '138 0013 7725'],
  ['138零零一二三四五', '1380012345'],
  ['贰零贰陆年', '贰零贰陆年'],
  ['一二三四五六', '一二三四五六'],
  ['订单20260115一直没发', '订单20260115一直没发'],
  ['三三两两', '三三两两'],
])('%s is read %s', (text, digits) => {
  expect(spokenAsDigits(text)).toBe(digits)
})

test('as long as before, so that places stay', () => {
  const text = '电话幺三五、七七零零、四四八八，晚上'
  expect(spokenAsDigits(text)).toHaveLength(text.length)
})
