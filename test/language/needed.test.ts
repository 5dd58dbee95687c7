import { expect, it } from 'vitest'
import { neededBy } from '../../src/language/needed.ts'

it.each<[RegExp, string | undefined]>([
  [/退/, '退'],
  [/退货/, '退'],
  [/退?货/, '货'],
  [/退*货+/, '货'],
  [/退{0,2}货{1,2}/, '货'],
  [/退款|换/, '退换'],
  [/退款|/, undefined],
  [/(?:退|换)货?/, '退换'],
  [/(?:退|换)?/, undefined],
  [/[退换]/, '退换'],
  [/[^退换]/, undefined],
  [/[a-c]/, 'abc'],
  [/[a-c\d-]/, 'abc0123456789-'],
  [/[一-鿿]/, undefined],
  [/\d/, '0123456789'],
  [/\w\s\b\p{L}/u, undefined],
  [/\u4e00/, '一'],
  [/\./, '.'],
  [/.$/, undefined],
  [/(.)不\1/, '不'],
  [/(?=退).{3}/, '退'],
  [/(?!退).{3}/, undefined],
  [/(?<=退)./, '退'],
  [/(?<!退)./, undefined],
  [/(?<one>退)\k<one>/, '退'],
  [/[😡]/u, '😡'],
  [/退/i, undefined],
  // The rarer of two.
  [/[退换]货/, '货'],
  [/不退/, '退'],
])('%s needs one of %s', (pattern, units) => {
  expect(neededBy(pattern)).toEqual(units === undefined ? undefined : new Set(units.split('')))
})
