import { expect, test } from 'vitest'
import { findPersonal } from '../../../src/language/personal/mask.ts'

const found = (text: string): string[] =>
  findPersonal(text, { likely: false }).map(({ type, value }) => `${type} ${value}`)

test.each([
  ['让我把短信里5530给他，我没给', ['secret 5530']],
  ['让我报码我就报啊？281907，好了吧', []],
  ['收货码882048给师傅了', ['secret 882048']],
  ['要不要我的锁屏密码？0428给你们行吗', ['secret 0428']],
  ['看不到验证码，我喊孙儿看……他说是五 八 二 零 幺 四', ['secret 五 八 二 零 幺 四']],
  ['CVV就是卡后面那三个数吧，738，输完失败', ['secret 738']],
  ['进门的六位数200818我改掉了，钟点工就用771207', ['secret 200818', 'secret 771207']],
  ['短信翻到俩，5-1-8832 和 5-2-0098，哪个是你们的', ['secret 5-1-8832', 'secret 5-2-0098']],
  ['8-2-7014', ['secret 8-2-7014']],
  ['车库的话按9032再按小铃铛', ['secret 9032']],
  ['腾讯那个号2847710937，有事找我', ['qq 2847710937']],
  ['我QQ改绑了，原先271830045，现在3540096618', ['qq 271830045', 'qq 3540096618']],
  ['把xiaohua-1989 拉进售后群', ['wechat xiaohua-1989']],
  ['你直接搜chengdu_laowang加好友', ['wechat chengdu_laowang']],
  ['店里84417733没人接', ['landline 84417733']],
  ['小卖部公用电话3345128，县里的', ['landline 3345128']],
  ['对公户 1001 2456 0930 0178 325，开户行发你了', ['bank_card 1001 2456 0930 0178 325']],
  ['我持俄罗斯护照 75 4182097', ['passport 75 4182097']],
  ['这张票XS-2026-11-19-00045过不了账', ['invoice_or_order_no XS-2026-11-19-00045']],
  ['贵司PO 4500387217 第三行写错了', ['invoice_or_order_no 4500387217']],
])('by what stands about it: %s', (text, wanted) => {
  expect(found(text)).toEqual(wanted)
})

test.each([
  'wifi叫home-2F，打印机连不上',
  '本机识别码 812 334 096，连吧',
  '机票 MU5138 改签到 21 号',
  '冰柜里面 1500 的层板',
  '提取 5000 现金要手续费吗',
  '39码订单有三双',
  'TL-WDR5621密码忘了',
  '验证码要打400-820-5513问',
  '小程序报 500005',
  '2026-02-18下的单',
])('nothing of anybody: %s', (text) => {
  expect(found(text)).toEqual([])
})

test('a password stays the password though a network is named beside it', () => {
  expect(found('wifi叫home-2F，密码hl660100')).toEqual(['secret hl660100'])
})
