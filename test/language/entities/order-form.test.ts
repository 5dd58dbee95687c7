import { expect, test } from 'vitest'
import { passageOf } from '../../../src/language/cues.ts'
import { isOrderUnnamed } from '../../../src/language/entities/order-form.ts'

const isOrder = (text: string, value: string): boolean => {
  const start = text.indexOf(value)
  return isOrderUnnamed({ value, start, end: start + value.length }, passageOf(text))
}

test.each([
  ['之前那个202602284471的单我不要了', '202602284471'],
  ['我在你们官网下的单，编号KF2026031800452', 'KF2026031800452'],
  ['天猫的 2039485761029384756', '2039485761029384756'],
  ['DD20260312-00871取消掉', 'DD20260312-00871'],
  ['3847561029384756102', '3847561029384756102'],
  ['我买的那个，1928374650192，要换个颜色', '1928374650192'],
])('an order: %s', (text, value) => {
  expect(isOrder(text, value)).toBe(true)
})

test.each([
  ['我买的，帮我查下13877665544', '13877665544'],
  ['换货，序列号20260311009812', '20260311009812'],
  ['退货，条码6901234567892', '6901234567892'],
  ['取消吧 6222021001116245702', '6222021001116245702'],
])('no order: %s', (text, value) => {
  expect(isOrder(text, value)).toBe(false)
})
