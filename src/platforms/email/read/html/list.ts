import type { Attributes } from './walk.ts'

/** A list that is open, and the number of its last item. */
export interface List {
  ordered: boolean
  letters: '' | 'a' | 'A'
  count: number
}

export function beginList(tag: 'ul' | 'ol', { start, type, style }: Attributes): List {
  const said =
    type ?? (/list-style(?:-type)?\s{0,9}:\s{0,9}upper-(?:alpha|latin)/i.test(style ?? '') ? 'A' : '')
  const lower = /list-style(?:-type)?\s{0,9}:\s{0,9}lower-(?:alpha|latin)/i.test(style ?? '')
  const letters = said === 'A' || said === 'a' ? said : lower ? 'a' : ''
  return { ordered: tag === 'ol', letters, count: (numberOf(start) ?? 1) - 1 }
}

/** What stands before an item as the reader sees it: a list may begin anywhere, and an item say its own number. */
export function itemMark(lists: readonly List[], { value }: Attributes): string {
  const list = lists.at(-1)
  if (list) list.count = numberOf(value) ?? list.count + 1
  const indent = '  '.repeat(Math.min(Math.max(lists.length - 1, 0), 8))
  return `${indent}${list?.ordered ? `${countOf(list)}.` : '-'} `
}

function countOf({ letters, count }: List): string {
  if (letters === '' || count < 1 || count > 26) return String(count)
  return String.fromCharCode((letters.codePointAt(0) ?? 0) + count - 1)
}

const numberOf = (said: string | undefined): number | undefined =>
  /^\s{0,9}-?\d{1,6}\s{0,9}$/.test(said ?? '') ? Number(said) : undefined
