import { describe, expect, test } from 'vitest'
import { asSlackSays, blockFaults, type Surface, viewFaults } from '../../support/slack/block-kit.ts'
import type { Fields } from '../../support/slack/shapes.ts'

const long = (length: number): string => '长'.repeat(length)
const plain = (text: string): Fields => ({ type: 'plain_text', text })
const button = (more: Fields = {}): Fields => ({
  type: 'button',
  action_id: 'go',
  text: plain('走'),
  value: '1',
  ...more,
})
const options = (count: number): Fields[] =>
  Array.from({ length: count }, (_, index) => ({ text: plain(`选项${index}`), value: String(index) }))
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)
const section = (more: Fields = {}): Fields => ({ type: 'section', text: plain('好'), ...more })
const actions = (...elements: Fields[]): Fields => ({ type: 'actions', elements })
const input = (element: Fields, more: Fields = {}): Fields => ({
  type: 'input',
  block_id: 'body',
  label: plain('回复'),
  element: { action_id: 'text', ...element },
  ...more,
})
const rich = (...elements: Fields[]): Fields => ({ type: 'rich_text', elements })
const quote = (text: string): Fields => ({ type: 'rich_text_quote', elements: [{ type: 'text', text }] })

const good: [string, Surface, Fields[]][] = [
  ['a section of 3,000 characters', 'message', [section({ text: plain(long(3_000)) })]],
  ['ten fields of 2,000', 'message', [section({ fields: many(10, plain(long(2_000))) })]],
  ['a header of 150', 'message', [{ type: 'header', text: plain(long(150)) }]],
  [
    '25 buttons',
    'message',
    [actions(...Array.from({ length: 25 }, (_, n) => button({ action_id: `b${n}` })))],
  ],
  ['a value of 2,000', 'message', [actions(button({ value: long(2_000) }))]],
  [
    'five things in an overflow',
    'message',
    [actions({ type: 'overflow', action_id: 'm', options: options(5) })],
  ],
  ['100 options', 'message', [section({ accessory: { type: 'static_select', options: options(100) } })]],
  ['a context of ten', 'message', [{ type: 'context', elements: many(10, plain('时')) }]],
  ['a customer quoted', 'message', [rich(quote('你好 <!channel> *订单*'))]],
  ['50 blocks in a message', 'message', many(50, { type: 'divider' })],
  ['100 blocks in a modal', 'modal', many(100, { type: 'divider' })],
  ['a text field of 3,000', 'modal', [input({ type: 'plain_text_input', max_length: 3_000 })]],
  ['files in a modal', 'modal', [input({ type: 'file_input', max_files: 10 })]],
  ['a table', 'message', [{ type: 'table', rows: [[{ type: 'raw_text', text: '今日' }]] }]],
]

test.each(good)('takes %s', (_name, surface, blocks) => {
  expect(blockFaults(surface, blocks)).toEqual([])
})

