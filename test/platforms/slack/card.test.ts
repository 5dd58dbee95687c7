import path from 'node:path'
import type { KnownBlock, ModalView } from '@slack/types'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTranslate, locales } from '../../../src/lib/i18n.ts'
import type { Card, CardAction } from '../../../src/platforms/card.ts'
import { lengthOf } from '../../../src/platforms/slack/write/block.ts'
import { cardBlocks, fallbackOf } from '../../../src/platforms/slack/write/card.ts'
import { modalOf } from '../../../src/platforms/slack/write/modal.ts'
import { readPress } from '../../../src/platforms/slack/write/press.ts'
import { playCards, type RealCards } from '../../support/real-cards.ts'
import { blockFaults, viewFaults } from '../../support/slack/block-kit.ts'

const translate = createTranslate(path.resolve(import.meta.dirname, '../../../locales'))
const say = (key: string, values?: Record<string, string | number>): string =>
  translate('zh-CN', `slack.${key}`, values)
const means = { to: 'C0DESK', say, publicUrl: 'https://desk.example.com' }

/** As it goes over the wire: what is undefined is not there. */
const jsonOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const faultsIn = (blocks: KnownBlock[]): string[] => blockFaults('message', jsonOf(blocks))
const faultsInView = (view: ModalView): string[] => viewFaults('modal', { ...jsonOf(view) })

let real: RealCards
beforeAll(async () => {
  real = await playCards()
}, 120_000)

const family = '👨‍👩‍👧‍👦'
const long = (text: string): string => `${text}${`${family}退款 <!channel> *粗* `.repeat(700)}`
const stretch = (action: CardAction): CardAction => ({
  ...action,
  label: long(action.label),
  ...(action.confirm ? { confirm: long(action.confirm) } : {}),
  ...(action.fields
    ? {
        fields: action.fields.map((field) => ({
          ...field,
          label: long(field.label),
          ...(field.kind === 'text' ? { value: long(field.value ?? '') } : {}),
          ...(field.options
            ? { options: field.options.map((one) => ({ ...one, label: long(one.label) })) }
            : {}),
        })),
      }
    : {}),
})

/** The same card with the longest texts in every place. */
const stretched = (card: Card): Card => ({
  ...card,
  title: long(card.title),
  ...(card.state ? { state: { ...card.state, label: long(card.state.label) } } : {}),
  facts: card.facts.map((fact) => ({ ...fact, label: long(fact.label), value: long(fact.value) })),
  ...(card.quote
    ? {
        quote: {
          ...card.quote,
          author: long(card.quote.author),
          text: long(card.quote.text),
          attachments: Array.from({ length: 30 }, (_, nth) => ({
            name: long(`${nth}`),
            size: 10 ** nth,
            mediaType: 'image/png',
            ref: nth % 2 ? `/files/${nth}` : 'slack:F1',
          })),
        },
      }
    : {}),
  ...(card.draft ? { draft: { label: long(card.draft.label), text: long(card.draft.text) } } : {}),
  why: Array.from({ length: 20 }, () => long('')),
  choices: card.choices.map((one) => ({ ...one, label: long(one.label), text: long(one.text) })),
  actions: card.actions.map(stretch),
  foot: Array.from({ length: 9 }, () => long('')),
})

const modalsOf = (card: Card, values?: Record<string, string>) =>
  card.actions.flatMap(
    (action) =>
      modalOf(card, action, {
        say,
        to: 'C0DESK',
        findings: real.refused.findings ?? [],
        ways: ['send', 'release'],
        notice: long(''),
        ...(values ? { values } : {}),
      }) ?? [],
  )

describe('cards of the house', () => {
  test('there are some of every kind, and each is within the limits, as are its windows', () => {
    expect(new Set(real.cards.map(({ kind }) => kind))).toEqual(
      new Set(['ticket', 'suggestion', 'supervisor', 'plan', 'reminder', 'survey', 'list']),
    )
    for (const card of real.cards) {
      expect(faultsIn(cardBlocks(card, means)), card.title).toEqual([])
      for (const view of modalsOf(card)) expect(faultsInView(view), card.title).toEqual([])
    }
  })

  test('with the longest texts in every place, too', () => {
    const alike = Map.groupBy(
      real.cards,
      ({ kind, actions }) => `${kind} ${actions.map(({ id }) => id).join()}`,
    )
    for (const card of [...alike.values()].flatMap(([one]) => (one ? [stretched(one)] : []))) {
      const blocks = cardBlocks(card, means)
      expect(faultsIn(blocks), card.kind).toEqual([])
      expect(lengthOf(blocks), card.kind).toBeLessThan(40_000)
      for (const view of modalsOf(card)) expect(faultsInView(view), card.kind).toEqual([])
    }
  })

  test('every action of a card can be pressed, and says what it is about', () => {
    for (const card of real.cards) {
      const pressed = JSON.parse(JSON.stringify(cardBlocks(card, means))) as {
        block_id?: string
        elements?: { action_id?: string }[]
        accessory?: { action_id?: string }
      }[]
      const presses = pressed.flatMap(({ block_id = '', elements = [], accessory }) =>
        [...elements, ...(accessory ? [accessory] : [])].flatMap(
          ({ action_id = '' }) => readPress({ block_id, action_id }) ?? [],
        ),
      )
      const about = { to: 'C0DESK', key: card.key, revision: card.revision }
      for (const { id } of card.actions) expect(presses).toContainEqual({ ...about, action: id })
      if (card.quote?.reveal) expect(presses).toContainEqual({ ...about, action: 'ticket.show' })
      if (card.facts.some(({ explain }) => explain))
        expect(presses).toContainEqual({ ...about, action: 'ticket.explain' })
    }
  })

  test('internal cards say so, customers’ cards do not', () => {
    for (const card of real.cards) {
      const shown = JSON.stringify(cardBlocks(card, means))
      expect(shown.includes('仅内部可见')).toBe(card.audience === 'internal')
      if (card.audience === 'customer') expect(shown).not.toContain('desk.example.com')
    }
  })
})

