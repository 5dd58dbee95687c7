import { expect, test } from 'vitest'
import { salutationOf } from '../../src/language/personal/salutation.ts'
import { toneOf } from '../../src/language/tone.ts'
import { understand } from '../../src/language/understand.ts'

test.each([
  ['洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！', 'empathy_first'],
  ['孩子被烫伤了', 'empathy_first'],
  ['快点给我个时间，我赶飞机', 'concise'],
  ['为什么要先付检测费？', 'detailed'],
  ['请问滤芯多久换一次', 'plain'],
])('%s wants %s', (text, tone) => {
  expect(toneOf(understand(text), text)).toBe(tone)
})

test.each([
  ['王女士', '王女士'],
  ['我是李女士', '李女士'],
  ['欧阳先生', '欧阳先生'],
  ['李小姐', '李女士'],
  ['陈老师', '陈老师'],
  ['我姓王', undefined],
  ['王芳', undefined],
  ['Anna', undefined],
  ['', undefined],
])('%j is addressed as %j', (name, salutation) => {
  expect(salutationOf(name)).toBe(salutation)
})
