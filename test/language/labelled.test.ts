import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { entitiesIn } from '../../src/language/entities/entities.ts'
import { findPersonal, inCodePoints, type SpanType } from '../../src/language/personal/mask.ts'
import type { Entities } from '../../src/language/understanding.ts'

const corpus = new URL('../../src/language/corpus/', import.meta.url)
const rowsOf = <Row>(file: string): Row[] =>
  readFileSync(new URL(file, corpus), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): Row => JSON.parse(line))

/** Found, said and meant, by kind. */
class Tally {
  readonly #counts = new Map<string, { hit: number; said: number; meant: number }>()
  add(kind: string, said: readonly string[], meant: readonly string[]): void {
    const one = this.#counts.get(kind) ?? { hit: 0, said: 0, meant: 0 }
    one.hit += said.filter((value) => meant.includes(value)).length
    one.said += said.length
    one.meant += meant.length
    this.#counts.set(kind, one)
  }
  below(share: number): string[] {
    return [...this.#counts]
      .filter(([, { hit, said, meant }]) => hit < share * Math.max(said, meant))
      .map(([kind, { hit, said, meant }]) => `${kind}: ${hit} right of ${said} found and ${meant} meant`)
  }
}

interface Span {
  type: SpanType
  start: number
  end: number
}

test('what was labelled as personal is found, and little else', () => {
  const tally = new Tally()
  for (const { text, spans } of rowsOf<{ text: string; spans: Span[] }>('personal.jsonl')) {
    const found = inCodePoints(text, findPersonal(text))
    for (const type of new Set([...spans, ...found].map((span) => span.type))) {
      const places = (all: readonly Span[]): string[] =>
        all.filter((span) => span.type === type).map(({ start, end }) => `${start}-${end}`)
      tally.add(type, places(found), places(spans))
    }
  }
  expect(tally.below(0.93)).toEqual([])
})

test('the facts that were labelled are found, and little else', () => {
  const tally = new Tally()
  const rows = rowsOf<{ text: string; today: string; entities: Entities }>('entities.jsonl')
  for (const { text, today, entities } of rows)
    for (const [kind, values] of Object.entries(entitiesIn(text, { today })))
      tally.add(kind, values, entities[kind as keyof Entities])
  expect(tally.below(0.96)).toEqual([])
})
