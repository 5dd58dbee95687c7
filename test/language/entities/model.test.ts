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
