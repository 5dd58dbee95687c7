import { describe, expect, test } from 'vitest'
import { type Experience, nothingYet, type Tally } from '../../src/scripts/experience.ts'
import { withExperience } from '../../src/scripts/learnt.ts'
import { createLibrary, type ScriptEntry } from '../../src/scripts/script.ts'
import { type Candidate, type Matter, suggest } from '../../src/scripts/suggest.ts'

const entry = (word: string, over: Partial<ScriptEntry> = {}): ScriptEntry => ({
  id: `logistics.solution.plain.${word}`,
  title: word,
  category: ['logistics'],
  step: 'solution',
  tone: ['plain'],
  class: 'after_sales',
  text: '甲乙丙丁戊己庚辛',
  examples: ['一', '二', '三', '四'],
  ...over,
})
const entries = [
  entry('first'),
  entry('second', { text: '子丑寅卯辰巳午未' }),
  entry('third', { text: '天地玄黄宇宙洪荒' }),
]
const library = createLibrary(entries, new Map())
const [first = '', second = '', third = ''] = entries.map(({ id }) => id)

const matter = (over: Partial<Matter> = {}): Matter => ({
  text: '驿站说没有我的包裹',
  category: 'logistics',
  step: 'solution',
  tone: 'plain',
  unavailable: [],
  ...over,
})
const nobody = { approved: 0, edited: 0, dismissed: 0, liked: 0, disliked: 0 }
const tally = (script: string, over: Partial<Tally>): Tally => ({
  script,
  category: 'logistics',
  ...nobody,
  latestAt: new Date('2026-11-18T10:00:00+08:00'),
  ...over,
})
const knowing = (experience: Partial<Experience>, over: Partial<Matter> = {}): Candidate[] =>
  suggest(matter(over), withExperience(library, { ...nothingYet, ...experience }))
const idsOf = (candidates: Candidate[]): string[] => candidates.map(({ script }) => script.id)

describe('the standing of a script in a category', () => {
  const standingOf = (over: Partial<Tally>): number =>
    withExperience(library, { tallies: [tally(first, over)], examples: [] }).learnt?.standing(
      'logistics',
    )?.[0] ?? 0

  test.each([
    ['nothing decided', {}, 0, 0],
    ['one approval is little', { approved: 1 }, 0.1, 0.3],
    ['many are much', { approved: 40 }, 0.85, 1],
    ['one dismissal is little', { dismissed: 1 }, -0.3, -0.1],
    ['many are much', { dismissed: 40 }, -1, -0.85],
    ['sent changed is neither', { edited: 40 }, 0, 0],
    ['sent changed makes approvals doubtful', { approved: 5, edited: 40 }, 0.01, 0.2],
    ['approved and dismissed alike', { approved: 20, dismissed: 20 }, 0, 0],
    ['approved by agents and disliked by customers', { approved: 10, disliked: 10 }, -1, -0.01],
    ['a dislike now and then is no verdict', { approved: 20, liked: 5, disliked: 1 }, 0.5, 1],
  ])('%s: %o', (_name, over, least, most) => {
    expect(standingOf(over)).toBeGreaterThanOrEqual(least)
    expect(standingOf(over)).toBeLessThanOrEqual(most)
  })

  test('where everything is approved, being approved says nothing', () => {
    const standings = (approved: number): number[] => {
      const tallies = entries.map(({ id }, nth) => tally(id, { approved: nth === 0 ? 60 : approved }))
      return [...(withExperience(library, { tallies, examples: [] }).learnt?.standing('logistics') ?? [])]
    }
    for (const standing of standings(60)) expect(Math.abs(standing)).toBeLessThan(0.2)
    const [best = 0, other = 1] = standings(0)
    expect(best).toBeGreaterThan(0.8)
    expect(other).toBe(0)
  })

  test('what customers liked stands higher', () => {
    expect(standingOf({ approved: 10, liked: 8 })).toBeGreaterThan(standingOf({ approved: 10 }))
  })
})

describe('ranking', () => {
  test('without experience the library’s order decides between equals', () => {
    expect(idsOf(knowing({}))).toEqual([first, second, third])
    expect(knowing({}).flatMap(({ why }) => why)).not.toContain('approved')
  })

  test('what was approved rises and says why, what was turned down sinks', () => {
    const tallies = [tally(first, { dismissed: 5 }), tally(third, { approved: 5 })]
    const candidates = knowing({ tallies })
    expect(idsOf(candidates)).toEqual([third, second, first])
    expect(candidates.map(({ why }) => why.includes('approved'))).toEqual([true, false, false])
  })

  test('only in the category where it was decided', () => {
    const tallies = [tally(third, { approved: 50, category: 'account_order' })]
    expect(idsOf(knowing({ tallies }))).toEqual([first, second, third])
  })

  test('the best standing does not outweigh step or tone', () => {
    const odd = [
      entry('own', { tone: ['plain'] }),
      entry('other_tone', { text: '子丑寅卯辰巳午未', tone: ['concise'] }),
      entry('other_step', { text: '天地玄黄宇宙洪荒', step: 'closing' }),
    ]
    const tallies = [
      tally('logistics.solution.plain.own', { dismissed: 1_000 }),
      tally('logistics.solution.plain.other_tone', { approved: 1_000, liked: 1_000 }),
      tally('logistics.solution.plain.other_step', { approved: 1_000, liked: 1_000 }),
    ]
    const learnt = withExperience(createLibrary(odd, new Map()), { tallies, examples: [] })
    expect(suggest(matter(), learnt)[0]?.script.id).toBe('logistics.solution.plain.own')
  })

  test('a message like one it was approved for finds it, another one does not', () => {
    const examples = [{ script: third, text: '驿站查不到我的包裹' }]
    expect(idsOf(knowing({ examples }))[0]).toBe(third)
    expect(knowing({ examples })[0]?.why).toContain('approved')
    const other = knowing({ examples }, { text: '运费怎么算' })
    expect(idsOf(other)).toEqual([first, second, third])
    expect(other[0]?.why).not.toContain('approved')
  })

  test('an example it ships with, a script that is gone, a thirty-first message: none of them counts', () => {
    const many = Array.from({ length: 40 }, (_, nth) => ({ script: third, text: `运费怎么算${nth}` }))
    const late = { script: third, text: '驿站查不到我的包裹' }
    expect(idsOf(knowing({ examples: [...many, late] }))[0]).toBe(first)
    expect(idsOf(knowing({ examples: [late, ...many] }))[0]).toBe(third)
    const tallies = [tally('logistics.solution.plain.gone', { approved: 9 })]
    const gone = [{ script: 'logistics.solution.plain.gone', text: '驿站查不到我的包裹' }]
    expect(idsOf(knowing({ tallies, examples: gone }))).toEqual([first, second, third])
    const shipped = knowing({ examples: [{ script: third, text: '一' }] }, { text: '一' })
    expect(shipped.flatMap(({ why }) => why)).not.toContain('approved')
  })
})
