import { expect, test } from 'vitest'
import { featuresOf } from '../../src/language/features.ts'
import { matterOf } from '../../src/language/matter.ts'
import { normalise } from '../../src/language/normalise.ts'
import { talkFeatures } from '../../src/language/topic.ts'
import { loadModels } from '../../src/language/weights.ts'
import { listen, type Turn, talkOf } from '../../src/scripts/listen.ts'

const customer = (text: string): Turn => ({ from: 'customer', text })
const agent = (text: string): Turn => ({ from: 'agent', text })

test.each<{ turns: Turn[] }>([
  { turns: [customer('冰箱不制冷')] },
  { turns: [customer('冰箱不制冷，'.repeat(200))] },
  { turns: [customer('冰箱不制冷'), agent('请问型号？'), customer('BCD-412'), customer('三年了')] },
  { turns: [agent('您好，'.repeat(150)), customer('不制冷，'.repeat(150)), customer('还漏水')] },
])('a talk that is learned from is the talk that is heard, however long (%#)', ({ turns }) => {
  const heard = listen(turns, { models: loadModels(), today: '2026-11-22' })
  expect(talkOf(turns)).toEqual({ own: heard.all, both: heard.dialogue })
})

test('without an agent a talk is one long message', () => {
  const talk = talkOf([customer('冰箱不制冷'), customer('三年了')])
  expect(talkFeatures(talk)).toEqual(featuresOf(matterOf(normalise('冰箱不制冷\n三年了'))))
})

test('a matter that only the agent names is heard', () => {
  const heard = listen([agent('您好，您的快递显示在派送中，请问是要催件吗'), customer('嗯')], {
    models: loadModels(),
    today: '2026-11-22',
  })
  expect(heard.understanding.category).toBe('logistics')
})
