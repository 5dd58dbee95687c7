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

/** What a sticky pattern matches at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** Every match of a sticky pattern that begins at one of these places, in order, none overlapping. */
export function matchesAt(
  pattern: RegExp,
  text: string,
  places: readonly number[],
): readonly RegExpExecArray[] {
  let matches: RegExpExecArray[] | undefined
  let end = 0
  for (const at of places) {
    if (at < end) continue
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) continue
    end = at + match[0].length
    if (matches) matches.push(match)
    else matches = [match]
  }
  return matches ?? none
}
