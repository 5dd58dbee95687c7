import { expect, test } from 'vitest'
import { isEnglish } from '../../../../src/platforms/email/read/english.ts'

test.each([
  ['Refund\nMy washing machine does not spin any more.', true],
  ['Bonjour, ma machine à laver ne tourne plus.', true],
  ['My washing machine 洗衣机 does not spin any more.', false],
  ['洗衣机不转了', false],
  ['Help', false],
  ['', false],
  ['洗衣机 XQG100-14366 error code E18, model no. WM-14366, order JD20261122', false],
  ['https://www.example.com/products/washing-machines/model?id=14366 wang@example.com', false],
  ['洗濯機が動きません my washing machine is broken', false],
])('%j: %s', (text, english) => {
  expect(isEnglish(text)).toBe(english)
})
