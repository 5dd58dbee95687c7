import { expect, test } from 'vitest'
import { partsAt } from '../../../src/language/personal/address-part.ts'

function parts(text: string): string {
  let from = 0
  return partsAt(text, 0)
    .map(({ kind, end }) => {
      const part = `${kind} ${text.slice(from, end).trim()}`
      from = end
      return part
    })
    .join(' · ')
}

test.each([
  [
    '浙江省杭州市西湖区文三路478号3幢502室',
    'region 浙江省 · region 杭州市 · region 西湖区 · road 文三路 · number 478号 · unit 3幢 · unit 502室',
  ],
  ['天津市和平区南京路189号', 'region 天津市 · region 和平区 · road 南京路 · number 189号'],
  ['阳光小区8栋楼下', 'place 阳光小区 · unit 8栋'],
  [
    '大安区忠孝东路四段216巷27弄5号3楼',
    'region 大安区 · road 忠孝东路四段 · number 216巷 · number 27弄 · number 5号 · unit 3楼',
  ],
  ['芦溪镇广利村6组', 'region 芦溪镇 · village 广利村 · village 6组'],
  ['颐和国际A座', 'place 颐和国际 · unit A座'],
  ['东湖公馆5-2-1801', 'place 东湖公馆 · unit 5-2-1801'],
  ['五一中路万都阿波罗大厦1层06铺', 'road 五一中路 · place 万都阿波罗大厦 · unit 1层 · unit 06铺'],
  ['梓山镇潭头村上坝组12号', 'region 梓山镇 · village 潭头村 · village 上坝组 · number 12号'],
  ['没有地址', ''],
])('%s', (text, wanted) => {
  expect(parts(text)).toBe(wanted)
})
