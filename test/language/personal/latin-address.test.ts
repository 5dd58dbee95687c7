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
  [
    'attn: Stephanie Wu, addr: Rm 2205, Tower 1, IFS, No.1 Section 3 Hongxing Road, Jinjiang District, Chengdu',
    'Rm 2205, Tower 1, IFS, No.1 Section 3 Hongxing Road, Jinjiang District, Chengdu',
  ],
  ['Unit 5, 27 Harbour Drive, Docklands VIC 3008，海运', 'Unit 5, 27 Harbour Drive, Docklands VIC 3008'],
  ['寄 88 Jalan Besar #05-12, Singapore 208895', '88 Jalan Besar #05-12, Singapore 208895'],
  ['Tianhe Lu 208 Hao, Tianhe Qu, Guangzhou', 'Tianhe Lu 208 Hao, Tianhe Qu, Guangzhou'],
])('%s', (text, address) => {
  expect(addressesIn(text)).toEqual([address])
})

test.each(['Abbey Road 这张唱片', 'order 1288 road bike', 'Room 1203 太热', 'Galaxy 24 on Road Bike 5'])(
  'no address: %s',
  (text) => {
    expect(addressesIn(text)).toEqual([])
  },
)
