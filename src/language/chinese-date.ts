import { numberCharacters, parseNumber } from './chinese-number.ts'

/** A date in the words: where it stands and which day (YYYY-MM-DD) it means. */
export interface DateMention {
  start: number
  end: number
  date: string
}

type Resolve = (match: RegExpExecArray, today: Day | undefined) => Day | undefined

interface Day {
  year: number
  month: number
  day: number
}

const n = `(?:\\d{1,2}|[${numberCharacters}]{1,3})`
const year = `(\\d{4}|\\d{2}(?=年)|[〇零一二三四五六七八九]{4}|今年|去年|前年|大前年)`
const weekdays = '一二三四五六日天'
const festivals: Readonly<Record<string, readonly [number, number]>> = {
  双十一: [11, 11],
  双11: [11, 11],
  双十二: [12, 12],
  双12: [12, 12],
  六一八: [6, 18],
  '618': [6, 18],
  元旦: [1, 1],
  情人节: [2, 14],
  妇女节: [3, 8],
  三八节: [3, 8],
  劳动节: [5, 1],
  五一: [5, 1],
  儿童节: [6, 1],
  六一: [6, 1],
  国庆节: [10, 1],
  国庆: [10, 1],
  光棍节: [11, 11],
  平安夜: [12, 24],
  圣诞节: [12, 25],
  圣诞: [12, 25],
}

/** Ways of saying a date; the first that fits a place counts, so the fuller ones come first. */
const ways: readonly (readonly [RegExp, Resolve])[] = [
  [
    /(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:\s?[日号])?(?!\d)/g,
    (m) => dayOf(m[1], m[2], m[3]),
  ],
  [new RegExp(`${year}\\s?年?的?\\s?(${n})月(?:份的?)?\\s?(${n})[日号]?`, 'g'), yearMonthDay],
  [/(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/g, (m) => dayOf(m[1], m[2], m[3])],
  [
    new RegExp(`(${n})月(?:份的?)?\\s?(${n})(?:[日号]|(?![\\d天个年月点]))`, 'g'),
    (m, today) => latest(today, number(m[1]), number(m[2])),
  ],
  [
    /(?<![\d./-])(\d{1,2})[/.-](\d{1,2})(?=号|日|买|购|下单|拍|入手|[,，。\s]|$)(?![\d./-])/g,
    (m, today) => latest(today, number(m[1]), number(m[2])),
  ],
  [new RegExp(`(上上|上|这|本)个?月(?:的)?(${n})[日号]`, 'g'), monthBefore],
  [new RegExp(`(上上|上|这|本)个?(?:周|星期|礼拜)([${weekdays}])`, 'g'), weekBefore],
  [
    new RegExp(`(?<![下每个])(?:周|星期|礼拜)([${weekdays}])`, 'g'),
    (m, today) => lastWeekday(today, m[1] ?? ''),
  ],
  [
    new RegExp(
      `(?:(今年|去年|前年|\\d{4}年|\\d{2}年)的?)?(${Object.keys(festivals).join('|')})(?![\\d块元号]|十)`,
      'g',
    ),
    festival,
  ],
  [/大前[天日]/g, (_, today) => before(today, 3)],
  [/前[天日](?!前)|前晚/g, (_, today) => before(today, 2)],
  [/昨[天日晚早]|昨儿/g, (_, today) => before(today, 1)],
  [/今[天日早晚]|今儿/g, (_, today) => before(today, 0)],
  [
    new RegExp(`(\\d{1,3}|[${numberCharacters}]{1,4})天(?:之|以)?前`, 'g'),
    (m, today) => before(today, number(m[1])),
  ],
  [new RegExp(`(${n})个?(?:周|星期|礼拜)(?:之|以)?前`, 'g'), (m, today) => before(today, number(m[1]) * 7)],
  [/半个月(?:之|以)?前/g, (_, today) => before(today, 15)],
  [new RegExp(`(${n})个月(?:之|以)?前`, 'g'), (m, today) => monthsAgo(today, number(m[1]))],
  [new RegExp(`(?<![月\\d${numberCharacters}第])(${n})[号日](?![楼院门线店馆机桌位码])`, 'g'), dayOfMonth],
]

/** Every date in the text; relative ones need `today` (YYYY-MM-DD), and one without a year is the latest not after it. */
export function findDates(text: string, today?: string): DateMention[] {
  const now = today === undefined ? undefined : parseDay(today)
  const found: DateMention[] = []
  for (const [pattern, resolve] of ways) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some((one) => one.start < end && start < one.end)) continue
      const day = resolve(match, now)
      if (day && isReal(day)) found.push({ start, end, date: written(day) })
    }
  }
  return found.sort((one, other) => one.start - other.start)
}

