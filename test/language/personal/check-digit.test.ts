import { expect, test } from 'vitest'
import { isCreditCode, isResidentId, passesLuhn } from '../../../src/language/personal/check-digit.ts'

test.each([
  ['11010519491231002X', true],
  ['11010519491231002x', true],
  ['110105194912310021', false],
  ['99010519491231002X', false],
  ['11010519491331002X', false],
  ['1101051949123100', false],
])('resident id %s: %s', (value, valid) => {
  expect(isResidentId(value)).toBe(valid)
})

test.each([
  ['6222020000000000004', false],
  ['4111111111111111', true],
  ['4111111111111112', false],
])('card %s: %s', (value, valid) => {
  expect(passesLuhn(value)).toBe(valid)
})

test.each([
  ['91350100M000100Y43', true],
  ['91350100M000100Y44', false],
  ['91350100I000100Y43', false],
])('credit code %s: %s', (value, valid) => {
  expect(isCreditCode(value)).toBe(valid)
})
