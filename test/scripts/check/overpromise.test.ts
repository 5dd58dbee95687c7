import { expect, test } from 'vitest'
import { readDraft } from '../../../src/scripts/check/draft.ts'
import { overpromiseIn } from '../../../src/scripts/check/overpromise.ts'

const codesOf = (reply: string): number => overpromiseIn(readDraft(reply)).length

test.each(['损失我们全额赔偿您', '以后绝对不会再坏'])('promises too much: %s', (reply) => {
  expect(codesOf(reply)).toBeGreaterThan(0)
})

test.each([
  '全额赔偿需要主管审批，明天中午给您答复',
  '全额赔偿要等财务核实',
  '整机保修三年，期间非人为损坏都免费修',
  '我无法保证绝对不会再坏',
])('promises what may be promised: %s', (reply) => {
  expect(codesOf(reply)).toBe(0)
})
