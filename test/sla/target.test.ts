import { expect, test } from 'vitest'
import { isElapsed, lengthOf, parseTarget } from '../../src/sla/target.ts'

test.each([
  ['15m', { amount: 15, unit: 'm' }, 900_000, true],
  ['24h', { amount: 24, unit: 'h' }, 86_400_000, true],
  ['90wm', { amount: 90, unit: 'wm' }, 5_400_000, false],
  ['4wh', { amount: 4, unit: 'wh' }, 14_400_000, false],
  ['3wd', { amount: 3, unit: 'wd' }, 86_400_000, false],
])('%s', (text, target, length, elapsed) => {
  expect(parseTarget(text)).toEqual(target)
  expect(lengthOf(text)).toBe(length)
  expect(isElapsed(text)).toBe(elapsed)
})

test.each(['', '15', 'm', '1.5h', '-3wd', '3 wd', '3WD', '3d', '15m '])('"%s" is refused', (text) => {
  expect(() => parseTarget(text)).toThrow(`"${text}" is not a length such as 15m`)
  expect(() => lengthOf(text)).toThrow(RangeError)
})
