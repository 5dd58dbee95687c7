import { expect, test } from 'vitest'
import { nextAddress } from '../../../../src/platforms/web/page/next-address.ts'

const origin = 'https://desk.example'

test.each([
  ['/desk?seat=a#ticket=1', 'https://desk.example/desk?seat=a#ticket=1'],
  // Stays here, whatever it looks like: the whole address names the site.
  ['/..//evil.example/x', 'https://desk.example//evil.example/x'],
  ['/.//evil.example', 'https://desk.example//evil.example'],
  ['//evil.example/x', undefined],
  ['/\\evil.example', undefined],
  ['/\t/evil.example', undefined],
  ['https://evil.example/', undefined],
  ['javascript:alert(1)', undefined],
  ['//[', undefined],
  ['', undefined],
  [null, undefined],
])('after signing in %j leads to %s', (next, address) => {
  expect(nextAddress(next, origin)).toBe(address)
})
