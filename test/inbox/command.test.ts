import { expect, test } from 'vitest'
import { parseCommand } from '../../src/inbox/command.ts'

test.each([
  ['李工在吗，这单先别转', { kind: 'talk' }],
  ['  ', { kind: 'talk' }],
  ['/help', { kind: 'help' }],
  ['/帮助', { kind: 'help' }],
  ['/工单 SR20261122003', { kind: 'show', number: 'SR20261122003' }],
  ['/ticket list', { kind: 'list' }],
  ['/工单 列表', { kind: 'list' }],
  ['/工单列表', { kind: 'list' }],
  ['/ticket find 王女士  空调', { kind: 'find', words: '王女士 空调' }],
  ['/工单 查找', { kind: 'find', words: '' }],
  ['/工单 查找空调', { kind: 'find', words: '空调' }],
  ['/工单查找空调', { kind: 'find', words: '空调' }],
  ['/ticket lists', { kind: 'unknown', word: 'ticket' }],
  ['／认领 sr20261122003', { kind: 'claim', number: 'SR20261122003' }],
  ['/claim CF202611221000', { kind: 'claim', number: 'CF202611221000' }],
  [
    '/备注 SR20261122003 客户下午不在家 改晚上',
    { kind: 'note', number: 'SR20261122003', text: '客户下午不在家 改晚上' },
  ],
  ['/合并 sr20261122003 SR20261122001', { kind: 'merge', number: 'SR20261122003', into: 'SR20261122001' }],
  [
    '/ticket merge SR20261122003 SR20261122001',
    { kind: 'merge', number: 'SR20261122003', into: 'SR20261122001' },
  ],
  ['/合并 SR20261122003', { kind: 'unknown', word: '合并' }],
  ['/转人工 sr20261122003', { kind: 'handover', number: 'SR20261122003' }],
  ['/上班', { kind: 'on' }],
  ['／下班 ', { kind: 'off' }],
  ['/ON', { kind: 'on' }],
  ['/off', { kind: 'off' }],
  ['/值班', { kind: 'duty' }],
  ['/duty', { kind: 'duty' }],
  ['/请假', { kind: 'leave', words: '' }],
  ['/请假 T101 11-23  至 11-25', { kind: 'leave', words: 'T101 11-23 至 11-25' }],
  ['/请假11月23日', { kind: 'leave', words: '11月23日' }],
  ['/leave tomorrow', { kind: 'leave', words: 'tomorrow' }],
  ['/销假', { kind: 'back', who: '' }],
  ['/back T101', { kind: 'back', who: 'T101' }],
  ['/claim', { kind: 'unknown', word: 'claim' }],
  ['/claim 3', { kind: 'unknown', word: 'claim' }],
  ['/constructor SR20261122003', { kind: 'unknown', word: 'constructor' }],
  ['/', { kind: 'unknown', word: '' }],
])('%s', (text, command) => {
  expect(parseCommand(text)).toEqual(command)
})