const bad: [string, Surface, Fields[], RegExp][] = [
  ['a section of 3,001', 'message', [section({ text: plain(long(3_001)) })], /^\/0\/text\/text: .*3000/],
  ['an empty text', 'message', [section({ text: plain('') })], /^\/0\/text\/text/],
  ['a section of nothing', 'message', [{ type: 'section' }], /needs text or fields/],
  ['eleven fields', 'message', [section({ fields: many(11, plain('一')) })], /^\/0\/fields: .*10/],
  ['a field of 2,001', 'message', [section({ fields: [plain(long(2_001))] })], /^\/0\/fields\/0\/text/],
  ['a header of 151', 'message', [{ type: 'header', text: plain(long(151)) }], /^\/0\/text\/text: .*150/],
  [
    'a header in mrkdwn',
    'message',
    [{ type: 'header', text: { type: 'mrkdwn', text: '*' } }],
    /^\/0\/text\/type/,
  ],
  [
    '26 buttons',
    'message',
    [actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `b${n}` })))],
    /25/,
  ],
  [
    'a label of 76',
    'message',
    [actions(button({ text: plain(long(76)) }))],
    /^\/0\/elements\/0\/text\/text: .*75/,
  ],
  ['a value of 2,001', 'message', [actions(button({ value: long(2_001) }))], /^\/0\/elements\/0\/value/],
  ['another style', 'message', [actions(button({ style: 'green' }))], /^\/0\/elements\/0\/style/],
  ['an address that is none', 'message', [actions(button({ url: 'nowhere' }))], /^\/0\/elements\/0\/url/],
  [
    'a long question',
    'message',
    [
      actions(
        button({
          confirm: { title: plain(long(101)), text: plain('?'), confirm: plain('是'), deny: plain('否') },
        }),
      ),
    ],
    /confirm\/title\/text: .*100/,
  ],
  [
    'six things in an overflow',
    'message',
    [actions({ type: 'overflow', action_id: 'm', options: options(6) })],
    /5/,
  ],
  [
    '101 options',
    'message',
    [section({ accessory: { type: 'static_select', options: options(101) } })],
    /100/,
  ],
  ['no options', 'message', [section({ accessory: { type: 'static_select' } })], /options or option_groups/],
  [
    'a first choice that is not offered',
    'message',
    [section({ accessory: { type: 'static_select', options: options(2), initial_option: options(3)[2] } })],
    /among the options/,
  ],
  [
    'an option of 76',
    'message',
    [section({ accessory: { type: 'static_select', options: [{ text: plain(long(76)), value: '1' }] } })],
    /text\/text: .*75/,
  ],
  ['eleven boxes', 'modal', [input({ type: 'checkboxes', options: options(11) })], /10/],
  ['a context of eleven', 'message', [{ type: 'context', elements: many(11, plain('时')) }], /10/],
  ['51 blocks in a message', 'message', many(51, { type: 'divider' }), /51 blocks, at most 50/],
  ['101 blocks at home', 'home', many(101, { type: 'divider' }), /101 blocks, at most 100/],
  [
    'the same block_id twice',
    'message',
    [section({ block_id: 'a' }), section({ block_id: 'a' })],
    /block_id a is there twice/,
  ],
  [
    'the same action_id twice in a block',
    'message',
    [actions(button(), button())],
    /action_id go is there twice/,
  ],
  ['a block_id of 256', 'message', [section({ block_id: long(256) })], /^\/0\/block_id: .*255/],
  ['an unknown block', 'message', [{ type: 'carrousel' }], /^\/0/],
  ['an unknown field', 'message', [section({ colour: 'red' })], /colour/],
  ['an unknown field deep inside', 'message', [actions(button({ label: '走' }))], /label/],
  ['a button as an input', 'modal', [input(button())], /^\/0\/element/],
  ['a text field of 3,001', 'modal', [input({ type: 'plain_text_input', max_length: 3_001 })], /max_length/],
  ['files outside a modal', 'message', [input({ type: 'file_input' })], /for modals/],
  ['an empty rich text', 'message', [rich(quote(''))], /^\/0\/elements\/0\/elements\/0\/text/],
  [
    'a quote in a quote',
    'message',
    [rich({ type: 'rich_text_quote', elements: [quote('甲')] })],
    /^\/0\/elements\/0\/elements\/0/,
  ],
  ['markdown in a modal', 'modal', [{ type: 'markdown', text: '# 甲' }], /^\/0/],
  [
    '12,001 characters of markdown',
    'message',
    [
      { type: 'markdown', text: long(12_000) },
      { type: 'markdown', text: '一' },
    ],
    /12000/,
  ],
  [
    'a table of 101 rows',
    'message',
    [{ type: 'table', rows: many(101, [{ type: 'raw_text', text: '一' }]) }],
    /^\/0\/rows: .*100/,
  ],
  [
    'two places that want the cursor',
    'modal',
    [
      input({ type: 'plain_text_input', focus_on_load: true }),
      input({ type: 'plain_text_input', focus_on_load: true }, { block_id: 'b' }),
    ],
    /focus_on_load/,
  ],
]

test.each(bad)('refuses %s', (_name, surface, blocks, fault) => {
  const faults = blockFaults(surface, blocks)
  expect(faults.join('\n')).toMatch(fault)
  expect(faults).toHaveLength(1)
})

describe('a view', () => {
  const modal = (more: Fields = {}): Fields => ({
    type: 'modal',
    title: plain('修改建议回复'),
    submit: plain('发送给客户'),
    blocks: [input({ type: 'plain_text_input' })],
    ...more,
  })

  test('is taken', () => {
    expect(viewFaults('modal', modal({ private_metadata: long(3_000), callback_id: long(255) }))).toEqual([])
    expect(viewFaults('home', { type: 'home', blocks: [section()] })).toEqual([])
  })

  test.each<[string, Fields, RegExp]>([
    ['a title of 25', modal({ title: plain(long(25)) }), /^\/view\/title\/text: .*24/],
    ['no title', modal({ title: undefined }), /^\/view\/title/],
    ['a button of 25', modal({ submit: plain(long(25)) }), /^\/view\/submit\/text/],
    ['inputs without a button', modal({ submit: undefined }), /input blocks need submit/],
    ['private_metadata of 3,001', modal({ private_metadata: long(3_001) }), /private_metadata: .*3000/],
    ['a callback_id of 256', modal({ callback_id: long(256) }), /callback_id: .*255/],
    [
      'a fault in a block',
      modal({ blocks: [section({ text: plain('') })] }),
      /^\/view\/blocks\/0\/text\/text/,
    ],
    ['no block', modal({ blocks: [] }), /needs a block/],
    ['an unknown field', modal({ width: 'wide' }), /width/],
  ])('is refused for %s', (_name, view, fault) => {
    const faults = viewFaults('modal', view)
    expect(faults.join('\n')).toMatch(fault)
    expect(faults).toHaveLength(1)
  })
})

test('a fault is told as Slack tells it', () => {
  const [fault = ''] = blockFaults('message', [section({ text: plain(long(3_001)) })])
  expect(asSlackSays('/blocks', fault)).toMatch(
    /^\[ERROR\] .*3000.* \[json-pointer:\/blocks\/0\/text\/text\]$/,
  )
})
