import { expect, test } from 'vitest'
import { outward } from '../../src/language/outward.ts'

test.each([
  ['我的电话是13812345678，快点', '13812345678', '我的电话是〔手机号〕，快点'],
  ['订单号 202611180012345 的冰箱不制冷', '202611180012345', '订单号 〔单号〕 的冰箱不制冷'],
  ['邮箱zhang.san@example.com发我', 'zhang.san', '邮箱〔邮箱〕发我'],
  ['密码是 Qw8812ax 登不上', 'Qw8812ax', '密码是 〔密码〕 登不上'],
])('%s: nothing of it is shown, not even in part', (text, personal, shown) => {
  expect(outward(text)).toBe(shown)
  expect(outward(text)).not.toContain(personal.slice(-4))
})

test.each([
  ['a number nothing was said of', '看看 8847 2210 9931 这个', '看看 〔号码〕 这个'],
  ['a number in Chinese', '一三八零零零零一二三四', '〔手机号〕'],
  ['a number in wide digits', '这个９９１２３４５６７８８呢', '这个〔号码〕呢'],
])('%s goes, too', (_name, text, shown) => {
  expect(outward(text)).toBe(shown)
})

test('short numbers stay: they are what the matter is about', () => {
  const text = '报E4，退1299元，不然打12315，三天了'
  expect(outward(text)).toBe(text)
})

test('what is known of the customer goes wherever it stands, the longest value first', () => {
  const known = ['欧阳明月', '', '李', ' zhang_s ']
  expect(outward('明月说欧阳明月的空调不冷，李子也坏了，找zhang_s', known)).toBe(
    '〔个人信息〕说〔个人信息〕的空调不冷，李子也坏了，找〔个人信息〕',
  )
})

test('long words are cut after what is personal was taken out of them', () => {
  const long = `${'长'.repeat(3_000)}电话13812345678，退款吧`
  expect(outward(long)).toHaveLength(2_000)
  expect(outward(long)).toMatch(/^长+…长+电话〔手机号〕，退款吧$/)
  expect(outward(`${'长'.repeat(30_000)}电话13812345678`)).toHaveLength(2_000)
  expect(outward('😀'.repeat(2_000)).isWellFormed()).toBe(true)
  expect(outward(`a${'😀'.repeat(2_000)}`).isWellFormed()).toBe(true)
})

test('of a text longer than what is searched at once the end goes out, too', () => {
  const out = outward(`电话13812345678，${'长'.repeat(24_000)}，最后要退款`)
  expect(out).toMatch(/^电话〔手机号〕，长+…长+，最后要退款$/)
})
