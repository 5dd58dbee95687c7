import { expect, test } from 'vitest'
import { wordingFaults } from '../../src/scripts/wording.ts'
import { library } from './samples.ts'

test.each([
  ['{greeting}，{deadline} 前给您答复。', []],
  ['{greeting}，{dedline} 前答复{}。', ['slot {dedline}', 'slot {}']],
  ['{greeting，您好', ['brace ']],
  ['请联系 138****5678', ['hidden ']],
  ['我们会尽快处理', ['word 尽快']],
])('%s: %j', (text, faults) => {
  const found = wordingFaults(text, library.voice)
  expect(found.map(({ kind, values }) => `${kind} ${values.slot ?? values.word ?? ''}`)).toEqual(faults)
})

test('no shipped script has a fault', () => {
  const faulty = library.scripts.filter(({ text }) => wordingFaults(text, library.voice).length > 0)
  expect(faulty.map(({ id }) => id)).toEqual([])
})
