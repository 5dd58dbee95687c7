import { conceptEntries } from '../words.ts'
import { fromLunar, type MonthDay } from './lunar.ts'

const rules: ReadonlyMap<string, string> = new Map(conceptEntries('festivals'))

/** Feasts that are as often a number or a road as a day, by what may then not follow, or must. */
const guards: readonly (readonly [RegExp, string])[] = [
  [/^十一$/, '(?=那天|当天|期间|假期|长假|黄金周|国庆|的时候|买的|在)'],
  [
    /^(?:三八|五一|六一|七一|八一)$/,
    '(?![零一二三四五六七八九十百千万个件台元块\\d]|\\s?(?:[路街]|大(?!促)))',
  ],
  [/^(?:315|三一五)$/, '(?=那天|当天|买|下单|拍|活动|搞)'],
  [
    /^\d/,
    '(?:(?=那天|当天|当晚|活动|大促|期间)|(?<!(?:买|拍|订|入手|送)[了的过个][^，,。年在是于到等从]{1,6}\\d{3}))(?<![A-Za-z\\d][-/]?\\d{3})(?![\\dA-Za-z.,元块个件台号室]|\\s(?:元|块))',
  ],
  [/\d$/, '(?!\\d)'],
]

const guarded = (name: string): string => name + (guards.find(([form]) => form.test(name))?.[1] ?? '')

const alternatives = (wanted: (name: string) => boolean): string =>
  [...rules.keys()]
    .filter(wanted)
    .sort((one, other) => other.length - one.length)
    .map(guarded)
    .join('|')
const isNumber = (name: string): boolean => /^[\d一二三四五六七八九十双]/.test(name)

/** A group that matches the name of a feast or sale; one that is a number stands in no longer number. */
export const festivalNames = `((?<![\\d.,一二三四五六七八九十百千万零双第月周期十初])(?:${alternatives(isNumber)})|${alternatives((name) => !isNumber(name))})`

/** The day of a feast or sale in a year. */
export function festivalOf(name: string, year: number): MonthDay | undefined {
  const [how, ...said] = rules.get(name)?.split('-') ?? []
  const [month = 0, second = 0, which = 1, days = 0] = said.map(Number)
  if (how === 'day') return { month, day: second }
  if (how === 'lunar') return second === 0 ? lastOfLunarYear(year) : fromLunar(year, { month, day: second })
  if (how === 'nth')
    return monthDay(new Date(Date.UTC(year, month - 1, nth(year, month, [second, which]) + days)))
  return how === 'term' ? { month, day: termDay(year, second / 100) } : undefined
}

function lastOfLunarYear(year: number): MonthDay | undefined {
  const first = fromLunar(year, { month: 1, day: 1 })
  return first && monthDay(new Date(Date.UTC(year, first.month - 1, first.day - 1)))
}

/** The day of the month of its nth weekday. */
function nth(year: number, month: number, [weekday, which]: readonly [number, number]): number {
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
  return 1 + ((weekday - first + 7) % 7) + (which - 1) * 7
}

/** The common formula for solar terms: a shift a year, less the leap days. */
const termDay = (year: number, constant: number): number =>
  Math.floor((year % 100) * 0.2422 + constant) - Math.floor((year % 100) / 4)

const monthDay = (date: Date): MonthDay => ({ month: date.getUTCMonth() + 1, day: date.getUTCDate() })
