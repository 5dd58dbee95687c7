import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { steps, tones } from '../../src/playbook/playbook.ts'
import { createLibrary, type Script, type ScriptEntry, slotNames } from '../../src/scripts/script.ts'
import { type Matter, suggest } from '../../src/scripts/suggest.ts'
import { categories, library, unknownAtFirst } from './samples.ts'

const matter = (over: Partial<Matter> = {}): Matter => ({
  text: '洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！',
  category: 'fault_repair',
  step: 'diagnosis',
  tone: 'empathy_first',
  unavailable: unknownAtFirst,
  ...over,
})
const idsOf = (given: Matter, count?: number): string[] =>
  suggest(given, library, count).map(({ script }) => script.id)

const anyMatter = fc.record({
  text: fc.oneof(fc.string(), fc.constantFrom('怎么还没人来', '我要退货', '你好', '漏水了', '')),
  category: fc.constantFrom(...categories, 'one_the_company_added'),
  otherCategory: fc.constantFrom(...categories),
  step: fc.constantFrom(...steps),
  tone: fc.constantFrom(...tones),
  unavailable: fc.subarray([...slotNames]),
})

describe('what is asked of it', () => {
  test('an enraged owner hears empathy first, and the three differ', () => {
    const candidates = suggest(matter(), library)
    expect(candidates).toHaveLength(3)
    expect(candidates[0]?.script.tone).toContain('empathy_first')
    expect(candidates[0]?.script.id).toBe('fault_repair.diagnosis.empathy_first.noise')
    expect(candidates[0]?.why).toEqual(['category', 'step', 'tone', 'words'])
  })

  test('every category, step and tone has three, the first in its tone when words tell nothing', () => {
    for (const category of categories)
      for (const step of steps)
        for (const tone of tones) {
          const candidates = suggest(matter({ text: '？', category, step, tone }), library)
          expect(candidates.length, `${category} ${step} ${tone}`).toBe(3)
          expect(candidates[0]?.script.tone, `${category} ${step} ${tone}`).toContain(tone)
        }
  })

  test.each(['插上电冒黑烟，一股焦味', '热水器漏电，手麻了', '煤气味很重怎么办', '水管爆了屋里全是水'])(
    'in danger nothing but what the danger asks for: %s',
    (text) => {
      for (const step of ['opening', 'discovery', 'diagnosis'] as const)
        for (const { script } of suggest(matter({ text, category: 'emergency', step }), library))
          expect(script.category).toEqual(['emergency'])
    },
  )

  test('the department’s plan goes out in a script that carries it', () => {
    const unavailable = slotNames.filter((slot) => ['result', 'words', 'phone', 'product'].includes(slot))
    const candidates = suggest(matter({ step: 'solution', unavailable, carries: 'plan' }), library)
    expect(candidates).toHaveLength(3)
    for (const { script, why } of candidates) {
      expect(script.text).toContain('{plan}')
      expect(why).toContain('carries')
    }
  })

  test('a turn of the conversation finds its answer where it is known, and no other turn’s', () => {
    const agreed = matter({ text: '成，就这么着', step: 'solution', tone: 'plain', category: 'logistics' })
    expect(idsOf({ ...agreed, intent: 'accepts' })[0]).toBe('any.solution.plain.accepted')
    expect(idsOf({ ...agreed, intent: 'rejects' })[0]).toBe('any.solution.plain.rejected')
    expect(idsOf({ ...agreed, intent: 'new_request' })).not.toContain('any.solution.plain.accepted')
  })

  test('the first serves the step and the tone, whatever the words resemble', () => {
    for (const step of steps)
      for (const tone of tones) {
        const [first] = suggest(matter({ text: '催一下，还要多久', step, tone }), library)
        expect([first?.script.step, first?.script.tone.includes(tone)], `${step} ${tone}`).toEqual([
          step,
          true,
        ])
      }
  })

  test('what is arranged and urged finds where it stands', () => {
    const urged = matter({
      text: '师傅怎么还没到',
      step: 'follow_up',
      category: 'installation',
      intent: 'urges',
    })
    for (const tone of tones) {
      const [first] = idsOf({ ...urged, tone })
      expect(first).toBe(`any.follow_up.${tone}.progress`)
    }
  })

  test('the likely second category is heard too', () => {
    const given = matter({ text: '退款怎么还没到账', category: 'account_order', tone: 'plain' })
    expect(idsOf(given).filter((id) => id.startsWith('return_exchange'))).toEqual([])
    expect(idsOf({ ...given, otherCategory: 'return_exchange' })[0]).toMatch(/^return_exchange.*refund/)
  })

  test('no more than asked for', () => {
    expect(idsOf(matter(), 1)).toHaveLength(1)
    expect(idsOf(matter(), 5)).toHaveLength(5)
    expect(idsOf(matter(), 0)).toEqual([])
  })
})

