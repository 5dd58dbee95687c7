import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alikeAny, groupsOf } from '../../src/scripts/alike.ts'
import { likeness, pairsOf } from '../../src/scripts/traits.ts'

const said = '只有一边响，多半是网罩堵了，请轻刷网罩再配对一次'

test.each([
  [
    [said, `${said}。`, '发票三天内开好'],
    [[0, 1], [2]],
  ],
  [
    ['', '好', said],
    [[0], [1], [2]],
  ],
  [[], []],
])('%j falls into %j', (texts, groups) => {
  expect(groupsOf(texts, 0.75)).toEqual(groups)
})

test('the short way finds what comparing everything finds: nobody alone who is like a first one', () => {
  const text = fc.array(fc.constantFrom(...Array.from('网罩堵了轻刷一边响配对')), {
    minLength: 2,
    maxLength: 14,
  })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), fc.constantFrom(0.5, 0.75), (drawn, gate) => {
      const texts = drawn.map((letters) => letters.join(''))
      const groups = groupsOf(texts, gate)
      expect(groups.flat().toSorted((one, other) => one - other)).toEqual(texts.map((_, at) => at))
      const alike = (one = 0, other = 0): boolean =>
        likeness(pairsOf(texts[one] ?? ''), pairsOf(texts[other] ?? '')) > gate
      for (const [leader, ...rest] of groups) for (const at of rest) expect(alike(leader, at)).toBe(true)
      const leaders = groups.map(([leader]) => leader)
      for (const [nth, leader] of leaders.entries())
        expect(leaders.slice(0, nth).some((earlier) => alike(earlier, leader))).toBe(false)
    }),
  )
})

test.each([
  [`${said}。`, true],
  ['只有一边响', false],
  ['', false],
])('%s is like it: %s', (text, alike) => {
  expect(alikeAny([said], 0.5)(text)).toBe(alike)
})
