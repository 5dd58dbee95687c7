import { describe, expect, test } from 'vitest'
import { type Step, steps, tones } from '../../src/playbook/playbook.ts'
import { fill } from '../../src/scripts/fill.ts'
import { slotNames } from '../../src/scripts/script.ts'
import { automaticKinds, slotsOf } from '../../src/scripts/vocabulary.ts'
import { automatic, categories, library, sendable, values } from './samples.ts'

const ids = (scripts: readonly { id: string }[]): string[] => scripts.map(({ id }) => id)
const filled = (script: (typeof sendable)[number]): string => fill(script.text, values).text
const length = (text: string): number => Array.from(text).length

/** Steps for which a category has words of its own in every tone. */
const diagnosed: [string, Step[]][] = categories.map((category) => [
  category,
  ['usage_inquiry', 'value_added', 'remote_assist', 'suggestion', 'presales', 'other'].includes(category)
    ? ['discovery', 'solution', 'follow_up']
    : ['discovery', 'diagnosis', 'solution', 'follow_up'],
])

describe('the shipped library', () => {
  test('is large enough', () => {
    expect(library.scripts.length).toBeGreaterThanOrEqual(130)
    expect(sendable.length).toBeGreaterThanOrEqual(120)
  })

  test.each(diagnosed)('%s has its own words in every tone for %j', (category, needed) => {
    const gaps = needed.flatMap((step) =>
      tones.filter(
        (tone) =>
          !sendable.some(
            (script) =>
              script.category.includes(category) && script.step === step && script.tone.includes(tone),
          ),
      ),
    )
    expect(gaps).toEqual([])
    expect(sendable.some((script) => script.category.includes(category) && script.step === 'closing')).toBe(
      true,
    )
  })

  test('every step and tone has words for any category', () => {
    for (const step of steps)
      for (const tone of tones)
        expect(
          sendable.filter(
            (script) => script.category.includes('any') && script.step === step && script.tone.includes(tone),
          ),
          `${step} ${tone}`,
        ).not.toEqual([])
  })

  test.each(categories)('%s has at least three scripts that need nothing uncertain', (category) => {
    const uncertain = ['ask', 'plan', 'result', 'product', 'order_no', 'words', 'phone', 'customer']
    const ready = sendable.filter(
      (script) =>
        script.category.includes(category) && !script.slots.some((slot) => uncertain.includes(slot)),
    )
    expect(ready.length).toBeGreaterThanOrEqual(3)
  })

  test('speaks both languages and English opens no slot of its own', () => {
    for (const script of library.scripts) {
      const english = library.textOf(script, 'en')
      expect(english, script.id).not.toMatch(/\p{Script=Han}/u)
      expect(library.titleOf(script, 'en'), script.id).not.toMatch(/\p{Script=Han}/u)
      expect(script.slots, script.id).toEqual(expect.arrayContaining(slotsOf(english)))
    }
  })

  test('no example stands in two scripts of one category, step and tone', () => {
    const owners = new Map<string, string>()
    const doubles: string[] = []
    for (const script of sendable)
      for (const example of script.examples) {
        const key = [script.category.join(), script.step, script.tone.join(), example].join('|')
        if (owners.has(key)) doubles.push(`${owners.get(key)} ${script.id} ${example}`)
        owners.set(key, script.id)
      }
    expect(doubles).toEqual([])
  })
})

