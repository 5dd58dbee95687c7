import { type Day, parseDay } from '../language/day.ts'
import { comingDay } from './coming-day.ts'

/** A leave as it was written: who and who stands in by work number or name, days as YYYY-MM-DD, both worked out. */
export interface LeaveWords {
  /** Absent: the writer. */
  who?: string
  from: string
  /** The last day away. */
  to: string
  standIn?: string
}

/** What could not be read: the whole, or one word that was to be a day. */
export interface Unread {
  unread: 'usage' | 'day'
  word: string
}

const until = /^(至|to|until|till)$/i
const instead = /^(代班|cover|covered|by|stand-?in)$/i

/** Reads `[工号] 11-23 [至 11-25] [代班 T102]` on a day of the company (YYYY-MM-DD). */
export function readLeave(text: string, today: string): LeaveWords | Unread {
  const now = parseDay(today)
  const { words, standIn } = withoutStandIn(wordsOf(text))
  if (!now || standIn === '') return { unread: 'usage', word: text }
  const [first = '', ...others] = words
  const named = first !== '' && comingDay(first, now) === undefined && !looksLikeDay(first)
  const [from = '', ...more] = named ? others : words
  const [to, ...left] = until.test(more[0] ?? '') ? more.slice(1) : more
  if (from === '' || left.length > 0 || (more.length > 0 && to === undefined))
    return { unread: 'usage', word: text }
  const span = daysOf(now, from, to ?? from)
  if ('unread' in span) return span
  return { ...span, ...(named ? { who: first } : {}), ...(standIn === undefined ? {} : { standIn }) }
}

function daysOf(now: Day, from: string, to: string): { from: string; to: string } | Unread {
  const begin = comingDay(from, now)
  const first = begin === undefined ? undefined : parseDay(begin)
  if (!begin || !first) return { unread: 'day', word: from }
  const end = comingDay(to, now, first)
  return end ? { from: begin, to: end } : { unread: 'day', word: to }
}

/** Words one by one, also where they were written without spaces: 11月23日至25日由T102代班. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replaceAll(/由\s*(\S+?)\s*(?:代班|替班|顶班)/g, ' 代班 $1 ')
    .replaceAll(/(?:代班人?|替班|顶班):?/g, ' 代班 ')
    .replaceAll(/(?<=[日号])\s*-\s*(?=\d)|至|到|~|[—–]+/g, ' 至 ')
    .split(/[\s,、。;]+/)
    .filter((word) => word !== '' && word !== '-')

/** Takes 代班 and the name after it out; the name is empty where it is missing. */
function withoutStandIn(all: readonly string[]): { words: string[]; standIn?: string } {
  const at = all.findIndex((word) => instead.test(word))
  if (at < 0) return { words: [...all] }
  const rest = all.slice(at).findIndex((word) => !instead.test(word))
  if (rest < 0) return { words: all.slice(0, at), standIn: '' }
  return { words: [...all.slice(0, at), ...all.slice(at + rest + 1)], standIn: all[at + rest] ?? '' }
}

/** 11-31 and 下下周 were to be days; a work number or a name is nothing like one. */
const looksLikeDay = (word: string): boolean => /^\d{1,4}[-/.]\d|[\d十][月日号]|^[今明后下昨前上]/.test(word)
