import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPersonal, inCodePoints, mask, maskContact, type SpanType } from '../../src/language/mask.ts'

const personal: [string, [SpanType, string][]][] = [
  ['我的手机是13812345678，打这个', [['mobile', '13812345678']]],
  ['电话１３８１２３４５６７８', [['mobile', '１３８１２３４５６７８']]],
  ['138 1234 5678', [['mobile', '138 1234 5678']]],
  ['手机一三八一二三四五六七八', [['mobile', '一三八一二三四五六七八']]],
  ['①③⑧①②③④⑤⑥⑦⑧', [['mobile', '①③⑧①②③④⑤⑥⑦⑧']]],
  ['身份证11010519491231002X', [['id_card', '11010519491231002X']]],
  ['身份证110105194912310021', [['id_card', '110105194912310021']]],
  ['卡号6222 0200 0000 0000 004', [['bank_card', '6222 0200 0000 0000 004']]],
  ['座机010-62345678转801', [['landline', '010-62345678转801']]],
  ['邮箱zhang.san@163.com', [['email', 'zhang.san@163.com']]],
  ['我的车牌京A·12345', [['plate', '京A·12345']]],
  ['护照号：EJ1234567', [['passport', 'EJ1234567']]],
  ['税号91330100MA27XF7L8K', [['usc_code', '91330100MA27XF7L8K']]],
  ['验证码是 839201', [['secret', '839201']]],
  ['登录密码是Aa123456', [['secret', 'Aa123456']]],
  ['取件码 3-2-4055', [['secret', '3-2-4055']]],
  ['微信号 zhang_san88', [['wechat', 'zhang_san88']]],
  ['QQ 12345678', [['qq', '12345678']]],
  ['京东订单号 298765432101', [['invoice_or_order_no', '298765432101']]],
  ['地址：浙江省杭州市西湖区文三路478号3幢502室', [['address', '浙江省杭州市西湖区文三路478号3幢502室']]],
  [
    '我叫王小明，住幸福里7栋1102',
    [
      ['name', '王小明'],
      ['address', '幸福里7栋1102'],
    ],
  ],
]

test.each(personal)('%s', (text, wanted) => {
  expect(findPersonal(text).map(({ type, value }) => [type, value])).toEqual(wanted)
})

test.each([
  '王女士',
  '我姓王',
  '我是老客户了',
  '高兴的是修好了',
  '110105194912310021',
  '运单号 SF1381234567890',
  'IMEI 860123456789012',
  '型号KFR-35GW/NhGd3B',
  '总共花了13999元',
  '2024-11-05 10:20 下单',
  '拨打400-820-8820没人接',
  '密码忘了怎么办',
  '验证码我没收到',
  '送到三楼财务室',
  'MAC 00:1A:2B:3C:4D:5E',
])('nothing personal: %s', (text) => {
  expect(findPersonal(text)).toEqual([])
})

test('a masked text shows none of what it hides, and order numbers unless told', () => {
  const text = '我叫王小明，电话13812345678，订单号298765432101，密码Aa123456'
  const { masked } = mask(text)
  expect(masked).toBe('我叫王**，电话138****5678，订单号298765432101，密码******')
  expect(mask(text, { orders: true }).masked).not.toContain('298765432101')
})

test.each([
  ['13812345678', '138****5678'],
  ['zhang@163.com', 'z***@163.com'],
  ['ab', '**'],
])('a contact on a card: %s → %s', (value, shown) => {
  expect(maskContact(value)).toBe(shown)
})

test('offsets count code points where asked', () => {
  const text = '😀电话13812345678'
  const [span] = inCodePoints(text, findPersonal(text))
  expect(span).toMatchObject({ start: 3, end: 14, value: '13812345678' })
})

test('spans lie in the text, in order, apart from each other', () => {
  const piece = fc.constantFrom(
    '13812345678',
    '我叫王小明',
    '文三路478号',
    '密码Aa123456',
    '😀',
    '订单号298765432101',
    '\u200b',
    '１３８',
  )
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 })
  fc.assert(
    fc.property(text, (parts) => {
      const whole = parts.join('')
      let last = 0
      for (const { start, end, value } of findPersonal(whole)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(whole.slice(start, end)).toBe(value)
        last = end
      }
      expect(last).toBeLessThanOrEqual(whole.length)
    }),
  )
})
