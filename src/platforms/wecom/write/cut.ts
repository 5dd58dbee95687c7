const segments = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Cut to `most` UTF-16 units, never within what is read as one character, with 「…」 where something is missing. */
export const cut = (text: string, most: number): string => shorten(text, most, (part) => part.length)

/** Cut to `most` bytes of UTF-8 in the same way. */
export const cutBytes = (text: string, most: number): string => shorten(text, most, bytesOf)

/** One line: what stands in a field must not break it. */
export const oneLine = (text: string): string => text.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim()

/** The text in pieces of at most `most` bytes of UTF-8, in order and complete; ends of lines are preferred. */
export function pieces(text: string, most: number): string[] {
  if (bytesOf(text) <= most) return [text]
  const found: string[] = []
  let rest = text
  while (bytesOf(rest) > most) {
    const head = fitting(rest, most, bytesOf)
    const line = head.lastIndexOf('\n') + 1
    const taken = line > head.length / 2 ? head.slice(0, line) : head
    found.push(taken)
    rest = rest.slice(taken.length)
  }
  return rest === '' ? found : [...found, rest]
}

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8')

function shorten(text: string, most: number, measure: (part: string) => number): string {
  if (measure(text) <= most) return text
  return `${fitting(text, most - measure('…'), measure).trimEnd()}…`
}

function fitting(text: string, most: number, measure: (part: string) => number): string {
  let room = most
  let end = 0
  for (const { segment } of segments.segment(text)) {
    const size = measure(segment)
    // One that is larger than all the room there is has to be broken, or it would never leave.
    if (end === 0 && size > most) return breakUp(segment, most, measure)
    if (size > room) break
    room -= size
    end += segment.length
  }
  return text.slice(0, end)
}

function breakUp(segment: string, most: number, measure: (part: string) => number): string {
  let taken = ''
  for (const point of segment) {
    if (measure(taken + point) > most) break
    taken += point
  }
  return taken
}
