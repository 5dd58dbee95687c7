import { type Finding, type Path, shown } from './finding.ts'
import type { Hours, Weekday } from './playbook.ts'

const days: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const dayMinutes = 24 * 60

interface Placed {
  path: Path
  text: string
  /** Minutes from Monday 00:00; `to` may pass the week's end. */
  from: number
  to: number
}

/** A week that has no period, a period without length, and periods that overlap, over midnight too. */
export function weekFindings(path: Path, hours: Hours): Finding[] {
  const placed = days.flatMap((day, index) =>
    hours[day].map((text, at) => place([...path, day, at], text, index * dayMinutes)),
  )
  if (placed.length === 0)
    return [{ path, says: 'has no working time; give at least one day a period such as 09:00-18:00' }]
  const empty = placed.filter(({ from, to }) => from === to)
  return [
    ...empty.map(({ path: where, text }) => ({
      path: where,
      says: `${shown(text)} begins and ends at once; a whole day is 00:00-24:00`,
    })),
    ...overlaps(placed.filter(({ from, to }) => from !== to)),
  ]
}

function place(path: Path, text: string, midnight: number): Placed {
  const [from = 0, to = 0] = text.split('-').map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    return hour * 60 + minute
  })
  return { path, text, from: midnight + from, to: midnight + (to < from ? to + dayMinutes : to) }
}

function overlaps(placed: readonly Placed[]): Finding[] {
  const ordered = placed.toSorted((one, other) => one.from - other.from)
  const [first] = ordered
  return ordered.flatMap((one, index) => {
    // After the last comes the first of the next week.
    const next = ordered[index + 1] ?? (first && { ...first, from: first.from + 7 * dayMinutes })
    if (!next || one.to <= next.from) return []
    return [
      {
        path: next.path,
        says: `${shown(next.text)} overlaps ${shown(one.text)}; make them one period or move one`,
      },
    ]
  })
}
