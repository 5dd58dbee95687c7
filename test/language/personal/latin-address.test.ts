import { expect, test } from 'vitest'
import { passageOf } from '../../../src/language/cues.ts'
import { findLatinAddresses } from '../../../src/language/personal/latin-address.ts'

const addressesIn = (text: string): string[] =>
  findLatinAddresses(passageOf(text)).map(({ start, end }) => text.slice(start, end))

test.each([
  [
    'address: Room 1203, No. 88 Century Avenue, Pudong, Shanghai，thanks',
    'Room 1203, No. 88 Century Avenue, Pudong, Shanghai',
  ],
  [
    'Ship to Building 6, 1288 Zuchongzhi Road, Pudong New Area, Shanghai 201203',
    'Building 6, 1288 Zuchongzhi Road, Pudong New Area, Shanghai 201203',
  ],
])('%s', (text, address) => {
  expect(addressesIn(text)).toEqual([address])
})

test.each(['Abbey Road 这张唱片', 'order 1288 road bike', 'Room 1203 太热'])('no address: %s', (text) => {
  expect(addressesIn(text)).toEqual([])
})
