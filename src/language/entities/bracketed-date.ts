import { parseDay, weekdayOf } from './day.ts'

interface Mention {
  start: number
  end: number
  date: string
}

const withYear = /年|^\d{4}/
const monthFirst = /^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[月./-]/
const weekday = /^(?:周|星期|礼拜)/

/**
 * Dates in order, those that say a day once more made one with it: 2024年双十一（11月12日凌晨）
 * is of 2024, 5月17日（周日） and 8月8号立秋 are one day.
 */
export function withoutRepeats(text: string, found: readonly Mention[]): Mention[] {
  const days: Mention[] = []
  for (const one of found) {
    const last = days.at(-1)
    if (!last || !joined.test(text.slice(last.end, one.start))) {
      days.push(one)
      continue
    }
    const read = sameYear(text, one, last)
    if (isRepeat(text, read, last)) days[days.length - 1] = { ...last, end: one.end }
    else days.push(read)
  }
  return days
}

/** 去年国庆第三天，也就是10月3号; nothing between them. */
const joined = /^(?:\s?[（(]|[,，]?\s?(?:也?就是|即)说?)?$/

function sameYear(text: string, one: Mention, last: Mention): Mention {
  const said = text.slice(one.start, one.end)
  return withYear.test(text.slice(last.start, last.end)) && monthFirst.test(said)
    ? { ...one, date: last.date.slice(0, 4) + one.date.slice(4) }
    : one
}

/** 5月17日（周日晚上）: the same day once more, as a weekday or a feast of any year. */
const isRepeat = (text: string, { start, end, date }: Mention, last: Mention): boolean => {
  const said = text.slice(start, end)
  return (
    date === last.date ||
    (start === last.end && isFeast(said) && monthFirst.test(text.slice(last.start, last.end))) ||
    (!monthFirst.test(said) && !withYear.test(said) && closes.test(text.slice(end, end + 6))) ||
    (weekday.test(said) && weekdayNamed(date) === weekdayNamed(last.date))
  )
}
const isFeast = (said: string): boolean =>
  !monthFirst.test(said) && !withYear.test(said) && !weekday.test(said)
const closes = /^[早晚上中下午凌晨夜当那天]{0,4}[)）]/

const weekdayNamed = (date: string): number | undefined => {
  const day = parseDay(date)
  return day && weekdayOf(day)
}
