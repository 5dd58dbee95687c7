import { describe, expect, test } from 'vitest'
import { readChoice, type Stand, type Standing } from '../../../src/platforms/dingtalk/write/choice.ts'

const suggestion: Standing = {
  number: 12,
  place: 'cid1',
  key: 'suggestion:1',
  revision: 3,
  actions: [
    { id: 'suggestion.approve', label: '通过并发送', style: 'primary', confirm: '发给客户' },
    {
      id: 'suggestion.edit',
      label: '修改后发送',
      style: 'plain',
      fields: [
        { id: 'text', label: '回复', kind: 'text', required: true, value: '您好', max: 5000 },
        { id: 'files', label: '附件', kind: 'files', required: false },
      ],
    },
    {
      id: 'ticket.priority',
      label: '改优先级',
      style: 'plain',
      fields: [
        {
          id: 'priority',
          label: '优先级',
          kind: 'select',
          required: true,
          value: 'normal',
          options: [
            { id: 'critical', label: '特急' },
            { id: 'high', label: '高' },
            { id: 'normal', label: '一般' },
          ],
        },
        { id: 'reason', label: '原因', kind: 'text', required: false },
      ],
    },
    {
      id: 'ticket.solve',
      label: '标记解决',
      style: 'plain',
      fields: [
        { id: 'result', label: '结果', kind: 'text', required: true },
        {
          id: 'code',
          label: '结论',
          kind: 'select',
          required: true,
          value: 'solved',
          options: [
            { id: 'solved', label: '已解决' },
            { id: 'unsolvable', label: '无法解决' },
          ],
        },
      ],
    },
    {
      id: 'survey.rate',
      label: '打分',
      style: 'plain',
      fields: [
        { id: 'rating', label: '分', kind: 'rating', required: true },
        { id: 'words', label: '说明', kind: 'text', required: false },
      ],
    },
  ],
}
const alone: Stand = { cards: [suggestion], stirred: false }
const two: Stand = { cards: [suggestion, { ...suggestion, number: 13, key: 'suggestion:2' }], stirred: false }

const read = (text: string, stand = alone): unknown => {
  const choice = readChoice(text, stand)
  if (!choice || 'unclear' in choice) return choice
  return 'asks' in choice
    ? `${choice.action.id} asks ${choice.asks.id}`
    : [choice.card.number, choice.action.id, choice.values]
}

describe('an answer to a card', () => {
  test.each([
    ['1', [12, 'suggestion.approve', {}]],
    ['12-1', [12, 'suggestion.approve', {}]],
    [' １２－１ ', [12, 'suggestion.approve', {}]],
    ['12–1', [12, 'suggestion.approve', {}]],
    ['改：您好，已安排。', [12, 'suggestion.edit', { text: '您好，已安排。' }]],
    ['12 改: 您好\n今天到', [12, 'suggestion.edit', { text: '您好\n今天到' }]],
    ['12-2：您好：１０点到', [12, 'suggestion.edit', { text: '您好：１０点到' }]],
    ['2', 'suggestion.edit asks text'],
    ['12-3', 'ticket.priority asks priority'],
    ['12-3：1', [12, 'ticket.priority', { priority: 'critical' }]],
    ['12-3：高，客户在现场', [12, 'ticket.priority', { priority: 'high', reason: '客户在现场' }]],
    ['12-3：高级客户', 'ticket.priority asks priority'],
    ['12-4：已换门封', [12, 'ticket.solve', { result: '已换门封', code: 'solved' }]],
    ['12-4：无法解决，配件停产', [12, 'ticket.solve', { code: 'unsolvable', result: '配件停产' }]],
    ['12-5：5 很快', [12, 'survey.rate', { rating: '5', words: '很快' }]],
    ['12-5：6', 'survey.rate asks rating'],
  ])('%j', (text, meant) => {
    expect(read(text)).toEqual(meant)
  })

  test.each([
    '1 台洗衣机',
    '12-1 下午开会',
    '2026-11-18',
    '改天再说',
    '好的',
    '1.5',
    '11',
    '110',
    '/我的',
    '通过',
  ])('%j is just words', (text) => {
    expect(read(text)).toBeUndefined()
  })

  test('a number alone counts only where it can mean one card', () => {
    expect(read('1', two)).toEqual({ unclear: 'which' })
    expect(read('改：您好', two)).toEqual({ unclear: 'which' })
    expect(read('1', { ...alone, stirred: true })).toEqual({ unclear: 'which' })
    expect(read('13-1', two)).toEqual([13, 'suggestion.approve', {}])
    expect(read('1', { cards: [], stirred: true })).toBeUndefined()
  })

  test('what is not there is said', () => {
    expect(read('9-1')).toEqual({ unclear: 'gone' })
    expect(read('12-9')).toEqual({ unclear: 'choice' })
  })
})
