import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTranslate } from '../../../../src/lib/i18n.ts'
import type { Card, CardAction } from '../../../../src/platforms/card.ts'
import { templateCard, type Writing } from '../../../../src/platforms/wecom/write/card.ts'
import { confirmCard, formCard } from '../../../../src/platforms/wecom/write/question.ts'
import { appRoom, botRoom, type Room } from '../../../../src/platforms/wecom/write/room.ts'
import type { TemplateCard } from '../../../../src/platforms/wecom/write/template.ts'
import { wholeOf } from '../../../../src/platforms/wecom/write/whole.ts'
import { faultOf } from '../../../support/wecom/bot-server.ts'
import { houseCards } from '../../../support/wecom/house-cards.ts'

const translate = createTranslate(path.resolve(import.meta.dirname, '../../../../locales'))
const writing = (room: Room, locale: 'zh-CN' | 'en' = 'zh-CN'): Writing => ({
  translate,
  locale,
  room,
  linkTo: (ticket) => `https://desk.test/desk#/${ticket ?? ''}`,
})
const taskId = 'k-1'
const fault = (card: TemplateCard, room: Room): string | undefined => faultOf({ ...card }, room)

describe('the cards of the house', () => {
  let cards: Card[]
  beforeAll(async () => {
    cards = await houseCards()
  })

  test('are of every kind', () => {
    expect([...new Set(cards.map(({ kind }) => kind))].toSorted()).toEqual(
      expect.arrayContaining(['plan', 'reminder', 'suggestion', 'supervisor', 'survey', 'ticket']),
    )
  })

  test('fit every limit of both doors, with each of their questions', () => {
    for (const room of [botRoom, appRoom])
      for (const locale of ['zh-CN', 'en'] as const)
        for (const card of cards) {
          const with_ = writing(room, locale)
          expect(
            fault(templateCard(with_, card, { taskId, notice: '已完成' }), room),
            card.key,
          ).toBeUndefined()
          for (const action of card.actions) {
            expect(fault(confirmCard(with_, card, { action, taskId }), room), action.id).toBeUndefined()
            const form = formCard(with_, card, { action, taskId })
            if (form) expect(fault(form, room), action.id).toBeUndefined()
          }
        }
  })

  test('a draft that does not fit stands whole before its card', () => {
    const [short] = cards.filter(({ kind, draft }) => kind === 'suggestion' && draft)
    if (!short?.draft) throw new Error('no suggestion')
    const text = '请先关闭水龙头并拔下电源，'.repeat(12)
    const long = { ...short, draft: { ...short.draft, text } }
    expect(wholeOf(writing(botRoom), long)).toContain(text)
    expect(templateCard(writing(botRoom), long, { taskId }).sub_title_text).toMatch(/…$/)
    expect(
      wholeOf(writing(botRoom), { ...short, quote: undefined, choices: [], why: [] } as unknown as Card),
    ).toBe(undefined)
  })

  test('what is filled in by choosing is asked on the card, what is typed is not', () => {
    const asked = (id: string): CardAction | undefined =>
      cards.flatMap(({ actions }) => actions).find((action) => action.id === id)
    const form = (id: string): TemplateCard | undefined => {
      const action = asked(id)
      const [card] = cards
      return action && card && formCard(writing(botRoom), card, { action, taskId })
    }
    expect(form('ticket.transfer')?.button_selection?.question_key).toBe('department')
    expect(
      form('ticket.priority')
        ?.button_selection?.option_list.map(({ text }) => text)
        .join(),
    ).toContain('紧急')
    expect(form('ticket.note')).toBeUndefined()
    expect(form('suggestion.edit')).toBeUndefined()
  })

  test('nothing that was decided offers anything', () => {
    for (const card of cards.filter(({ actions }) => actions.length === 0)) {
      const shown = templateCard(writing(botRoom), card, { taskId })
      expect(shown.card_type).toBe('text_notice')
      expect(shown.button_list).toBeUndefined()
    }
  })
})

const words = fc.string({ unit: 'grapheme', maxLength: 400 }).map((text) => text.trim() || '无')
const action: fc.Arbitrary<CardAction> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  label: words,
  style: fc.constantFrom('primary', 'plain', 'danger'),
})
const anyCard: fc.Arbitrary<Card> = fc.record({
  key: words,
  revision: fc.nat(),
  kind: fc.constantFrom('ticket', 'suggestion', 'list'),
  audience: fc.constantFrom('internal', 'customer'),
  title: words,
  facts: fc.array(fc.record({ label: words, value: words }), { maxLength: 12 }),
  quote: fc.record({ author: words, text: words, attachments: fc.constant([]) }),
  draft: fc.record({ label: words, text: words }),
  why: fc.array(words, { maxLength: 6 }),
  choices: fc.uniqueArray(
    fc.record({ id: fc.nat().map(String), label: words, text: words, selected: fc.boolean() }),
    {
      maxLength: 14,
      selector: ({ id }) => id,
    },
  ),
  actions: fc.uniqueArray(action, { maxLength: 8, selector: ({ id }) => id }),
  foot: fc.array(words, { maxLength: 4 }),
})

test('whatever stands on a card, it is within every limit and no character is broken', () => {
  fc.assert(
    fc.property(anyCard, fc.constantFrom(botRoom, appRoom), (card, room) => {
      const shown = templateCard(writing(room), card, { taskId })
      const selected = card.choices.find((one) => one.selected)
      // Only a choice that is to be seen may be selected.
      if (selected && card.choices.indexOf(selected) > 9) return
      expect(fault(shown, room)).toBeUndefined()
      expect(JSON.stringify(shown)).not.toMatch(/\\ud[89a-f]/i)
    }),
    { numRuns: 300 },
  )
})
