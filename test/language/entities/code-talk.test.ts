import { expect, test } from 'vitest'
import { passageOf } from '../../../src/language/cues.ts'
import { codesIn } from '../../../src/language/entities/codes.ts'

const told = (text: string): string[] => codesIn(passageOf(text)).map(({ role, value }) => `${role} ${value}`)

test.each([
  ['铭牌最下面那行是2104G00761583', ['serial 2104G00761583']],
  ['机编TY2309-00418，主轴抱死', ['serial TY2309-00418']],
  ['型号SC-318，编号LG1607299，不制冷', ['serial LG1607299']],
  ['电视后头那串：E0A17B3 00386 K2', ['serial E0A17B3 00386 K2']],
  ['钢琴编号在盖子里 J 36281799', ['serial J 36281799']],
  ['小床YC-0002到YC-0031，床板编号YC-0018裂了', ['serial YC-0002', 'serial YC-0031', 'serial YC-0018']],
  ['耳机仓底下的字，GX7LQ2PMBT，查查真假', ['serial GX7LQ2PMBT']],
  ['两台，一台HJ22-00927，一台HJ22-00928，都不制热', ['serial HJ22-00927', 'serial HJ22-00928']],
  ['牙椅KL22-0094-7水路漏', ['serial KL22-0094-7']],
])('a single thing: %s', (text, wanted) => {
  expect(told(text)).toEqual(wanted)
})

test.each([
  ['D8821-2261-95 麻烦改下地址', ['order D8821-2261-95']],
  ['这边是#10584的买家，杯子断了', ['order 10584']],
  ['Ref HKX-99121 呢張單幾時出貨', ['order HKX-99121']],
  ['上周订的货，W-7720，说三天到', ['order W-7720']],
  ['88-2227，88-2228，以上两单请并票', ['order 88-2227', 'order 88-2228']],
  ['这周一在京东下的3019 8872 6499', ['order 3019 8872 6499']],
  ['配眼镜的，YJ2611-0094，度数配错', ['order YJ2611-0094']],
  ['没收到货，但75331100992299显示签收', ['tracking 75331100992299']],
  ['外卖小票上#208188那单', ['order 208188']],
  ['这票货COSU6288104731到港没有', ['tracking COSU6288104731']],
  ['换货的件寄回去了，DPK3 7720 4419 09', ['tracking DPK3 7720 4419 09']],
  ['75360029881199 / 75360029881200 两个件一起送', ['tracking 75360029881199', 'tracking 75360029881200']],
])('an order or a parcel: %s', (text, wanted) => {
  expect(told(text)).toEqual(wanted)
})

test.each([
  '学员编号S20260927',
  '电工证编号T41010227',
  '投诉已立案，编号TS20261104',
  '投诉的单号TS20261105332',
  '合同编号HT-2026-0420，要续一年',
  '短信里那串，我念了558202',
  '快递柜发的60291799',
  '往来证：护照号 E83920118，订单不符',
  '打0512-6829-1039找前台',
  '瓶身20250817A04 是生产日期吧',
  '保险柜#901133#转三圈',
  '扣扣加我1930447799',
  '电话15900447713，城东花园11-203，快点安排',
  '执照编号92110105MA01Q8R72E',
])('nothing of these: %s', (text) => {
  expect(told(text).filter((one) => !one.startsWith('service'))).toEqual([])
})
