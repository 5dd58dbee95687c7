/** A value in a text, [start, end). */
export interface Found {
  value: string
  start: number
  end: number
}

const none: readonly RegExpExecArray[] = []

/**
 * Every match of a global pattern, in order. `matchAll` makes a new pattern at
 * each call, which costs more than the search in a short text.
 */
export function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0
  let match = pattern.exec(text)
  if (!match) return none
  const matches: RegExpExecArray[] = []
  while (match) {
    matches.push(match)
    if (match[0] === '') pattern.lastIndex++
    match = pattern.exec(text)
  }
  return matches
}

/** What a sticky pattern matches at a place; to test makes no list of what was found, as `exec` does. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? text.slice(at, pattern.lastIndex) : undefined
}

/** Where the match of a sticky pattern at a place ends; the place itself where it has none. */
export function endOfMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** Every match of a sticky pattern that begins at one of these places, in order, none overlapping. */
export function matchesAt(pattern: RegExp, text: string, places: readonly number[]): readonly Found[] {
  const matches: Found[] = []
  let end = 0
  for (const start of places) {
    if (start < end) continue
    const value = matchAt(pattern, text, start)
    if (value === undefined) continue
    end = start + value.length
    matches.push({ value, start, end })
  }
  return matches
}
