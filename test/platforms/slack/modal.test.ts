import path from 'node:path'
import type { HomeView, ModalView } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTranslate } from '../../../src/lib/i18n.ts'
import type { Card, CardAction } from '../../../src/platforms/card.ts'
import type { Home } from '../../../src/platforms/host.ts'
import { guestView, homeView } from '../../../src/platforms/slack/write/home.ts'
import { type ModalMeans, modalOf } from '../../../src/platforms/slack/write/modal.ts'
import { newTicketView } from '../../../src/platforms/slack/write/new-ticket.ts'
import { outcomeView, workingView } from '../../../src/platforms/slack/write/notice-view.ts'
import { valuesOf } from '../../../src/platforms/slack/write/values.ts'
import { viewFaults } from '../../support/slack/block-kit.ts'

const translate = createTranslate(path.resolve(import.meta.dirname, '../../../locales'))
const say = (key: string, values?: Record<string, string | number>): string =>
  translate('zh-CN', `slack.${key}`, values)

/** What Slack would not take, as it goes over the wire. */
const faultsInView = (view: ModalView | HomeView): string[] => {
  const json = JSON.stringify(view)
  const faults = viewFaults(view.type, JSON.parse(json) as Record<string, unknown>)
  return Buffer.byteLength(json) > 250_000 ? [...faults, 'too large'] : faults
}

const edit: CardAction = {
  id: 'suggestion.edit',
  label: '修改后发送',
  style: 'plain',
  fields: [
    { id: 'text', label: '内容', kind: 'text', value: '您好', required: true, max: 5000 },
    { id: 'files', label: '附件', kind: 'files', required: false },
  ],
}
const card: Card = {
  key: 'suggestion:1',
  revision: 4,
  kind: 'suggestion',
  audience: 'internal',
  title: '建议回复 · SR20261118001',
  facts: [],
  why: [],
  choices: [
    { id: '0', label: '先安抚', text: '您好', selected: true },
    { id: '1', label: '直接给方案', text: '今天上门', selected: false },
  ],
  actions: [edit],
  foot: [],
}

function open(action: CardAction, more: Partial<ModalMeans> = {}) {
  const view = modalOf(card, action, { say, to: 'C1', ...more })
  if (!view) throw new Error('no window')
  expect(faultsInView(view)).toEqual([])
  return view
}

/** What Slack hands over when the window is submitted as it was opened, with these answers typed over. */
function submitted(view: ReturnType<typeof open>, typed: Record<string, string | null> = {}) {
  const values: Record<string, Record<string, object>> = {}
  for (const block of JSON.parse(JSON.stringify(view.blocks)) as {
    type: string
    block_id: string
    element: { type: string; initial_value?: string; initial_option?: { value: string } }
  }[]) {
    if (block.type !== 'input') continue
    const { element, block_id } = block
    const given = typed[block_id]
    const value = given === undefined ? element.initial_value?.trim() : given
    values[block_id] = {
      value: /text/.test(element.type)
        ? { type: element.type, value: value ?? null }
        : element.type === 'file_input'
          ? { type: element.type, files: [{ id: 'F1' }, { id: 'F2' }] }
          : {
              type: element.type,
              selected_option: given ? { value: given } : (element.initial_option ?? null),
            },
    }
  }
  return { private_metadata: view.private_metadata ?? '', state: { values } }
}

