import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entitiesIn } from '../../../src/language/entities/entities.ts'
import type { Entities } from '../../../src/language/understanding.ts'

const today = '2026-11-22'
const none: Entities = {
  order_no: [],
  model: [],
  serial_no: [],
  tracking_no: [],
  error_code: [],
  purchase_date: [],
  amount: [],
}
const cases: [string, Partial<Entities>][] = [
  [
    '订单号298765432101，上周六买的，花了一千二',
    { order_no: ['298765432101'], purchase_date: ['2026-11-14'], amount: ['1200'] },
  ],
  ['运单SF1381234567890到哪了', { tracking_no: ['SF1381234567890'] }],
  ['单号78901234567890帮我查', { order_no: ['78901234567890'] }],
  ['型号KFR-35GW/NhGd3B报E6', { model: ['KFR-35GW/NhGd3B'], error_code: ['E6'] }],
  ['SN: 2102312ABC1234567890', { serial_no: ['2102312ABC1234567890'] }],
  ['错误代码3003', { error_code: ['3003'] }],
  ['error 0x80070005', { error_code: ['0x80070005'] }],
  ['型号 iPhone 15 Pro Max 128G', { model: ['iPhone 15 Pro Max'] }],
  [
    '订单号是 DD20241105123456 ，11月5号下单，9号收到',
    { order_no: ['DD20241105123456'], purchase_date: ['2026-11-05'] },
  ],
  ['昨天收到，前天下单的', { purchase_date: ['2026-11-20'] }],
  ['２０２４年５月１日購買', { purchase_date: ['2024-05-01'] }],
  ['花了三百五十块五毛', { amount: ['350.5'] }],
  ['¥1,299.00', { amount: ['1299'] }],
  ['小米14 Pro后盖裂了', { model: ['小米14 Pro'] }],
  ['小米14天没发货', {}],
  ['科沃斯T20拖布不转', { model: ['科沃斯T20'] }],
  ['美的KFR-35GW/BP3不制冷', { model: ['KFR-35GW/BP3'] }],
  ['X1 Carbon 2024 触摸板失灵', { model: ['X1 Carbon 2024'] }],
  ['我的极光 S20 迷路', { model: ['极光 S20'] }],
  ['格力KFR-35GW/(35530)FNhAa-B3', { model: ['KFR-35GW/(35530)FNhAa-B3'] }],
  ['系统更新失败，0x80070005', { error_code: ['0x80070005'] }],
  ['err 502', { error_code: ['502'] }],
  ['报E1和E6', { error_code: ['E1', 'E6'] }],
  ['代码 -1003', { error_code: ['-1003'] }],
  ['显示11号故障', { error_code: ['11'] }],
  ['显示电量100%', {}],
  ['昨天刚付的款', { purchase_date: ['2026-11-21'] }],
  ['不是2月5日买的', {}],
  ['今天下单的话周五能到吗', {}],
  ['六千八百九十九的手机', { amount: ['6899'] }],
  ['预算3k', { amount: ['3000'] }],
  ['从5999降到4999', { amount: ['5999', '4999'] }],
  ['9块9包邮', { amount: ['9.9'] }],
  ['十二块电子板都坏了', {}],
  ['续航400公里掉到280', {}],
  ['也就二三十块', {}],
  ['三百来块', {}],
  ['几百块的东西', {}],
  ['一千多块钱', {}],
  ['大概三百左右', {}],
  ['连不上2.4G的Wi-Fi', {}],
  ['明天上午九点上门', {}],
  ['去年双十一囤的纸尿裤', { purchase_date: ['2025-11-11'] }],
  ['今年520老公送的项链，1314元', { purchase_date: ['2026-05-20'], amount: ['1314'] }],
  ['重阳节给奶奶买的镯子520', { purchase_date: ['2026-10-18'], amount: ['520'] }],
  ['五一当天在银泰刷的卡', { purchase_date: ['2026-05-01'] }],
  ['上礼拜五下的，还待发货', { purchase_date: ['2026-11-13'] }],
  ['昨日落嘅單', { purchase_date: ['2026-11-21'] }],
  ['昨儿买的今儿就到了', { purchase_date: ['2026-11-21'] }],
  ['定金是10月20号交的，尾款11号付的', { purchase_date: ['2026-10-20'] }],
  ['双11付的尾款', { purchase_date: ['2026-11-11'] }],
  ['生日那天买的，也就是11.15', { purchase_date: ['2026-11-15'] }],
  ['九月三号寄给指定的维修点', {}],
  ['父亲节想送我爸一个惊喜', {}],
  ['今天能定的我当场定', {}],
  ['昨天晚上下的外卖', { purchase_date: ['2026-11-21'] }],
  ['昨天剩下的，都坏了', {}],
  ['五一大促剁的手', { purchase_date: ['2026-05-01'] }],
  ['9.9抢的洗脸巾', { amount: ['9.9'] }],
  ['双十一预售什么时候付定金', {}],
  ['订单号我念：八八三零，四四七一，零九二五', { order_no: ['883044710925'] }],
  ['订单 33 8821 0097 4457', { order_no: ['33 8821 0097 4457'] }],
  ['合同号AZ20251228003', { order_no: ['AZ20251228003'] }],
  ['合同号HT-2026-118，PO号 PO88120-3', { order_no: ['PO88120-3'] }],
  ['机器报错404，退我404元', { error_code: ['404'], amount: ['404'] }],
  ['洗衣机报错500，检测费要500块', { error_code: ['500'], amount: ['500'] }],
  ['机器报错500，检测费500', { error_code: ['500'], amount: ['500'] }],
  ['网页403进不去，换手机也403', { error_code: ['403'] }],
  ['宽带拨号报651', { error_code: ['651'] }],
  ['5月17日（周日）买的', { purchase_date: ['2026-05-17'] }],
  ['收到日期5月20日（5月17日买的）', { purchase_date: ['2026-05-17'] }],
  ['2024年双十一（11月12日凌晨）下的单', { purchase_date: ['2024-11-12'] }],
  ['2025年10月6日（中秋晚上）买的', { purchase_date: ['2025-10-06'] }],
  ['去年双十一（11月11日）买的', { purchase_date: ['2025-11-11'] }],
  ['去年农历九月初九买的', { purchase_date: ['2025-10-29'] }],
  ['去年九月初九买的', { purchase_date: ['2025-10-29'] }],
]

