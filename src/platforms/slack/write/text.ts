const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

// Marks that turn the reading direction, are not seen, or end a line where nobody sees it; a joiner holds emoji together.
const unseen = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u17b4\u17b5\u3164\uffa0]--[\n\t\u200c\u200d]]/gv

/** A text without the marks that make it read otherwise than it is; everything that is seen stays. */
export const harmless = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(unseen, '')

/** At most so many UTF-16 units: cut between characters, with 「…」 where something was left out. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return `${headOf(text, most - 1).trimEnd()}…`
}

/** The longest beginning of whole characters within so many UTF-16 units. */
export function headOf(text: string, most: number): string {
  if (text.length <= most) return text
  // A character alone may be longer than that, and what comes far behind cannot be in it.
  const end = graphemes.segment(text.slice(0, most + 64)).containing(most)?.index ?? 0
  if (end > 0) return text.slice(0, end)
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xd800 && last < 0xdc00 && most > 1 ? most - 1 : most)
}

/** What Slack's own markup needs: nothing else is escaped. https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Escaped, and within so many UTF-16 units when it is. */
export function cutEscaped(text: string, most: number): string {
  const whole = escaped(text)
  if (whole.length <= most) return whole
  let room = most
  for (;;) {
    const shorter = escaped(cut(text, room))
    if (shorter.length <= most) return shorter
    room -= Math.max(1, Math.ceil((shorter.length - most) / 5))
  }
}

const ends = [/\n\n(?=[^\n])/g, /\n/g, /[。！？!?…；;]["”』」）)]*|\.\s/g, /[，、,：:\s]/g]

/**
 * The text in pieces of at most so many UTF-16 units, cut where a paragraph, a line, a sentence or at least a clause
 * ends; joined they are the text again.
 */
export function pieces(text: string, most: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > most) {
    const part = opening(rest, most)
    parts.push(part)
    rest = rest.slice(part.length)
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest]
}

/** The first of those pieces. */
export const opening = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, borderIn(headOf(text, most)))

function borderIn(head: string): number {
  for (const end of ends) {
    // A short first piece is worse than a cut within a paragraph.
    const last = [...head.matchAll(end)].findLast(
      ({ index, 0: mark }) => index + mark.length > head.length / 3,
    )
    if (last) return last.index + last[0].length
  }
  return head.length
}
