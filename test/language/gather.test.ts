import { expect, it } from 'vitest'
import { featureBits, gathered, placeOf } from '../../src/language/gather.ts'

it('keeps the greatest value of a feature, where it came first', () => {
  const { at, value } = gathered((into) => {
    into.add('a:', 'one', 1)
    into.add('a:', 'other', 2)
    into.add('a:', 'one', 3)
    into.add('a:', 'other', 1)
    into.add('a:', 'none', 0)
  })
  expect([...at]).toEqual([placeOf('a:', 'one'), placeOf('a:', 'other')])
  expect([...value]).toEqual([3, 2])
})

it('is a name by prefix and name together', () => {
  expect(placeOf('a:', 'one')).toBe(placeOf('', 'a:one'))
  expect(placeOf('a:', 'one')).not.toBe(placeOf('a:', 'two'))
})

it('notes each run of one to three characters once and gives all the same value', () => {
  const { at, value } = gathered((into) => {
    into.noteRuns('退退货')
    into.share(3)
  })
  expect([...at]).toEqual(['退', '货', '退退', '退货', '退退货'].map((run) => placeOf('', run)))
  expect([...value]).toEqual(Array.from({ length: 5 }, () => Math.fround(3 / Math.sqrt(5))))
})

it('keeps the parts of a text apart', () => {
  const { at, value } = gathered((into) => {
    into.add('', 'one', 1)
    into.part()
    into.add('', 'one', 2)
    into.add('', 'one', 3)
  })
  expect([...at]).toEqual([placeOf('', 'one'), placeOf('', 'one')])
  expect([...value]).toEqual([1, 3])
})

it('holds nothing of the text before, however long that was', () => {
  const long = Array.from({ length: 20_000 }, (_, at) => String.fromCharCode(0x4e00 + at)).join('')
  const places = new Set(Array.from(long, (character) => placeOf('', character)))
  const alone = gathered((into) => {
    for (const character of long) into.add('', character, 1)
  })
  expect(new Set(alone.at)).toEqual(places)
  expect(alone.at).toHaveLength(places.size)
  expect(gathered((into) => into.add('', '退', 1)).at).toHaveLength(1)
})

it('has a place for everything', () => {
  expect(placeOf('', '退货')).toBeLessThan(1 << featureBits)
})
