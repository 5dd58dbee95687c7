import { expect, test } from 'vitest'
import { pauseBefore } from '../../../../src/platforms/web/page/backoff.ts'

test.each([
  [1, 0, 750],
  [1, 1, 1000],
  [2, 1, 2000],
  [5, 1, 16_000],
  [6, 1, 30_000],
  [50, 1, 30_000],
  [50, 0, 22_500],
])('before try %i, by chance %d: %i ms', (attempt, chance, ms) => {
  expect(pauseBefore(attempt, chance)).toBe(ms)
})
