import { expect, test } from 'vitest'
import { findPersonal } from '../../../src/language/personal/mask.ts'

const found = (text: string): string[] =>
  findPersonal(text)
    .filter(({ type }) => type === 'invoice_or_order_no')
    .map(({ value }) => value)

test.each([
  ['68800231094是我的单，退一半的货', ['68800231094']],
  ['客户Sophie，订的是HK2026111807', ['HK2026111807']],
  ['退6620193388471别退6620193390025', ['6620193388471', '6620193390025']],
  ['不是昨天那个2611085510027，别搞混了，要看2611088827361', ['2611085510027', '2611088827361']],
  ['订单号是2611088827361,不是昨天那个2611085510027', ['2611088827361', '2611085510027']],
  ['E20261109338和昨天的E20261108112是两单', ['E20261109338', 'E20261108112']],
])('numbers of orders told beside another: %s', (text, values) => {
  expect(found(text)).toEqual(values)
})

test.each(['快递78120039145526和78120039145533都没到', '不是那个型号20230011'])(
  'nothing of the kind: %s',
  (text) => {
    expect(found(text)).toEqual([])
  },
)
