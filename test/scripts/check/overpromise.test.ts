import { expect, test } from 'vitest'
import { readDraft } from '../../../src/scripts/check/draft.ts'
import { overpromiseIn, promisesNothing } from '../../../src/scripts/check/overpromise.ts'

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

const limited = (reply: string): number => overpromiseIn(readDraft(reply), 200).length

test.each([
  '我给您补5k',
  '微信转您两千',
  '2000块钱赔偿金今天到账',
  '这边可以给到您2000的赔付',
  '送您3000代金券',
  '补偿您300元',
])('a sum above the limit, however it is written: %s', (reply) => {
  expect(limited(reply)).toBeGreaterThan(0)
})

test.each([
  '补偿您100元',
  '送您50元代金券',
  '满2000元可用优惠券',
  '我为您申请2000元补偿，明天答复',
  '补发一张给您',
  '您这单实付2000元，原路退回',
  '转二楼服务台',
])('no sum above it: %s', (reply) => {
  expect(limited(reply)).toBe(0)
})

test.each([
  ['满十年后换件要收费，我们不承诺终身免费', true],
  ['没有终身免费这一项，保修期三年', true],
  ['终身免费维修，您放心', false],
  ['不能保证终身免费，但这次全额赔偿您', false],
])('what sounds like a promise is denied outright: %s', (reply, denied) => {
  expect(promisesNothing(readDraft(reply))).toBe(denied)
})
