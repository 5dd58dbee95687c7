import { expect, test } from 'vitest'
import { featureBits } from '../../src/language/gather.ts'
import { placesIn, rowOf, rowsFor } from '../../src/language/rows.ts'

const last = (1 << featureBits) - 1

test.each<{ what: string; places: number[] }>([
  { what: 'none', places: [] },
  { what: 'the first and the last', places: [0, last] },
  { what: 'a whole word of bits', places: Array.from({ length: 32 }, (_, bit) => 64 + bit) },
  { what: 'both ends of a word', places: [32, 63, 64, 95] },
  { what: 'every thousandth', places: Array.from({ length: 1_000 }, (_, nth) => nth * 1_000) },
])('each feature finds its row and no other: $what', ({ places }) => {
  const rows = rowsFor(places)
  expect([...placesIn(rows)]).toEqual(places)
  expect(places.map((place) => rowOf(rows, place))).toEqual([...places.keys()])
  const strangers = places.flatMap((place) => [place - 1, place + 1]).filter((one) => !places.includes(one))
  expect(strangers.filter((place) => place >= 0 && place <= last && rowOf(rows, place) !== -1)).toEqual([])
})
