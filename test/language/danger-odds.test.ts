import { expect, test } from 'vitest'
import { isDangerous } from '../../src/language/danger-odds.ts'
import { featuresOf } from '../../src/language/features.ts'
import { probabilities } from '../../src/language/model.ts'
import { normalise } from '../../src/language/normalise.ts'
import { loadModels } from '../../src/language/weights.ts'

const model = loadModels().category

function dangerous(message: string, answers = false): boolean {
  const text = normalise(message)
  return isDangerous(text, { model, shares: probabilities(model, featuresOf(text)), answers })
}

test.each([
  '优惠券为什么不能叠加，我买了三件，颜色也不太喜欢。对了，那个加湿器的插头刚才冒火花，墙都黑了，我先拔了。券的事您先帮我看看吧',
  '手一碰外壳就麻',
  '插座那块都化了',
  'SOS',
  '快来人啊出事了',
  '帮我报警',
  '快叫救护车！',
  '退款吧，不想用了。昨天擦台面碰到烤箱外壳整条手臂一震，现在还酸',
  '我要投诉你们客服，打了三次都没人接，昨天说回电也没回，热水器这会儿还在漏水，水顺着墙流到电箱里去了，你们到底管不管',
])('danger, however it is told: %s', (message) => {
  expect(dangerous(message)).toBe(true)
})

test.each([
  '急得我嗓子都冒烟了，还是没人处理',
  '气得我肺都炸了',
  '壁炉的火焰灯效不动了',
  '面包烤焦了是档位太高吗',
  '皮沙发鼓了个泡',
  '急救包里都有些啥',
  '今天能来人修吗',
  '明天来人装吗',
  '帮我看看怎么设报警',
])('no danger, whatever the words: %s', (message) => {
  expect(dangerous(message)).toBe(false)
})

test.each([
  '开着的',
  '插着的呢',
  '有电',
  '厨房',
  '下面那里',
  '没味道',
  '进水了',
  '断电了',
  '在充电',
  '插在客厅墙上的',
])('an answer of a few words raises no alarm: %s', (message) => {
  expect(dangerous(message)).toBe(false)
})

test.each([
  '救命',
  '炸了！！',
  '着了着了',
  '摸着有电',
  '有火！',
  '一碰就电',
  '电人',
  '冒烟了',
  '手麻',
  '漏电了',
])('a cry of a few words does: %s', (message) => {
  expect(dangerous(message)).toBe(true)
})

test.each([
  '新地址：苏州工业园区星湖街328号，单位的，别寄家里了，家里没人',
  '浦东金桥路1388弄19号201，东西挺多',
])('an address told to an agent is no alarm: %s', (message) => {
  expect(dangerous(message, true)).toBe(false)
})

test('a danger told to an agent is one', () => {
  expect(dangerous('刚才又冒烟了，插座那里都黑了', true)).toBe(true)
})
