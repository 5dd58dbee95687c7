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
  [/^(?:315|三一五|521)$/, '(?=那天|当天|买|下单|拍|活动|搞)'],
  [/^(?:小|大)雪$|^雨水$|^[大小]寒$/, '(?=那[天日]|当[天日]|节气|前一天)'],
  [/^小年$/, '(?![轻糕纪货龄])'],
  [/^双[十九八]$/, '(?![一二十])'],
  [/^双(?:10|9|8)$/, '(?=那天|当天|买|下单|拍|活动|大促)'],
  [
    /^\d/,
    '(?:(?=那天|当天|当晚|活动|大促|期间)|(?<!(?:买|拍|订|入手|送)[了的过个][^，,。年在是于到等从]{1,6}\\d{3}))(?<![A-Za-z\\d][-/]?\\d{3})(?![\\dA-Za-z.,元块个件台号室]|\\s(?:元|块))',
  ],
  [/\d$/, '(?!\\d)'],
]

/** 双 11 is written as often as 双11. */
const guarded = (name: string): string =>
  name.replace('双', '双 ?') + (guards.find(([form]) => form.test(name))?.[1] ?? '')

const alternatives = (wanted: (name: string) => boolean): string =>
  [...rules.keys()]
    .filter(wanted)
    .sort((one, other) => other.length - one.length)
    .map(guarded)
    .join('|')
const isNumber = (name: string): boolean => /^[\d一二三四五六七八九十双]/.test(name)

/** A group that matches the name of a feast or sale; one that is a number stands in no longer number, save behind a year: 2025双十一. */
export const festivalNames = `((?:(?<![\\d一二三四五六七八九十百千万零双第月周期十初])(?<!\\d[.,])|(?<=(?<!\\d)20\\d\\d)(?=双))(?:${alternatives(isNumber)})|${alternatives((name) => !isNumber(name))})`

/** The last characters of the names, as a cheap sign that there may be one. */
export const festivalSign = new RegExp(
  `[${[...new Set([...rules.keys()].map((name) => name.at(-1)))].join('')}]`,
)

/** The day of a feast or sale in a year. */
export function festivalOf(name: string, year: number): MonthDay | undefined {
  const [how, ...said] = rules.get(name.replace(' ', ''))?.split('-') ?? []
  const [month = 0, second = 0, which = 1, days = 0] = said.map(Number)
  if (how === 'day') return { month, day: second }
  if (how === 'lunar') return second === 0 ? lastOfLunarYear(year) : fromLunar(year, { month, day: second })
  if (how === 'nth')
    return monthDay(new Date(Date.UTC(year, month - 1, nth(year, month, [second, which]) + days)))
  return how === 'term' ? { month, day: termDay(month < 3 ? year - 1 : year, year, second / 100) } : undefined
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

/** The common formula for solar terms: a shift a year, less the leap days that have been. */
const termDay = (leapYear: number, year: number, constant: number): number =>
  Math.floor((year % 100) * 0.2422 + constant) - Math.floor((leapYear % 100) / 4)

/** The day of a year's feast. */
export type Feast = (year: number) => MonthDay | undefined

/** 国庆假期最后一天: the last of its days off, as they are mostly given, 国庆最后一天 the seventh of ever; `undefined` for feasts that differ from year to year. */
export function holidayEnd(name: string, isOff: boolean): Feast | undefined {
  if (/国庆|^十一$/.test(name)) return (year) => ({ month: 10, day: isOff && withMidAutumn(year) ? 8 : 7 })
  if (/五一|劳动节/.test(name)) return () => ({ month: 5, day: 5 })
  if (/元旦/.test(name)) return () => ({ month: 1, day: 3 })
  return name === '春节' ? (year) => fromLunar(year, { month: 1, day: 7 }) : undefined
}
const withMidAutumn = (year: number): boolean => {
  const day = fromLunar(year, { month: 8, day: 15 })
  return day?.month === 10 && day.day < 8
}

const monthDay = (date: Date): MonthDay => ({ month: date.getUTCMonth() + 1, day: date.getUTCDate() })
