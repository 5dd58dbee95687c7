import { expect, test } from 'vitest'
import { dangerSigns, isDanger } from '../../src/language/danger.ts'
import { normalise } from '../../src/language/normalise.ts'
import { understand } from '../../src/language/understand.ts'

const danger = [
  '电线冒火花',
  '一股焦味，不知道哪来的',
  '插座发黑烫手',
  '洗衣机一碰就麻手',
  '漏水淹到邻居家了',
  '厨房有煤气味',
  '刚才一声爆炸声，热水器炸了',
  '孩子烫伤了',
  '充电宝鼓包了还发烫',
  '着火了！！',
  '烤箱在冒黑烟怎么办',
  '被电了一下，手还麻着',
  '宝宝把纽扣电池吞了',
  '燃气报警器一直叫',
  '洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！',
  '水管爆了，水往外喷，关不上',
  '用了面霜脸肿得睁不开眼',
  '插頭拔起來整個焦黑，插座還在冒煙',
  '电热毯烧出一个洞还有点红',
  '老人被掉下来的吊扇砸到头，流血了',
]

test.each(danger)('danger: %s', (text) => {
  expect(understand(text)).toMatchObject({ category: 'emergency', priority: 'critical' })
})

const harmless = [
  '这件119元，能便宜点吗',
  '我要订120个',
  '可以通过电脑登录吗',
  '打我电话就行',
  '电脑好像中毒了，老弹广告',
  '真空包装漏气了，想换一袋',
  '会不会漏电啊，我还没买',
  '想买个电火锅',
  '打火机造型的小夜灯不亮了',
  '最近这款很火，有现货吗',
  '我都快气炸了，你们态度太差',
  '防漏电插座多少钱',
  '油烟机不冒烟也没焦味，就是吸力小',
  '去年冒烟的那台你们已经换新的了，谢谢',
  '新闻说有电动车自燃，你们的电池安全吗',
  '灭火器什么时候发货',
  '双十一爆款还有货吗',
  '万一电池鼓包了应该怎么处理？我的现在好好的',
  '快递放楼下就行',
  '面膜用完皮肤很水润，喜欢',
]

test.each(harmless)('no danger: %s', (text) => {
  expect(understand(text).priority).not.toBe('critical')
})

test.each([
  ['没有冒烟', 'negated'],
  ['会不会着火', 'hypothetical'],
  ['听说有人家里着火了', 'hearsay'],
  ['去年漏过电，早就修好了', undefined],
  ['上次冒烟的事已经过去了', 'past'],
])('%s is guarded as %s', (text, guard) => {
  const signs = dangerSigns(normalise(text))
  expect(signs.every((sign) => sign.guard !== undefined)).toBe(true)
  if (guard) expect(signs[0]?.guard).toBe(guard)
})

test('不停, 忍不住 and 不敢 negate nothing', () => {
  for (const text of ['插座不停冒火花', '一直冒烟我不敢碰', '水止不住往外喷'])
    expect(isDanger(normalise(text))).toBe(true)
})

test.each(['外机支架裂了快掉到马路上', '空调整台往外坠'])('hangs over the street: %s', (text) => {
  expect(isDanger(normalise(text))).toBe(true)
})

test.each(['急死人了', '热死人了', '糊底了有股焦味', '手机支架裂了'])('only said so: %s', (text) => {
  expect(isDanger(normalise(text))).toBe(false)
})
