import { describe, expect, test } from 'vitest'
import { suggest } from '../../src/scripts/suggest.ts'
import { freshMessages } from './fresh-messages.ts'
import { categories, library, unknownAtFirst } from './samples.ts'

const known = new Set(library.scripts.map(({ id }) => id))
const examples = new Set(library.scripts.flatMap((script) => script.examples))

test('the messages are fresh and what is expected of them exists', () => {
  expect(freshMessages.length).toBeGreaterThanOrEqual(60)
  expect(freshMessages.filter(({ text }) => examples.has(text))).toEqual([])
  expect(freshMessages.flatMap(({ good }) => good).filter((id) => !known.has(id))).toEqual([])
  expect(new Set(freshMessages.map(({ category }) => category))).toEqual(new Set(categories))
})

/** Of the messages, the part for which a good script is the first, and is among three. */
function recall(disturb: (message: (typeof freshMessages)[number]) => object = () => ({})): [number, number] {
  const places = freshMessages.map((message) =>
    suggest({ ...message, unavailable: unknownAtFirst, ...disturb(message) }, library).findIndex(
      ({ script }) => message.good.includes(script.id),
    ),
  )
  const part = (hits: number[]): number => hits.length / freshMessages.length
  return [part(places.filter((place) => place === 0)), part(places.filter((place) => place >= 0))]
}

/** Floors a little under what was measured (see the comment at each line). */
describe('recall on messages the library has never seen', () => {
  test('with category, step and tone understood rightly', () => {
    const [first, three] = recall()
    expect(first).toBeGreaterThanOrEqual(0.78)
    expect(three).toBeGreaterThanOrEqual(0.92)
  })

  test('with the category second in line', () => {
    const [, three] = recall(({ category }) => ({
      category: category === 'other' ? 'presales' : 'other',
      otherCategory: category,
    }))
    expect(three).toBeGreaterThanOrEqual(0.85)
  })

  test('before a plan stands, when the flow is still at discovery', () => {
    const [, three] = recall(({ step }) => ({
      step: step === 'solution' || step === 'diagnosis' ? 'discovery' : step,
    }))
    expect(three).toBeGreaterThanOrEqual(0.8)
  })
})
