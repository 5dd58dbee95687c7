import { latestDay, type Match } from './date-way.ts'
import { type Day, inMonthBefore, latest } from './day.ts'
import { number } from './festival-day.ts'
import { back } from './reckon.ts'

/**
 * The parts of a date are often said in two clauses: 上个月在你家买的，26号;
 * 周三下的单，上周那个. What was said of the year, month or week belongs to the day.
 */
const reach = 22

/** The words before, since the last sentence, where nothing has come between that has a day of its own. */
const wordsBefore = ({ input, index }: Match): string =>
  input
    .slice(Math.max(0, index - reach), index)
    .split(/[。!！?？\n；;]/)
    .at(-1) ?? ''
const wordsBehind = ({ input, index, 0: said }: Match): string =>
  input.slice(index + said.length, index + said.length + 14).split(/[。!！?？\n；;]/)[0] ?? ''

/** 又, 坏: what follows is another day's matter. */
const another = /[又再坏换修送到退]|上门|联系/

const yearsBefore =
  /(今年|去年|前年|大前年|20\d\d年)(?![的底初末中]?(?:\d|[一二三四五六七八九十]+月|夏|秋|冬|春|双|国庆|元旦))([^年月日号]*[,，][^年月日号]{0,6})$/
const yearBehind =
  /^[^,，]{0,6}[,，]\s?(?:就?是|我说的是)?(去年|前年|大前年|20\d\d年)(?:的|那会儿|那个|的事)?(?:[,，]|$)/

/** 去年买的，好像是3月5号: 去年. */
export function yearApart(match: Match): string | undefined {
  const behind = yearBehind.exec(wordsBehind(match))?.[1]
  const [, before, between = ''] = yearsBefore.exec(wordsBefore(match)) ?? []
  return behind ?? (another.test(between) ? undefined : before)
}

const monthsBefore =
  /(?:(上上|大上|上|这|本)个?月|(?<![\d个])(\d{1,2}|[一二三四五六七八九十]{1,2})月份?)(?![底初末中]|\d|[一二三四五六七八九十])([^年月日号]*)$/
const monthBehind =
  /^[^,，]{0,6}[,，]\s?(?:就?是)?(?:(上上|上|这|本)个?月|(\d{1,2}|[一二三四五六七八九十]{1,2})月份?)(?:的|那会儿|那个|的事)?(?:[,，]|$)/

/** 三月份买的，15号 and 15号买的，上个月: of which month a day is. */
export function monthApart(match: Match, today: Day, day: number): Day {
  const behind = monthBehind.exec(wordsBehind(match))
  const before = monthsBefore.exec(wordsBefore(match))
  const found = behind ?? (before && !another.test(before[3] ?? '') ? before : undefined)
  if (!found) return latestDay(today, day)
  return found[1] ? inMonthBefore(today, back(found[1]), day) : latest(today, number(found[2]), day)
}

const weeksBefore = /(上上|大上|上|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天末])([^周期拜]*)$/
const weekBehind =
  /^[^,，]{0,6}[,，]\s?(?:就?是)?(上上|上|这|本)个?(?:周|星期|礼拜)(?:的|那会儿|那个|的事)?(?:[,，]|$)/

/** 上周买的，周三: how many weeks back; `undefined` where none was named. */
export function weekApart(match: Match): number | undefined {
  const behind = weekBehind.exec(wordsBehind(match))
  const before = weeksBefore.exec(wordsBefore(match))
  const word = behind?.[1] ?? (another.test(before?.[2] ?? '') ? undefined : before?.[1])
  return word === undefined ? undefined : back(word)
}
