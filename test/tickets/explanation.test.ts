import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createTranslate } from '../../src/lib/i18n.ts'
import {
  moveClock,
  pauseClock,
  reckonClock,
  resumeClock,
  startClock,
  startDated,
  stopClock,
} from '../../src/sla/running.ts'
import type { NewClock } from '../../src/sla/ticking.ts'
import { explanationOf } from '../../src/tickets/cards/explanation.ts'
import { channelAudience, inLocale } from '../../src/tickets/cards/parts.ts'
import { phraseTarget } from '../../src/tickets/cards/target.ts'
import { playbookWith, reckoningIn } from '../sla/playbooks.ts'
import { at } from '../sla/weeks.ts'

const translate = createTranslate(path.resolve(import.meta.dirname, '../../locales'))
const playbook = playbookWith()
const desk = reckoningIn(playbook, 'desk')
const given = (target: string) => ({ target, policy: 'urgent' })
const starts = (target: string, from: string): NewClock => startClock(desk, 'plan', given(target), at(from))
const audience = (now: string) => channelAudience(playbook, translate, at(now))
const says = (clock: NewClock, now: string): string => explanationOf(audience(now), clock)
const saysInEnglish = (clock: NewClock, now: string): string =>
  explanationOf(inLocale(audience(now), 'en'), clock)

const pausedTwice = (): NewClock => {
  const first = pauseClock(desk, starts('4wh', '2026-03-06 16:00'), at('2026-03-06 17:40'))
  const second = pauseClock(desk, resumeClock(desk, first, at('2026-03-09 09:05')), at('2026-03-09 10:00'))
  return resumeClock(desk, second, at('2026-03-09 10:40'))
}

test('a pause after the deadline is no lateness', () => {
  const late = pauseClock(desk, starts('2wh', '2026-03-02 09:00'), at('2026-03-02 12:00'))
  const again = resumeClock(desk, late, at('2026-03-04 12:00'))
  const paused = pauseClock(desk, again, at('2026-03-04 12:30'))
  expect(says(paused, '2026-03-04 13:00')).toContain('等客户，计时已暂停，暂停前已超 1 小时 30 分钟')
})

test('late by a former deadline, and done before the present one', () => {
  const late = { ...starts('2wh', '2026-03-02 09:00'), breachedAt: at('2026-03-02 11:00') }
  const lowered = reckonClock(
    desk,
    late,
    { target: '1wd', policy: 'normal', what: 'retargeted' },
    at('2026-03-02 11:30'),
  )
  expect(says(stopClock(desk, lowered, at('2026-03-02 12:00')), '2026-03-02 12:00')).toContain(
    '今天 12:00 完成（现为今天 18:00 到期，改动前已超时）',
  )
})

test('what runs day and night is due when it was in other hours, and there is nothing to say of them', () => {
  const moved = moveClock(
    desk,
    reckoningIn(playbook, 'department:logistics_ops'),
    starts('24h', '2026-03-02 10:00'),
    at('2026-03-02 11:00'),
  )
  expect(says(moved, '2026-03-02 12:00')).toBe('明天 10:00 到期：从今天 10:00 起 24 小时')
})

