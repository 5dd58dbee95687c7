import { expect, test } from 'vitest'
import { entitiesIn } from '../../../src/language/entities/entities.ts'

test.each([
  ['型号看不清，好像是kfr26gw', ['kfr26gw']],
  ['海尔10公斤那款，EG100MATE29S', ['EG100MATE29S']],
  ['奥克斯KFR-52LW/BpR3AKS1(B3)', ['KFR-52LW/BpR3AKS1(B3)']],
  ['老板8231油烟机', ['老板8231']],
  ['华硕天选5', ['天选5']],
  ['华为nova 13', ['nova 13']],
  ['iphone 16 pro max能用吗', ['iphone 16 pro max']],
  ['24年国庆节当天在店里买的55Q8E', ['55Q8E']],
  ['要的是P70的', ['P70']],
  ['买的X3，收到X2', ['X3', 'X2']],
  ['iPad Air 和那支笔', ['iPad Air']],
  ['macbook air充不进电', ['macbook air']],
  ['小米手环8', ['小米手环8']],
  ['型号写着T55的', ['T55']],
  ['型号就写着"WS-9"', ['WS-9']],
  ['老款的S10和S10 Pro通用吗', ['S10', 'S10 Pro']],
  ['戴尔灵越 5425', ['灵越 5425']],
  ['微波炉美的PM2005', ['PM2005']],
  ['车牌鲁B3382K', []],
  ['优惠码SAVE2026用不了', []],
  ['那箱苹果58十斤', []],
  ['报警回执号 A3301 2026 1229 001', []],
  ['H3C路由器', []],
  ['三星5E排水', []],
  ['CR2032电池', []],
  ['CCTV5看不了', []],
  ['H265的视频', []],
  ['灯口GU10', []],
  ['CAT6网线', []],
  ['S925银', []],
  ['1W2的电视', []],
  ['送无锡市滨湖区蠡湖大道100号创意园B3-506', []],
])('%s', (text, models) => {
  expect(entitiesIn(text, { today: '2025-08-14' }).model).toEqual(models)
})
