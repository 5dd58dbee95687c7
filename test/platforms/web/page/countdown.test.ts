import { describe, expect, test } from 'vitest'
import { countdown, progress } from '../../../../src/platforms/web/page/countdown.ts'
import { chinese, english } from './reader.ts'

const clock = { from: '2026-11-22T09:00:00+08:00', due: '2026-11-22T17:30:00+08:00' }
const at = (time: string): number => Date.parse(`2026-11-22T${time}+08:00`)

describe('a deadline in words', () => {
  test.each([
    ['09:00:00', 'calm', '剩 8 小时 30 分 · 17:30'],
    ['15:47:59', 'calm', '剩 1 小时 42 分 · 17:30'],
    // 80 % of eight and a half hours.
    ['15:48:00', 'soon', '剩 1 小时 42 分 · 17:30'],
    ['17:05:00', 'soon', '剩 25 分钟 · 17:30'],
    ['17:29:01', 'soon', '剩 不到 1 分钟 · 17:30'],
    ['17:30:00', 'due', '超 不到 1 分钟 · 17:30'],
    ['17:42:10', 'due', '超 12 分钟 · 17:30'],
  ])('at %s it is %s: %s', (time, urgency, text) => {
    expect(countdown(clock, at(time), chinese)).toEqual({ urgency, text })
  })

  test.each([
    ['tomorrow', '2026-11-23T09:00:00+08:00', '剩 18 小时 · 明天 09:00'],
    ['just a day away', '2026-11-23T15:00:00+08:00', '剩 1 天 · 明天 15:00'],
    ['next week', '2026-11-30T10:00:00+08:00', '剩 7 天 19 小时 · 11月30日周一 10:00'],
    ['next year', '2027-01-04T10:00:00+08:00', '剩 42 天 19 小时 · 2027年1月4日周一 10:00'],
  ])('names the day when it is %s', (_, due, text) => {
    expect(countdown({ from: clock.from, due }, at('15:00:00'), chinese).text).toBe(text)
  })

  test('names yesterday when it passed then', () => {
    const due = '2026-11-21T18:00:00+08:00'
    expect(countdown({ from: '2026-11-21T09:00:00+08:00', due }, at('09:00:00'), chinese)).toEqual({
      urgency: 'due',
      text: '超 15 小时 · 昨天 18:00',
    })
  })

  test('counts the day on the reader’s calendar, not on UTC’s', () => {
    // 00:30 in Shanghai is still the day before in UTC.
    const due = '2026-11-23T00:30:00+08:00'
    expect(countdown({ from: clock.from, due }, at('23:50:00'), chinese).text).toBe('剩 40 分钟 · 明天 00:30')
  })

  test('speaks English', () => {
    expect(countdown(clock, at('17:05:00'), english).text).toBe('25 min left · 17:30')
  })
})

describe('the way to the deadline', () => {
  test.each([
    ['before it began', '08:00:00', 0],
    ['half way', '13:15:00', 50],
    ['past it', '20:00:00', 100],
  ])('%s', (_, time, share) => {
    expect(progress(clock, at(time))).toBe(share)
  })

  test('is all gone for a clock without length', () => {
    expect(progress({ from: clock.due, due: clock.due }, at('17:30:00'))).toBe(100)
  })
})
