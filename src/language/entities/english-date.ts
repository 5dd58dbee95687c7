import type { Match, Way } from './date-way.ts'
import { type Day, daysBefore, latest, monthsBefore, weekdayOf } from './day.ts'

/** Dates in English: July 3, 3 Jul 2026, yesterday, two weeks ago, last Friday. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const dayNumber = '(\\d{1,2})(?:st|nd|rd|th)?'
const yearNumber = '(?:,?\\s?(20\\d\\d))?'

const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

const monthOf = (name: string | undefined): number =>
  months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
const numberOf = (word = ''): number => {
  const at = numbers.indexOf(word.toLowerCase())
  return at >= 0 ? at : /^an?$|^last$/i.test(word) ? 1 : Number(word)
}

const dayIn = (month: string | undefined, day: string | undefined, year: string | undefined) =>
  year === undefined
    ? (today: Day) => latest(today, monthOf(month), Number(day))
    : () => ({ year: Number(year), month: monthOf(month), day: Number(day) })

const latin = /[a-z]{3}/i

export const englishDates: readonly Way[] = [
  [
    latin,
    new RegExp(`(?<![a-z])${monthName}\\.?\\s?${dayNumber}(?![\\d:])${yearNumber}(?![\\da-z])`, 'gi'),
    (m, today) => dayIn(m[1], m[2], m[3])(today),
  ],
  [
    latin,
    new RegExp(
      `(?<![\\da-z.-])${dayNumber}(?:\\s?of)?[\\s-]?${monthName}\\b\\.?(?:[,-]?\\s?(20\\d\\d))?`,
      'gi',
    ),
    (m, today) => dayIn(m[2], m[1], m[3])(today),
  ],
  [
    /yesterday/i,
    /(?:(the day before )|(?<![a-z]))yesterday/gi,
    (m, today) => daysBefore(today, m[1] ? 2 : 1),
  ],
  [/today|this morning/i, /(?<![a-z])(?:today|this morning)/gi, (_, today) => daysBefore(today, 0)],
  [
    /ago/i,
    /(?<![a-z\d])(an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (day|week|month|year)s? ago/gi,
    (m, today) => spanAgo(m, today),
  ],
  [
    /last|on /i,
    new RegExp(
      `(?<![a-z])(?:last|on|this) (${weekdayNames.join('|')})(?:day|sday|nesday|rsday|urday)?(?![a-z])`,
      'gi',
    ),
    (m, today) => {
      const back = (weekdayOf(today) - weekdayNames.indexOf((m[1] ?? '').toLowerCase()) - 1 + 7) % 7
      return daysBefore(today, back === 0 && /^last/i.test(m[0]) ? 7 : back)
    },
  ],
]

function spanAgo([, count, unit]: Match, today: Day): Day {
  const many = numberOf(count)
  const name = unit?.toLowerCase()
  if (name === 'day' || name === 'week') return daysBefore(today, many * (name === 'week' ? 7 : 1))
  return monthsBefore(today, many * (name === 'year' ? 12 : 1))
}