describe('always', () => {
  test('none automatic, none that cannot be filled, none of a foreign category, none twice', () => {
    fc.assert(
      fc.property(anyMatter, (given) => {
        const scripts = suggest(given, library).map(({ script }) => script)
        for (const script of scripts) {
          expect(script.automatic).toBeUndefined()
          expect(script.slots.filter((slot) => given.unavailable.includes(slot))).toEqual([])
          expect(
            script.category.some((code) => ['any', given.category, given.otherCategory].includes(code)),
          ).toBe(true)
        }
        expect(new Set(scripts.map(({ text }) => text)).size).toBe(scripts.length)
        expect(suggest(given, library).map(({ script }) => script.id)).toEqual(scripts.map(({ id }) => id))
      }),
    )
  })

  test('the upset are soothed first whatever they say', () => {
    fc.assert(
      fc.property(anyMatter, (given) => {
        const [first] = suggest({ ...given, tone: 'empathy_first', unavailable: [] }, library)
        expect(first?.script.tone).toContain('empathy_first')
      }),
    )
  })
})

describe('a small library', () => {
  const entry = (over: Partial<ScriptEntry>): ScriptEntry => ({
    id: 'other.discovery.plain.x',
    title: '甲',
    category: ['other'],
    step: 'discovery',
    tone: ['plain'],
    class: 'consultation',
    text: '甲乙丙丁戊己庚辛',
    examples: ['一', '二', '三', '四'],
    ...over,
  })
  const find = (entries: ScriptEntry[], over: Partial<Matter> = {}): Script[] =>
    suggest(
      matter({ text: '一', category: 'other', step: 'discovery', tone: 'plain', ...over }),
      createLibrary(entries, new Map()),
    ).map(({ script }) => script)

  test('the same wording is offered once', () => {
    const twin = entry({ id: 'other.discovery.plain.y', text: '甲乙丙丁戊己庚壬' })
    const stranger = entry({ id: 'other.discovery.plain.z', text: '子丑寅卯辰巳午未' })
    expect(find([entry({}), twin, stranger]).map(({ id }) => id)).toEqual([
      'other.discovery.plain.x',
      'other.discovery.plain.z',
    ])
  })

  test('to a customer who reads English only what has an English wording is suggested', () => {
    const entries = [entry({}), entry({ id: 'other.discovery.plain.y', text: '子丑寅卯辰巳午未' })]
    const english = new Map([['other.discovery.plain.y', { title: 'y', text: 'Which one is it?' }]])
    const given = matter({ text: 'one', category: 'other', step: 'discovery', tone: 'plain', locale: 'en' })
    const found = suggest(given, createLibrary(entries, english)).map(({ script }) => script.id)
    expect(found).toEqual(['other.discovery.plain.y'])
  })

  test('with nothing that fits there is no suggestion', () => {
    expect(find([])).toEqual([])
    expect(find([entry({ category: ['presales'] })])).toEqual([])
    expect(find([entry({ text: '{plan}' })])).toEqual([])
    expect(find([entry({ automatic: 'busy' })])).toEqual([])
  })

  test('where nothing soothes, the best is shown all the same', () => {
    expect(find([entry({})], { tone: 'empathy_first' })).toHaveLength(1)
  })
})
