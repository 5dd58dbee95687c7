import { expect, test } from 'vitest'
import { fill, type SlotValues } from '../../src/scripts/fill.ts'

const cases: [name: string, text: string, values: SlotValues, filled: string, missing: string[]][] = [
  [
    'fills',
    '{greeting}，单号 {number}。',
    { greeting: '王女士，您好', number: 'SR1' },
    '王女士，您好，单号 SR1。',
    [],
  ],
  ['fills a slot twice', '{team}和{team}', { team: '云居' }, '云居和云居', []],
  [
    'leaves what is not known',
    '请发{ask}，{deadline} 前',
    { deadline: '今天' },
    '请发{ask}，今天 前',
    ['ask'],
  ],
  ['names a missing slot once', '{ask}、{ask}', {}, '{ask}、{ask}', ['ask']],
  ['takes an empty value as unknown', '{department}', { department: ' ' }, '{department}', ['department']],
  ['never expands a value', '“{words}”，{agent}', { words: '{agent}', agent: '李敏' }, '“{agent}”，李敏', []],
  ['puts replacement patterns in literally', '{words}', { words: '$& $1 $$' }, '$& $1 $$', []],
  ['leaves braces that are no slot', '{ 你好 } {}', {}, '{ 你好 } {}', []],
]

test.each(cases)('%s', (_name, text, values, filled, missing) => {
  expect(fill(text, values)).toEqual({ text: filled, missing })
})

test('takes nothing from the prototype', () => {
  expect(fill('{constructor}', {}).text).toBe('{constructor}')
})
