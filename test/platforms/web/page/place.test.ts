import { expect, test } from 'vitest'
import { formatPlace, parsePlace } from '../../../../src/platforms/web/page/place.ts'

test.each([
  ['', {}],
  ['#', {}],
  ['#desk', { channel: 'desk' }],
  ['#desk/SR20261122003', { channel: 'desk', ticket: 'SR20261122003' }],
  ['#/SR20261122003', { ticket: 'SR20261122003' }],
  ['#a%2Fb/c%23d', { channel: 'a/b', ticket: 'c#d' }],
  ['#%E0%A4%A/SR1', { ticket: 'SR1' }],
])('%s leads to %j', (hash, place) => {
  expect(parsePlace(hash)).toEqual(place)
})

test.each([
  [{}],
  [{ channel: 'after_sales_tech' }],
  [{ channel: 'a/b', ticket: 'SR 1#2' }],
  [{ ticket: 'SR1' }],
])('%j comes back as it went', (place) => {
  expect(parsePlace(formatPlace(place))).toEqual(place)
})
