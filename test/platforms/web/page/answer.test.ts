import { describe, expect, test } from 'vitest'
import type { Card, CardAction, CardField } from '../../../../src/platforms/card.ts'
import {
  chosenText,
  countCharacters,
  editAction,
  faultyFields,
  firstChoice,
  startValues,
} from '../../../../src/platforms/web/page/answer.ts'

const text = (id: string, more: Partial<CardField> = {}): CardField => ({
  id,
  label: id,
  kind: 'text',
  required: true,
  ...more,
})
const action = (id: string, ...fields: CardField[]): CardAction => ({
  id,
  label: id,
  style: 'plain',
  ...(fields.length > 0 ? { fields } : {}),
})
const suggestion: Card = {
  key: 'suggestion:1',
  revision: 1,
  kind: 'suggestion',
  audience: 'internal',
  title: '建议回复',
  facts: [],
  draft: { label: '发给客户', text: '先安抚' },
  why: [],
  choices: [
    { id: 'a', label: '先安抚', text: '先安抚', selected: true },
    { id: 'b', label: '简洁', text: '简洁', selected: false },
  ],
  actions: [],
  foot: [],
}

describe('what goes to the customer', () => {
  test.each([
    ['the alternative that was chosen', 'b', '简洁'],
    ['the draft when nothing was', undefined, '先安抚'],
    ['the draft when the chosen one is gone', 'z', '先安抚'],
  ])('%s', (_, choice, expected) => {
    expect(chosenText(suggestion, choice)).toBe(expected)
  })

  test('nothing on a card without a draft', () => {
    const { draft: _, ...plain } = suggestion
    expect(chosenText({ ...plain, choices: [] }, undefined)).toBeUndefined()
  })

  test('the first choice is the one that stands selected', () => {
    expect(firstChoice(suggestion)).toBe('a')
    expect(firstChoice({ ...suggestion, choices: [] })).toBeUndefined()
  })
})

describe('an editor begins', () => {
  test.each([
    ['with the alternative that is shown', text('t', { value: '先安抚' }), 'b', '简洁'],
    ['with its own value when that is no draft', text('t', { value: '别的' }), 'b', '别的'],
    ['empty for a note', text('t'), 'b', ''],
    ['with the value of a choice', text('t', { value: 'urgent', kind: 'select' }), 'b', 'urgent'],
    [
      'without choosing for anybody',
      text('t', { options: [{ id: 'x', label: 'X' }], kind: 'select' }),
      'b',
      '',
    ],
  ])('%s', (_, field, choice, expected) => {
    expect(startValues(suggestion, action('edit', field), choice)).toEqual({ t: expected })
  })
})

test.each([
  ['filled', { t: '好' }, []],
  ['empty', { t: '' }, ['t']],
  ['blank', { t: ' \n\u3000' }, ['t']],
  ['missing', {}, ['t']],
  ['as long as allowed', { t: '一二三四五' }, []],
  ['too long', { t: '一二三四五六' }, ['t']],
  ['emoji count once', { t: '😀😀😀😀😀' }, []],
])('a required text of at most five, %s', (_, values, faulty) => {
  expect(faultyFields([text('t', { max: 5 }), text('n', { required: false })], values)).toEqual(faulty)
})

test('characters are counted, not code units', () => {
  expect(countCharacters('洗衣机😀')).toBe(4)
})

describe('e on a card', () => {
  const reply = action('reply', text('t', { value: '先安抚' }))
  const note = action('note', text('t'))
  const move = action('move', text('d', { kind: 'select' }))
  test.each([
    ['the text that is already written', [note, reply], 'reply'],
    ['else the first text', [move, note], 'note'],
    ['nothing where nothing is written', [move, action('claim')], undefined],
  ])('edits %s', (_, actions, expected) => {
    expect(editAction({ ...suggestion, actions })?.id).toBe(expected)
  })
})
