/** One line of words from outside: nothing in it ends a header, turns writing around, hides or stands for other words. */
export const plainLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/g, '')
    // What only looks like an encoded word (RFC 2047) would be read as one.
    .replaceAll('=?', '= ?')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** At most so many characters, never half of one. */
export function cutTo(most: number, text: string): string {
  const characters = Array.from(text)
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}
