/**
 * Makes typed text storable and keeps every visible character: NUL goes (PostgreSQL
 * refuses it), lone surrogates become U+FFFD, line ends become one kind.
 */
export const cleanText = (text: string): string =>
  text.toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n').replaceAll('\r', '\n')

/** The characters (code points) of a text: one outside the first plane is one. */
export const charactersOf = (text: string): string[] => Array.from(text)

/** One line that can stand among other words: no control, bidi or invisible characters, at most `max` characters. */
export function cleanName(text: string, max = 60): string {
  const visible = cleanText(text)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  return charactersOf(visible).slice(0, max).join('').trim()
}

/** True when nothing in it can be seen: white space, controls, zero-width characters. */
export const isBlank = (text: string): boolean =>
  /^[\p{Cc}\p{Cf}\p{Z}\s\u3164\u2800\u115f\u1160]*$/u.test(text)

/** The length as people count, and the first `max` of it: a character outside the first plane is never cut in two. */
export function cut(text: string, max: number): { text: string; cut: boolean } {
  // A string's length is never smaller than its count of characters.
  if (text.length <= max) return { text, cut: false }
  const characters = charactersOf(text)
  return { text: characters.slice(0, max).join(''), cut: characters.length > max }
}