test.each(cases)('%s', (text, wanted) => {
  expect(entitiesIn(text, { today })).toEqual({ ...none, ...wanted })
})

test.each<[string, Partial<Entities>]>([
  ['我扣扣是384920175，进群要验证', {}],
  ['公司电话010-64738829转615', {}],
  ['手机号从13900001111改成15800002222', {}],
  ['请寄到Room 1606, Building 9, 88 Jinke Road, Pudong, Shanghai', {}],
  ['车牌：浙A D62718，闸机不抬杆', {}],
  ['教练车苏B3327学被刮了', {}],
  ['取件码换成C7715了，柜子说无效', {}],
  ['骗子让我报验证码，我报了 604817', {}],
  ['12号楼2单元1803的热水器漏水', {}],
  ['钱转到6228480402564890018了', {}],
  ['单20417，滚刷不转', { order_no: ['20417'] }],
  ['潜水泵WQD7-12-0.55不上水', { model: ['WQD7-12-0.55'] }],
  ['JDVC07551234886这个件三天没动', { tracking_no: ['JDVC07551234886'] }],
  ['客户编号C20261198，订单2611057812', { order_no: ['2611057812'] }],
])('what is personal is no fact: %s', (text, wanted) => {
  expect(entitiesIn(text, { today })).toEqual({ ...none, ...wanted })
})

test('a bare value answers what was asked', () => {
  expect(entitiesIn('298765432101', { said: '请提供一下订单号' }).order_no).toEqual(['298765432101'])
  expect(entitiesIn('XQG100-12B', { said: '请问机器型号是？' }).model).toEqual(['XQG100-12B'])
  expect(entitiesIn('上周六', { today, said: '请问什么时候买的？' }).purchase_date).toEqual(['2026-11-14'])
})

test('any text is read without complaint', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void entitiesIn(text, { today })),
  )
})

test.each([
  ['格力kfr-35gw/bp3不制冷，显示e6', { model: ['kfr-35gw/bp3'], error_code: ['e6'] }],
  ['mate 60 pro 充不进电', { model: ['mate 60 pro'] }],
  ['系统报错 0x80070005', { error_code: ['0x80070005'] }],
  ['洗衣机显示ue不脱水', { error_code: ['ue'] }],
  ['抖音号 kfs0917 直播间买的', { model: [] }],
  ['我的 POS 机 N5 又 crash 了', { model: ['N5'] }],
  ['戴尔灵越 5425 蓝屏', { model: ['灵越 5425'] }],
])('%s: typed small or with spaces', (text, facts) => {
  expect(entitiesIn(text)).toMatchObject(facts)
})
