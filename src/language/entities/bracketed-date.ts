import { parseDay, weekdayOf } from './day.ts'

interface Mention {
  start: number
  end: number
  date: string
}

const withYear = /年|^\d{4}/
const monthFirst = /^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[月./-]/
const weekday = /^(?:周|星期|礼拜)/

/** Dates in order, those in brackets behind a date read with it: 2024年双十一（11月12日凌晨） is of 2024, 5月17日（周日） one day. */
export function withoutRepeats(text: string, found: readonly Mention[]): Mention[] {
  return found.flatMap((one, at) => {
    const last = found[at - 1]
    if (last?.end !== one.start - 1 || !/[（(]/.test(text.charAt(last.end))) return [one]
    const read = sameYear(text, one, last)
    return isRepeat(text, read, last) ? [] : [read]
  })
}

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
    (!monthFirst.test(said) && !withYear.test(said) && closes.test(text.slice(end, end + 6))) ||
    (weekday.test(said) && weekdayNamed(date) === weekdayNamed(last.date))
  )
}
const closes = /^[早晚上中下午凌晨夜当那天]{0,4}[)）]/

const weekdayNamed = (date: string): number | undefined => {
  const day = parseDay(date)
  return day && weekdayOf(day)
}