const number = (text: string | undefined): number => parseNumber(text ?? '') ?? Number.NaN

const dayOf = (y: string | undefined, m: string | undefined, d: string | undefined): Day => ({
  year: number(y),
  month: number(m),
  day: number(d),
})

function yearMonthDay(match: RegExpExecArray, today: Day | undefined): Day | undefined {
  const said = yearSaid(match[1] ?? '', today)
  return said === undefined ? undefined : { year: said, month: number(match[2]), day: number(match[3]) }
}

function yearSaid(text: string, today: Day | undefined): number | undefined {
  const back = ['今年', '去年', '前年', '大前年'].indexOf(text)
  if (back >= 0) return today && today.year - back
  const value = number(text)
  return value < 100 ? 2000 + value : value
}

/** The latest such day that is not after today. */
function latest(today: Day | undefined, month: number, day: number): Day | undefined {
  if (!today) return undefined
  const later = month > today.month || (month === today.month && day > today.day)
  return { year: later ? today.year - 1 : today.year, month, day }
}

function monthBefore(match: RegExpExecArray, today: Day | undefined): Day | undefined {
  if (!today) return undefined
  const back = match[1] === '上上' ? 2 : match[1] === '上' ? 1 : 0
  const month = today.year * 12 + today.month - 1 - back
  return { year: Math.floor(month / 12), month: (month % 12) + 1, day: number(match[2]) }
}

function dayOfMonth(match: RegExpExecArray, today: Day | undefined): Day | undefined {
  if (!today) return undefined
  const day = number(match[1])
  const back = day > today.day ? 1 : 0
  const month = today.year * 12 + today.month - 1 - back
  return { year: Math.floor(month / 12), month: (month % 12) + 1, day }
}

function weekBefore(match: RegExpExecArray, today: Day | undefined): Day | undefined {
  if (!today) return undefined
  const back = match[1] === '上上' ? 2 : match[1] === '上' ? 1 : 0
  const day = before(today, weekdayOf(today) - weekdayNumber(match[2] ?? '') + back * 7)
  // 这周五 said on Monday has not been yet: nothing was bought then.
  return day && written(day) <= written(today) ? day : undefined
}

function lastWeekday(today: Day | undefined, name: string): Day | undefined {
  return today && before(today, (weekdayOf(today) - weekdayNumber(name) + 7) % 7)
}

function festival(match: RegExpExecArray, today: Day | undefined): Day | undefined {
  const [month, day] = festivals[match[2] ?? ''] ?? [0, 0]
  const said = match[1] === undefined ? undefined : yearSaid(match[1].replace(/(\d)年$/, '$1'), today)
  return said === undefined ? latest(today, month, day) : { year: said, month, day }
}

function monthsAgo(today: Day | undefined, months: number): Day | undefined {
  if (!today || Number.isNaN(months)) return undefined
  const month = today.year * 12 + today.month - 1 - months
  const first = { year: Math.floor(month / 12), month: (month % 12) + 1, day: 1 }
  const length = new Date(Date.UTC(first.year, first.month, 0)).getUTCDate()
  return { ...first, day: Math.min(today.day, length) }
}

function before(today: Day | undefined, days: number): Day | undefined {
  if (!today || Number.isNaN(days)) return undefined
  const at = new Date(Date.UTC(today.year, today.month - 1, today.day - days))
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() }
}

/** Monday is 1, Sunday 7: weeks begin on Monday. */
const weekdayOf = (day: Day): number => new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() || 7
const weekdayNumber = (name: string): number => Math.min(7, weekdays.indexOf(name) + 1)

function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? dayOf(match[1], match[2], match[3]) : undefined
}

function isReal({ year: y, month, day }: Day): boolean {
  if (!(y >= 1990 && y <= 2100)) return false
  const at = new Date(Date.UTC(y, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}

const written = (day: Day): string =>
  `${day.year}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`
