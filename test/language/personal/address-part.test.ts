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
  ['乘风庄三区14-5号楼2单元302室', 'village 乘风庄 · unit 三区 · unit 14-5号楼 · unit 2单元 · unit 302室'],
  ['塔湾街19甲-4号452', 'road 塔湾街 · number 19甲-4号 · number 452'],
  ['越城区城南大道5号', 'region 越城区 · road 城南大道 · number 5号'],
  [
    '岳阳街与大经路交汇幸福里小区西门',
    'road 岳阳街 · road 与大经路交汇 · road 幸福里 · place 小区 · side 西门',
  ],
  ['熊岳镇育才委三组', 'region 熊岳镇 · village 育才委 · village 三组'],
  ['古镇镇同益工业园B栋2楼前台', 'region 古镇镇 · place 同益工业园 · unit B栋 · unit 2楼 · side 前台'],
  ['民安南路71号兴隆五金店', 'road 民安南路 · number 71号 · side 兴隆五金店'],
  ['十团8连', 'region 十团 · village 8连'],
  ['陶赖昭镇河东村北屯，东头', 'region 陶赖昭镇 · village 河东村 · village 北屯'],
  ['体育东路108号（创展中心）东座1103', 'road 体育东路 · number 108号 · unit （创展中心）东座 · room 1103'],
  ['没有地址', ''],
])('%s', (text, wanted) => {
  expect(parts(text)).toBe(wanted)
})
