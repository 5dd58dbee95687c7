import { expect, test } from 'vitest'
import { corpusFaults } from '../../scripts/corpus-check.ts'

test('the corpus is labelled, large and varied enough, and what figures are taken on is not learned from', () => {
  expect(corpusFaults()).toEqual([])
})