describe('a deadline in words', () => {
  const overHoliday = pauseClock(desk, starts('4wh', '2026-09-30 16:00'), at('2026-09-30 17:00'))
  test.each<[string, NewClock, string, string]>([
    [
      'a plain one',
      starts('4wh', '2026-03-06 16:00'),
      '2026-03-06 17:00',
      '周一 11:00 到期：从今天 16:00 起 4 个工作小时',
    ],
    [
      'read later',
      starts('4wh', '2026-03-06 16:00'),
      '2026-03-09 09:30',
      '今天 11:00 到期：从周五 16:00 起 4 个工作小时',
    ],
    [
      'over a holiday with a pause',
      resumeClock(desk, overHoliday, at('2026-09-30 17:25')),
      '2026-09-30 17:30',
      '10月8日 11:25 到期：从今天 16:00 起 4 个工作小时，等客户暂停 25 分钟，国庆节 10月1日–7日不计',
    ],
    [
      'with a make-up day',
      starts('3wd', '2026-09-30 17:00'),
      '2026-09-30 17:30',
      '10月10日 17:00 到期：从今天 17:00 起 3 个工作日，国庆节 10月1日–7日不计，10月10日（周六）补班计入',
    ],
    [
      'started at night',
      starts('4wh', '2026-03-07 23:40'),
      '2026-03-08 10:00',
      '明天 13:00 到期：从昨天 23:40 起 4 个工作小时，明天 09:00 上班后开始计时',
    ],
    [
      'day and night',
      starts('15m', '2026-03-07 23:40'),
      '2026-03-07 23:45',
      '今天 23:55 到期：从今天 23:40 起 15 分钟',
    ],
    [
      'paused',
      pauseClock(desk, starts('4wh', '2026-03-06 10:00'), at('2026-03-06 11:30')),
      '2026-03-06 12:00',
      '等客户，计时已暂停，还剩 2 小时 30 分钟：从今天 10:00 起 4 个工作小时，等客户暂停 30 分钟',
    ],
    [
      'paused when it was late',
      pauseClock(desk, starts('2wh', '2026-03-06 10:00'), at('2026-03-06 12:20')),
      '2026-03-06 12:20',
      '等客户，计时已暂停，暂停前已超 20 分钟：从今天 10:00 起 2 个工作小时',
    ],
    [
      'paused twice',
      pausedTwice(),
      '2026-03-09 11:00',
      '今天 12:05 到期：从周五 16:00 起 4 个工作小时，等客户暂停 2 次共 1 小时 5 分钟',
    ],
    [
      'overdue',
      starts('2wh', '2026-03-06 10:00'),
      '2026-03-06 12:25',
      '今天 12:00 到期，已超 25 分钟：从今天 10:00 起 2 个工作小时',
    ],
    [
      'on the very second',
      starts('2wh', '2026-03-06 10:00'),
      '2026-03-06 12:00',
      '今天 12:00 到期：从今天 10:00 起 2 个工作小时',
    ],
    [
      'stopped in time',
      stopClock(desk, starts('2wh', '2026-03-06 10:00'), at('2026-03-06 11:00')),
      '2026-03-06 12:25',
      '今天 11:00 按时完成（今天 12:00 到期）：从今天 10:00 起 2 个工作小时',
    ],
    [
      'stopped late',
      stopClock(desk, starts('2wh', '2026-03-06 10:00'), at('2026-03-06 12:10')),
      '2026-03-06 12:25',
      '今天 12:10 完成，超 10 分钟（今天 12:00 到期）：从今天 10:00 起 2 个工作小时',
    ],
    [
      'by an end of work',
      starts('fri_close', '2026-03-04 10:00'),
      '2026-03-04 11:00',
      '周五 18:00 到期：从今天 10:00 起，周五下班前',
    ],
    [
      'by the end of the day',
      starts('day_close', '2026-03-04 10:00'),
      '2026-03-04 11:00',
      '今天 18:00 到期：从今天 10:00 起，当天下班前',
    ],
    [
      'another priority',
      reckonClock(
        desk,
        starts('4wh', '2026-03-06 10:00'),
        { ...given('2wh'), what: 'retargeted' },
        at('2026-03-06 10:30'),
      ),
      '2026-03-06 11:00',
      '今天 12:00 到期：从今天 10:00 起 2 个工作小时，原为今天 14:00 到期（4 个工作小时），今天 10:30 改优先级或类别后重新计算',
    ],
    [
      'by choice',
      reckonClock(
        desk,
        starts('4wh', '2026-03-06 10:00'),
        { ...given('3wh'), what: 'reckoned' },
        at('2026-03-06 10:30'),
      ),
      '2026-03-06 11:00',
      '今天 13:00 到期：从今天 10:00 起 3 个工作小时，今天 10:30 主管选择按现行规则重新计算，原为今天 14:00 到期（4 个工作小时）',
    ],
    [
      'another department',
      moveClock(
        desk,
        reckoningIn(playbook, 'department:logistics_ops'),
        starts('4wh', '2026-03-06 10:00'),
        at('2026-03-06 11:00'),
      ),
      '2026-03-06 11:30',
      '今天 15:00 到期：从今天 10:00 起 4 个工作小时，今天 11:00 转到物流运营部后按其工作时间计算，原为今天 14:00 到期',
    ],
    [
      'a year without data',
      starts('2wd', '2026-12-31 10:00'),
      '2026-12-31 11:00',
      '周二 10:00 到期：从今天 10:00 起 2 个工作日，元旦 1月1日不计，2027 年节假日安排还没有数据，暂按法定节日计算',
    ],
  ])('%s', (_, clock, now, expected) => {
    expect(says(clock, now)).toBe(expected)
  })

  test('a date that somebody set says what for, with personal data hidden', () => {
    const due = at('2026-03-12 10:00')
    const dated = (note: string) => startDated(desk, 'revisit', { due, note }, at('2026-03-06 10:00'))
    expect(says(dated('周四在家'), '2026-03-06 11:00')).toBe(
      '周四 10:00 到期：今天 10:00 约定的日期（周四在家）',
    )
    expect(says(dated(''), '2026-03-06 11:00')).toBe('周四 10:00 到期：今天 10:00 约定的日期')
    expect(says(dated('打 13812345678'), '2026-03-06 11:00')).not.toContain('13812345678')
  })

  test('in the hours of whoever is on duty', () => {
    const clock = startClock(
      reckoningIn(playbook, 'attended'),
      'first_response',
      given('2wh'),
      at('2026-03-07 16:30'),
    )
    expect(says(clock, '2026-03-07 16:40')).toBe(
      '明天 09:30 到期：从今天 16:30 起 2 个工作小时，有人值班，休息日也计时',
    )
  })

  test('in English', () => {
    const clock = resumeClock(desk, overHoliday, at('2026-09-30 17:25'))
    expect(saysInEnglish(clock, '2026-09-30 17:30')).toBe(
      'due 8/10 11:25: 4 h of working time from today 16:00, paused 25 min for the customer, National Day 1–7/10 not counted',
    )
  })

  test('two feasts, over the end of a month', () => {
    expect(says(starts('7wd', '2026-09-24 10:00'), '2026-09-24 11:00')).toContain(
      '中秋节 9月25日–27日、国庆节 10月1日–7日不计',
    )
  })
})

test.each([
  ['15m', '15 分钟', '15 min'],
  ['24h', '24 小时', '24 h'],
  ['90wm', '90 分钟工作时间', '90 min of working time'],
  ['4wh', '4 个工作小时', '4 h of working time'],
  ['3wd', '3 个工作日', '3 working day(s)'],
  ['fri_close', '周五下班前', 'by the end of work on Fri'],
  ['day_close', '当天下班前', 'by the end of work that day'],
  ['2026-03-12T02:00:00.000Z', '约定的日期', 'a set date'],
])('the target %s is %s, %s', (target, chinese, english) => {
  expect(phraseTarget({ translate, locale: 'zh-CN' }, target)).toBe(chinese)
  expect(phraseTarget({ translate, locale: 'en' }, target)).toBe(english)
})
