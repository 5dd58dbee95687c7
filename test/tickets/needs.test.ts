import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/load.ts'
import { categoryOf } from '../../src/playbook/playbook.ts'
import { type Known, missingNeeds } from '../../src/tickets/needs.ts'

const category = {
  ...categoryOf(loadPlaybook(), 'fault_repair'),
  needs: ['model', 'photo', 'contact', 'error_text'] as const,
}
const nothing: Known = { entities: {}, name: false, contact: false, photo: false }
const wanted = { ...category, needs: [...category.needs] }

test.each([
  ['nothing known', nothing, ['model', 'photo', 'contact', 'error_text']],
  ['model said', { ...nothing, entities: { model: ['XQB-80'] } }, ['photo', 'contact', 'error_text']],
  [
    'an empty list is not known',
    { ...nothing, entities: { model: [] } },
    ['model', 'photo', 'contact', 'error_text'],
  ],
  [
    'an error code answers the error text',
    { ...nothing, entities: { error_code: ['E4'] } },
    ['model', 'photo', 'contact'],
  ],
  ['all', { entities: { model: ['A'], error_code: ['E1'] }, name: true, contact: true, photo: true }, []],
])('%s', (_name, known, missing) => {
  expect(missingNeeds(wanted, known, false)).toEqual(missing)
})

test('before danger is dealt with only where and whom to call is asked', () => {
  expect(missingNeeds(wanted, nothing, true)).toEqual(['address', 'contact'])
  expect(missingNeeds(wanted, { ...nothing, contact: true }, true)).toEqual(['address'])
})
