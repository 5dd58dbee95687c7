import type { Reader } from '../lib/instant.ts'
import type { Hours, Weekday } from '../playbook/playbook.ts'

const days: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** 周一至周五 09:00–18:00，周六 09:00–12:00: a week as people say it; days with the same hours together. */
export function phraseHours(
  hours: Hours,
  { locale, translate }: Pick<Reader, 'locale' | 'translate'>,
): string {
  if (days.every((day) => hours[day].join() === '00:00-24:00')) return translate(locale, 'desk.hours.always')
  const runs: { from: Weekday; to: Weekday; periods: string }[] = []
  for (const day of days) {
    const periods = hours[day].join('、').replaceAll('-', '–')
    const last = runs.at(-1)
    if (last && last.periods === periods && days.indexOf(day) === days.indexOf(last.to) + 1) last.to = day
    else runs.push({ from: day, to: day, periods })
  }
  const name = (day: Weekday): string => translate(locale, `desk.weekday.${day}`)
  return runs
    .filter(({ periods }) => periods !== '')
    .map(({ from, to, periods }) => {
      const span =
        from === to ? name(from) : translate(locale, 'desk.hours.days', { from: name(from), to: name(to) })
      return translate(locale, 'desk.hours.line', { days: span, periods })
    })
    .join('，')
}