const bare: Card = {
  key: 'ticket:1:desk',
  revision: 3,
  kind: 'ticket',
  audience: 'internal',
  title: '产品故障报修 SR20261122003',
  ticket: 'SR20261122003',
  facts: [],
  why: [],
  choices: [],
  actions: [],
  foot: [],
}

test.each([
  '<!channel> <@U123> <https://evil.example|点我> @here',
  '*粗* _斜_ ~删~ `码` > 引',
  '&lt;!channel&gt; & < >',
  ':smile: :boom:',
])('%j stands in no markup', (words) => {
  const card: Card = {
    ...bare,
    title: words,
    facts: [
      { label: words, value: words },
      { label: words, value: words, deadline: { from: '2026-11-22T01:00:00Z', due: '2026-11-22T01:06:00Z' } },
    ],
    quote: { author: words, text: words, attachments: [] },
    draft: { label: words, text: words },
    why: [words],
    foot: [words],
  }
  const markup: string[] = []
  JSON.stringify(cardBlocks(card, means), (_key, value: unknown) => {
    if (
      typeof value === 'object' &&
      value !== null &&
      'type' in value &&
      value.type === 'mrkdwn' &&
      'text' in value
    )
      markup.push(String(value.text))
    return value
  })
  expect(markup).toHaveLength(2)
  const [mark = '', link] = markup
  expect(link).toBe('🔗 <https://desk.example.com/desk#/SR20261122003|在网页中打开>')
  expect(mark.match(/<[^>]*>/g)).toHaveLength(1)
  expect(mark).toMatch(/<!date\^\d+\^\{date_short_pretty\} \{time\}\|[^|<>]*>$/)
  expect(fallbackOf(words)).not.toMatch(/[<>]/)
})

test('marks that turn the reading direction are taken out, emoji stay whole', () => {
  const shown = JSON.stringify(
    cardBlocks(
      {
        ...bare,
        quote: { author: '客户', text: `退款\u202egnp.exe\u2066 零\u200b宽 ${family}`, attachments: [] },
      },
      means,
    ),
  )
  expect(shown).toContain(`退款gnp.exe 零宽 ${family}`)
})

test('a draft longer than a block stands there whole', () => {
  const text = Array.from({ length: 240 }, (_, nth) => `第 ${nth} 句话说明怎么处理。`).join('')
  const blocks = cardBlocks({ ...bare, draft: { label: '建议回复', text } }, means)
  const framed: string[] = []
  JSON.stringify(blocks, (_key, value: unknown) => {
    if (
      typeof value === 'object' &&
      value !== null &&
      'type' in value &&
      value.type === 'rich_text_preformatted'
    )
      framed.push(
        (value as unknown as { elements: { text: string }[] }).elements.map((one) => one.text).join(''),
      )
    return value
  })
  expect(text.length).toBeGreaterThan(3000)
  expect(framed.length).toBeGreaterThan(1)
  expect(framed.join('')).toBe(text)
  expect(framed.every((one) => one.endsWith('。'))).toBe(true)
})

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 4000 }),
  fc.constantFrom('', ' ', '\n', '\u202e', family.repeat(1200), 'a'.repeat(9000), `\u0301`.repeat(5000)),
)
const arbitraryAction = fc.record({
  id: fc.constantFrom('ticket.claim', 'suggestion.edit', 'survey.rate', 'x.y'),
  label: words,
  style: fc.constantFrom('primary' as const, 'plain' as const, 'danger' as const),
  confirm: words,
})
const arbitraryCard: fc.Arbitrary<Card> = fc.record({
  key: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
  revision: fc.nat(),
  kind: fc.constantFrom('ticket', 'suggestion', 'supervisor', 'plan', 'reminder', 'survey', 'list'),
  audience: fc.constantFrom('customer', 'internal'),
  title: words,
  state: fc.record({ tone: fc.constant('working' as const), mark: fc.constant('🔵'), label: words }),
  ticket: words,
  facts: fc.array(
    fc.record({
      label: words,
      value: words,
      deadline: fc.record({ from: words, due: fc.constantFrom('2026-11-22T01:06:00Z', 'x') }),
      explain: arbitraryAction,
    }),
    { maxLength: 8 },
  ),
  quote: fc.record({ author: words, text: words, attachments: fc.constant([]) }),
  draft: fc.record({ label: words, text: words }),
  why: fc.array(words, { maxLength: 12 }),
  choices: fc.array(
    fc.record({ id: fc.constantFrom('0', '1', '2'), label: words, text: words, selected: fc.boolean() }),
    { maxLength: 3 },
  ),
  actions: fc.uniqueArray(arbitraryAction, { maxLength: 5, selector: ({ id }) => id }),
  foot: fc.array(words, { maxLength: 4 }),
})

test('whatever a card holds, Slack takes it', () => {
  fc.assert(
    fc.property(arbitraryCard, (card) => {
      expect(faultsIn(cardBlocks(card, means))).toEqual([])
    }),
    { numRuns: 150 },
  )
}, 120_000)

test('both languages have every text that is used', () => {
  for (const locale of locales) expect(translate(locale, 'slack.modal.title')).not.toBe('')
})
