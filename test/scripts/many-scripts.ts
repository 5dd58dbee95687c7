import type { Experience, Tally } from '../../src/scripts/experience.ts'
import { withExperience } from '../../src/scripts/learnt.ts'
import { createLibrary, type ScriptEntry, type ScriptLibrary } from '../../src/scripts/script.ts'
import { sendable } from './samples.ts'

const nth = <Value>(list: readonly Value[], at: number): Value => {
  const value = list[at % list.length]
  if (value === undefined) throw new Error('the library is empty')
  return value
}

/** Ten thousand scripts with the shipped words crossed, half of them for any category. */
function manyEntries(): ScriptEntry[] {
  return Array.from({ length: 10_000 }, (_, at): ScriptEntry => {
    const [own, other] = [nth(sendable, at), nth(sendable, at * 7919)]
    const { slots: _slots, ...entry } = own
    return {
      ...entry,
      id: `${own.id}_${at}`,
      category: at % 2 === 0 ? own.category : ['any'],
      text: `${own.text}${other.title}`,
      examples: own.examples.map(
        (example, place) => example.slice(0, 8) + nth(other.examples, place).slice(4),
      ),
    }
  })
}

/** Every script approved twice, for messages of some thirty characters each: as much as is ever looked at. */
function manyDecisions(entries: readonly ScriptEntry[]): Experience {
  const examples = entries.flatMap(({ id }, at) =>
    [1, 2].map((turn) => {
      const [one, other] = [nth(sendable, at * 31 + turn), nth(sendable, at * 53 + turn)]
      return { script: id, text: nth(one.examples, at) + nth(other.examples, turn) + String(at) }
    }),
  )
  const tallies = entries.map(
    ({ id, category }): Tally => ({
      script: id,
      category: category[0] ?? '',
      approved: 2,
      edited: 0,
      dismissed: 0,
      liked: 1,
      disliked: 0,
      latestAt: new Date('2026-11-18T10:00:00+08:00'),
    }),
  )
  return { tallies, examples }
}

/** A library of 10,000 scripts with 20,000 decisions on them. */
export function experiencedLibrary(): ScriptLibrary {
  const entries = manyEntries()
  return withExperience(createLibrary(entries, new Map()), manyDecisions(entries))
}
