import { describe, expect, test } from 'vitest'
import { numberIn, parseTyped, valuesFrom } from '../../../src/platforms/wecom/typed.ts'

const sr = 'SR20261122003'

describe('what is typed to a card', () => {
  test.each([
    [`改 ${sr}：王女士您好`, { kind: 'act', actions: ['suggestion.edit'], number: sr, text: '王女士您好' }],
    ['改：王女士您好\n第二行', { kind: 'act', actions: ['suggestion.edit'], text: '王女士您好\n第二行' }],
    [`修改${sr}: 好`, { kind: 'act', actions: ['suggestion.edit'], number: sr, text: '好' }],
    [
      `备注 ${sr.toLowerCase()}：周三上门`,
      { kind: 'act', actions: ['ticket.note'], number: sr, text: '周三上门' },
    ],
    ['发 2', { kind: 'send', nth: 2 }],
    [`发送第2条 ${sr}`, { kind: 'send', nth: 2, number: sr }],
    [`发 ${sr} 1`, { kind: 'send', nth: 1, number: sr }],
    ['2', { kind: 'look', nth: 2 }],
  ])('%j', (text, expected) => expect(parseTyped(text)).toEqual(expected))

  // Talk among staff must never go to a customer by accident.
  test.each([
    '改一下吧，这样说不合适',
    '客户说：我要退款',
    '发给他了吗',
    '发 2 个件',
    '改：',
    '修改意见：',
    '回复了没有',
    '/帮助',
    '12',
    '',
  ])('%j is talk', (text) => expect(parseTyped(text)).toBeUndefined())

  test('numbers in a quotation', () => {
    expect(numberIn('🟠 建议回复 · SR20261122003\n发给客户：')).toBe(sr)
    expect(numberIn('订单 XSR20261122003')).toBeUndefined()
  })

  test('a choice is named by its label; what has a value keeps it', () => {
    const transfer = {
      fields: [
        {
          id: 'department',
          label: '转给哪个部门',
          kind: 'select' as const,
          required: true,
          options: [{ id: 'logistics_ops', label: '物流部' }],
        },
        { id: 'reason', label: '理由', kind: 'text' as const, required: false },
      ],
    }
    expect(valuesFrom(transfer, '物流部 客户改址')).toEqual({
      values: { department: 'logistics_ops', reason: '客户改址' },
    })
    expect(valuesFrom(transfer, '财务部')).toEqual({ missing: transfer.fields[0] })
  })
})
