import { expect, test } from 'vitest'
import { matterOf, withoutCourtesy } from '../../src/language/matter.ts'
import { normalise } from '../../src/language/normalise.ts'
import { understand } from '../../src/language/understand.ts'

test.each([
  ['你好，在吗？冰箱不制冷了', '冰箱不制冷了'],
  ['亲，打扰一下，冰箱不制冷了', '冰箱不制冷了'],
  ['Hello! 冰箱不制冷了，谢谢', '冰箱不制冷了'],
  ['冰箱不制冷了，麻烦您了，辛苦！🙏🙏', '冰箱不制冷了'],
  ['冰箱不制冷了！谢谢', '冰箱不制冷了!'],
  ['在吗', '在吗'],
  ['谢谢', '谢谢'],
  ['好的，谢谢', '好的,谢谢'],
  ['你好这个冰箱不制冷了', '你好这个冰箱不制冷了'],
])('%j without courtesy is %j', (text, rest) => {
  expect(withoutCourtesy(normalise(text))).toBe(rest)
})

test.each([
  ['冰箱不制冷了！！！', '冰箱不制冷了'],
  ['冰箱不制冷了😭😭', '冰箱不制冷了'],
  ['冰箱不制冷了。\n灯也不亮～', '冰箱不制冷了,灯也不亮'],
  ['冰箱不制冷了 灯也不亮', '冰箱不制冷了,灯也不亮'],
  ['冰箱能修吗？', '冰箱能修吗?'],
])('the matter of %j is %j', (text, matter) => {
  expect(matterOf(normalise(text))).toBe(matter)
})

test.each(['我买的洗衣机脱水声音特别大', '快递三天没动了', '热水器冒烟了', '发票抬头开错了'])(
  '%s is about the same, however politely or loudly it is said',
  (text) => {
    const { category, priority } = understand(text)
    for (const said of [
      `你好，在吗？${text}`,
      `${text}，谢谢`,
      `${text}！！！`,
      `${text}🙏`,
      Array.from(text).join(' '),
    ])
      expect(understand(said)).toMatchObject({ category, priority })
  },
)
