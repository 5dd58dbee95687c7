import { expect, test } from 'vitest'
import { salutationOf } from '../../src/language/personal/salutation.ts'
import { toneOf } from '../../src/language/tone.ts'
import { toneByRule } from '../../src/language/tone-rule.ts'
import { understand } from '../../src/language/understand.ts'

test.each([
  ['洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！', 'empathy_first'],
  ['孩子被烫伤了', 'empathy_first'],
  ['快点给我个时间，我赶飞机', 'concise'],
  ['为什么要先付检测费？', 'detailed'],
  ['请问滤芯多久换一次', 'plain'],
])('%s wants %s', (text, tone) => {
  expect(toneOf(understand(text), text)).toBe(tone)
  expect(toneByRule(understand(text), text)).toBe(tone)
})

test.each([
  ['昨天下午三点打的电话', { category: 'service_complaint', emotion: 'calm' }, 'diagnosis', 'empathy_first'],
  ['行，那就这样吧', { category: 'service_complaint', emotion: 'calm' }, 'closing', 'plain'],
  ['谢谢，处理得不错', { category: 'service_complaint', emotion: 'pleased' }, 'follow_up', 'plain'],
  ['火灭了，没事了', { category: 'emergency', emotion: 'calm' }, 'closing', 'plain'],
  ['我们在楼下等着', { category: 'emergency', emotion: 'calm' }, 'follow_up', 'empathy_first'],
] as const)('%s of %o at %s wants %s', (text, felt, step, tone) => {
  expect(toneByRule({ priority: 'normal', ...felt }, text, step)).toBe(tone)
})

test.each([
  ['那怎么处理', 0.5, 'plain'],
  ['那怎么处理', 0.9, 'concise'],
  ['怎么办，快点', 0.5, 'concise'],
])('%s, anxious with %d, wants %s', (text, sure, tone) => {
  const confidence = { category: 1, priority: 1, intent: 1, emotion: sure }
  const felt = { category: 'fault_repair', priority: 'normal', emotion: 'anxious', confidence } as const
  expect(toneByRule(felt, text)).toBe(tone)
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

test.each([
  ['洗衣机坏了', { emotion: 'angry' }, 'empathy_first'],
  ['', { emotion: 'angry' }, 'empathy_first'],
  ['别废话，几点到', { emotion: 'calm' }, 'concise'],
  ['没空看那么长，说重点', { emotion: 'calm' }, 'concise'],
  ['', { emotion: 'calm' }, 'plain'],
] as const)('whatever was learned, %j of %o wants %s', (text, felt, tone) => {
  expect(toneOf({ category: 'fault_repair', priority: 'normal', ...felt }, text)).toBe(tone)
})
