import { expect, test } from 'vitest'
import { affirmsDanger } from '../../src/language/danger-answer.ts'
import { understand } from '../../src/language/understand.ts'

test.each([
  ['有', '请问有没有冒烟?', true],
  ['有啊', '能闻到焦味吗?', true],
  ['是的', '您摸外壳手会麻吗?', true],
  ['没有', '火灭了吗?', true],
  ['没有', '请问有没有冒烟?', false],
  ['有点吵', '请问声音大吗?', false],
  ['有,我昨天下单的那个白色的还没发', '有没有冒烟?', false],
  ['灭了', '火灭了吗?', false],
  ['', '有没有冒烟?', false],
])('%j to %j: %j', (answer, said, danger) => {
  expect(affirmsDanger(answer, said)).toBe(danger)
})

test('a yes to a danger the agent asked about is one', () => {
  expect(understand('有', { agentSaid: '空调有没有冒烟？' })).toMatchObject({
    category: 'emergency',
    priority: 'critical',
  })
})