describe('every text', () => {
  test('is filled without a brace, a doubled salutation or a doubled 您', () => {
    for (const script of library.scripts)
      for (const greeting of ['您好', values.greeting])
        for (const locale of ['zh-CN', 'en'] as const) {
          const { text, missing } = fill(library.textOf(script, locale), { ...values, greeting })
          expect(missing, script.id).toEqual([])
          expect(text, script.id).not.toMatch(/[{}]|您好[\s\S]*您好|您您|您，您好|。。|，，|，。/)
        }
  })

  test('begins with the salutation where it has one', () => {
    for (const script of library.scripts.filter(({ slots }) => slots.includes('greeting'))) {
      expect(script.text, script.id).toMatch(/^\{greeting\}[，：]/)
      expect(script.text.split('{greeting}'), script.id).toHaveLength(2)
    }
  })

  test('stays within 120 characters in chat, a mail receipt within 300', () => {
    const long = library.scripts.filter((script) => length(filled(script)) > 120)
    expect(ids(long.filter((script) => script.automatic !== 'receipt'))).toEqual([])
    expect(Math.max(...long.map((script) => length(filled(script))))).toBeLessThanOrEqual(300)
  })

  test('for the impatient alone is two short sentences', () => {
    const concise = sendable.filter(({ tone }) => tone.join() === 'concise')
    expect(concise.length).toBeGreaterThanOrEqual(13)
    expect(ids(concise.filter((script) => length(filled(script)) > 80))).toEqual([])
  })

  test('holds no vague word, no denial, no promise beyond authority, no shop talk', () => {
    const forbidden =
      /尽快|稍后|稍等|大概|可能|应该|也许|左右|差不多|马上就好|及时|第一时间|不是我们的|没办法|保证|百分之?百|绝对|全额|耐心等待|带来.{0,2}不便|亲(?!自)|哦|呢|哈|嘛/
    expect(ids(library.scripts.filter(({ text }) => forbidden.test(text)))).toEqual([])
  })

  test('of compensation only applies for it, unless it carries the plan that was decided', () => {
    const promises = library.scripts.filter(
      ({ text }) => /补偿|赔偿|例外|价保/.test(text) && !/申请|\{plan\}/.test(text),
    )
    expect(ids(promises)).toEqual([])
  })

  test('asks for no password, code or card number', () => {
    const asking = /(请|麻烦|把)[^。；，]*(发|告诉|提供|输入)[^。；，（]*(密码|验证码|取件码|卡号)/
    const wrong = library.scripts.filter(({ text }) => asking.test(text) && !/请勿|不用发|遮住/.test(text))
    expect(ids(wrong)).toEqual([])
  })
})

describe('to the upset', () => {
  /** What shows that the trouble was heard. */
  const heard =
    /抱歉|道歉|别担心|您放心|您担心得对|谢谢您|着急|人安全|人最要紧|人平安|换谁|为难|先顾人|先保住/
  const soothing = library.scripts.filter(
    (script) => script.tone[0] === 'empathy_first' && script.automatic !== 'secret_warning',
  )

  test('every text acknowledges, and apologises once at most', () => {
    expect(soothing.length).toBeGreaterThan(60)
    expect(ids(soothing.filter(({ text }) => !heard.test(text)))).toEqual([])
    const twice = library.scripts.filter(
      ({ text }) => (text.match(/抱歉|对不起|道歉|致歉/g) ?? []).length > 1,
    )
    expect(ids(twice)).toEqual([])
  })

  test('a complaint is answered by empathy and then a dated action', () => {
    const complaints = sendable.filter(
      (script) =>
        script.class === 'complaint' && script.tone.includes('empathy_first') && script.step !== 'closing',
    )
    const dated = /\{deadline\}|\d+ ?(小时|分钟|个工作日|天)/
    const undated = complaints.filter(({ text }) => !dated.test(text))
    expect(ids(undated)).toEqual([])
    const late = complaints.filter(
      ({ text }) => text.search(heard) > text.search(dated) && !text.includes('{plan}'),
    )
    expect(ids(late)).toEqual([])
  })

  test('danger is met with what to do now', () => {
    const first = library.scripts.filter(
      (script) => script.category.includes('emergency') && script.step === 'opening',
    )
    expect(first.length).toBeGreaterThanOrEqual(8)
    expect(ids(first.filter(({ text }) => !/119|120|总电闸|不要催吐/.test(text)))).toEqual([])
    const gas = first.filter(({ id }) => id.endsWith('_gas')).map(({ text }) => text)
    expect(gas.join()).not.toMatch(/拉下|关总电闸|拔/)
  })
})

describe('what the bot says by itself', () => {
  test.each(automaticKinds)('%s exists for everybody and for the upset', (kind) => {
    const own = automatic.filter((script) => script.automatic === kind)
    expect(own.some((script) => script.category.includes('any') && script.tone.includes('plain'))).toBe(true)
    expect(own.some((script) => script.tone.includes('empathy_first'))).toBe(true)
  })

  test('a greeting says that it is the bot and for whom it speaks', () => {
    for (const { id, text, automatic: kind } of automatic)
      if (kind === 'greeting' || kind === 'left_message') {
        expect(text, id).toContain('智能客服助手')
        expect(text, id).toContain('{team}')
      }
  })

  test('slots are those everybody agreed on', () => {
    const used = new Set(library.scripts.flatMap(({ slots }) => slots))
    expect([...used].filter((slot) => !slotNames.includes(slot))).toEqual([])
  })
})
