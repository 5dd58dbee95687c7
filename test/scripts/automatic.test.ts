import { describe, expect, test } from 'vitest'
import type { Tone } from '../../src/playbook/playbook.ts'
import { tones } from '../../src/playbook/playbook.ts'
import { automaticScript } from '../../src/scripts/automatic.ts'
import { type AutomaticKind, createLibrary, slotNames } from '../../src/scripts/script.ts'
import { automaticKinds } from '../../src/scripts/vocabulary.ts'
import { categories, library } from './samples.ts'

const known = ['greeting', 'team', 'number', 'department', 'deadline', 'hours']

describe('the best variant that can be filled', () => {
  const cases: [AutomaticKind, Tone, string, readonly string[], string][] = [
    [
      'greeting',
      'plain',
      'logistics',
      [...known, 'ask', 'agent', 'work_no'],
      'any.opening.plain.greeting_full',
    ],
    ['greeting', 'plain', 'logistics', [...known, 'agent', 'work_no'], 'any.opening.plain.greeting_agent'],
    ['greeting', 'plain', 'logistics', [...known, 'ask'], 'any.opening.plain.greeting_ask'],
    ['greeting', 'plain', 'logistics', known, 'any.opening.plain.greeting'],
    ['greeting', 'plain', 'logistics', ['greeting', 'team', 'ask'], 'any.opening.plain.greeting_ask_bare'],
    ['greeting', 'plain', 'logistics', ['greeting', 'team'], 'any.opening.plain.greeting_bare'],
    ['greeting', 'empathy_first', 'logistics', [...known, 'ask'], 'any.opening.empathy_first.greeting_ask'],
    ['greeting', 'empathy_first', 'logistics', known, 'any.opening.empathy_first.greeting'],
    ['greeting', 'concise', 'logistics', [...known, 'ask'], 'any.opening.concise.greeting_ask'],
    ['greeting', 'detailed', 'logistics', known, 'any.opening.detailed.greeting'],
    ['greeting', 'plain', 'emergency', [...known, 'ask'], 'emergency.opening.empathy_first.greeting'],
    ['left_message', 'plain', 'presales', known, 'any.opening.plain.left_message'],
    ['left_message', 'empathy_first', 'presales', known, 'any.opening.empathy_first.left_message'],
    ['left_message', 'plain', 'emergency', known, 'emergency.opening.empathy_first.left_message'],
    ['receipt', 'plain', 'presales', [...known, 'words', 'until'], 'any.opening.plain.receipt'],
    [
      'receipt',
      'empathy_first',
      'presales',
      [...known, 'words', 'until'],
      'any.opening.empathy_first.receipt',
    ],
    ['receipt', 'plain', 'presales', [...known, 'until'], 'any.opening.plain.receipt_unnamed'],
    ['receipt', 'plain', 'presales', known, 'any.opening.plain.receipt_bare'],
    ['rating', 'empathy_first', 'presales', known, 'any.follow_up.empathy_first.rating'],
    ['busy', 'plain', 'other', known, 'any.discovery.plain.busy'],
    ['handover', 'concise', 'other', known, 'any.diagnosis.concise.handover_notice'],
    ['handover', 'concise', 'other', ['greeting', 'team'], 'any.diagnosis.plain.handover_bare'],
    ['secret_warning', 'empathy_first', 'other', known, 'any.discovery.plain.secret_warning'],
  ]
  test.each(cases)('%s, %s, %s, %j', (kind, tone, category, available, id) => {
    expect(automaticScript(library, kind, { tone, category, available }).id).toBe(id)
  })
})

describe('danger', () => {
  const cases: [string, string][] = [
    ['厨房煤气味好重', 'gas'],
    ['燃气灶旁边还冒烟了', 'gas'],
    ['热水器漏电，我妈被电到了', 'shock'],
    ['插座冒烟了', 'fire'],
    ['孩子把纽扣电池吞下去了', 'swallowed'],
    ['高压锅炸了，烫到手', 'injury'],
    ['充电宝鼓包了', 'battery'],
    ['水管爆了，地上全是水', 'water'],
  ]
  test.each(cases)('%s → %s', (text, word) => {
    const { id } = automaticScript(library, 'greeting', {
      tone: 'concise',
      category: 'emergency',
      available: known,
      text,
    })
    expect(id).toBe(`emergency.opening.empathy_first.greeting_${word}`)
  })

  test('words alone do not make a danger: only the category does', () => {
    const { id } = automaticScript(library, 'greeting', {
      tone: 'plain',
      category: 'presales',
      available: known,
      text: '煤气灶怎么卖',
    })
    expect(id).toBe('any.opening.plain.greeting')
  })
})

test('the bot has words on every occasion, whatever little is known', () => {
  for (const kind of automaticKinds)
    for (const category of [...categories, 'one_the_company_added'])
      for (const tone of tones)
        for (const available of [['greeting', 'team'], known, slotNames]) {
          const script = automaticScript(library, kind, { tone, category, available })
          expect(script.slots.filter((slot) => !available.some((one) => one === slot))).toEqual([])
          expect(script.automatic).toBe(kind)
        }
})

test('an empty library is a fault that names what was missing', () => {
  const empty = createLibrary([], new Map())
  const matter = { tone: 'plain', category: 'other', available: ['team'] } as const
  expect(() => automaticScript(empty, 'busy', matter)).toThrow(/busy.*team/)
})