describe('a window is read back as it was opened', () => {
  test('with the press that opened it, the words and the files', () => {
    const { address, values, files } = valuesOf(submitted(open(edit), { text: '您好，王女士' }))
    expect(address).toMatchObject({ to: 'C1', key: 'suggestion:1', revision: 4, action: 'suggestion.edit' })
    expect(values).toEqual({ text: '您好，王女士' })
    expect(files).toEqual(['F1', 'F2'])
  })

  test('an alternative brings its words, and which one it is', () => {
    const { values } = valuesOf(submitted(open(edit, { choice: '1' })))
    expect(values).toEqual({ text: '今天上门', choice: '1' })
  })

  test('what was typed before stays, with the findings above it', () => {
    const view = open(edit, {
      values: { text: '我们赔偿您 800 元' },
      findings: [{ level: 'block', name: '过度承诺', advice: '改为“我为您申请”', start: 2, end: 11 }],
      ways: ['release'],
    })
    const shown = JSON.stringify(view.blocks)
    expect(shown).toContain('过度承诺：改为“我为您申请”（原文：赔偿您 800 元）')
    expect(shown).toContain('质检没有通过')
    expect(valuesOf(submitted(view)).values).toEqual({ text: '我们赔偿您 800 元' })
    expect(valuesOf(submitted(view, { despite: 'release' })).values).toMatchObject({ despite: 'release' })
  })

  test('a warning lets the same words pass the second time', () => {
    const view = open(edit, {
      findings: [{ level: 'warn', name: '语气', advice: '不够客气', start: 0, end: 0 }],
      ways: ['send', 'release'],
    })
    expect(valuesOf(submitted(view)).values).toEqual({ text: '您好', despite: 'send' })
    expect(valuesOf(submitted(view, { despite: 'again' })).values).toEqual({ text: '您好' })
  })

  test('a text too long for one input stands in several, and is one again', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('您好。', '王女士，', '\n', '\n\n', ' ', '请先关水！', '👨‍👩‍👧‍👦', 'abc. '),
          { minLength: 1500, maxLength: 2600 },
        ),
        (words) => {
          const text = words.join('').trim()
          const view = open(edit, { values: { text } })
          expect(valuesOf(submitted(view)).values.text).toBe(text)
        },
      ),
      { numRuns: 30 },
    )
  })

  test('a part that is emptied is left out', () => {
    const text = '您好。'.repeat(1500)
    const view = open(edit, { values: { text } })
    expect(valuesOf(submitted(view, { 'text~2': null })).values.text?.length).toBeLessThan(3000)
  })

  test('selects and ratings answer with what was chosen', () => {
    const view = open({
      id: 'survey.rate',
      label: '打分',
      style: 'primary',
      fields: [
        { id: 'rating', label: '评分', kind: 'rating', required: true, value: '4' },
        {
          id: 'department',
          label: '部门',
          kind: 'select',
          required: true,
          options: Array.from({ length: 250 }, (_, nth) => ({ id: `d${nth}`, label: `部门 ${nth}` })),
          value: 'd230',
        },
        { id: 'words', label: '意见', kind: 'text', required: false, max: 40 },
      ],
    })
    expect(valuesOf(submitted(view)).values).toEqual({ rating: '4', department: 'd230' })
  })

  test('a window of something else is none of a card’s', () => {
    for (const private_metadata of ['', '{', '{}', '[]', 'null', '{"to":1}'])
      expect(valuesOf({ private_metadata, state: { values: {} } })).toEqual({
        address: undefined,
        values: {},
        files: [],
      })
    expect(
      modalOf(card, { id: 'ticket.claim', label: '认领', style: 'primary' }, { say, to: 'C1' }),
    ).toBeUndefined()
  })
})

test('whoever writes to a customer sees so, and what stays inside says so', () => {
  expect(JSON.stringify(open(edit))).toContain('以下内容会发给客户')
  const note = open({ ...edit, id: 'ticket.note', label: '内部备注' })
  expect(JSON.stringify(note)).toContain('仅内部可见')
  expect(note.submit?.text).toBe('提交')
})

test('what became of a press, a new ticket and the front page are within the limits whatever they hold', () => {
  const long = '很长 <!channel> 👨‍👩‍👧‍👦'.repeat(900)
  const tickets = Array.from({ length: 60 }, () => ({
    number: 'SR1',
    title: long,
    state: { tone: 'working' as const, mark: '🔵', label: long },
    customer: long,
    deadline: { label: long, value: long, due: '2026-11-22T01:00:00Z' },
    shown: { channel: 'C1', externalId: 'C1:1.000001' },
  }))
  const home: Home = {
    name: long,
    mine: tickets,
    unclaimed: tickets,
    due: 3,
    figures: [{ label: long, value: long }],
  }
  const linkOf = (): string => `https://acme.slack.com/${'a'.repeat(4000)}`
  for (const view of [
    workingView(say),
    outcomeView({ status: 'refused', notice: long, shown: [{ label: long, text: long.repeat(20) }] }, say),
    outcomeView({ status: 'kept' }, say),
    newTicketView({ say, text: long, customer: long, metadata: long }),
    homeView(home, { say, linkOf, publicUrl: 'https://desk.example.com' }),
    homeView({ ...home, mine: [], unclaimed: [], figures: [], due: 0 }, { say, linkOf }),
    guestView(say),
  ])
    expect(faultsInView(view)).toEqual([])
})
