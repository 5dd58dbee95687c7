import { expect, test } from 'vitest'
import { type Facts, missingNeeds } from '../../src/playbook/needs.ts'
import type { Need } from '../../src/playbook/playbook.ts'

const wanted: { needs: Need[] } = { needs: ['model', 'photo', 'contact', 'error_text'] }

test.each<[string, Facts, Need[]]>([
  ['nothing known', {}, ['model', 'photo', 'contact', 'error_text']],
  ['model said', { model: ['XQB-80'] }, ['photo', 'contact', 'error_text']],
  ['an empty list is not known', { model: [] }, ['model', 'photo', 'contact', 'error_text']],
  ['an error code answers the error text and the picture', { error_code: ['E4'] }, ['model', 'contact']],
  ['so do the words on the screen', { error_text: ['网络异常'] }, ['model', 'contact']],
  ['a picture shows the error', { photo: ['1'] }, ['model', 'contact']],
  ['all', { model: ['A'], error_code: ['E1'], contact: ['a@b.cn'], photo: ['1'] }, []],
])('%s', (_name, facts, missing) => {
  expect(missingNeeds(wanted, facts, false)).toEqual(missing)
})

test('before danger is dealt with only where and whom to call is asked', () => {
  expect(missingNeeds(wanted, {}, true)).toEqual(['address', 'contact'])
  expect(missingNeeds(wanted, { contact: ['138****0000'] }, true)).toEqual(['address'])
})
