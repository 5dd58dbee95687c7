/** Cuts a text into pieces of at most so many bytes, at the end of a sentence where there is one; together they are the text. */
export function chunk(text: string, mostBytes: number): string[] {
  const pieces: string[] = []
  let rest = text
  while (Buffer.byteLength(rest) > mostBytes) {
    const fits = whatFits(rest, mostBytes)
    const piece = atSentence(fits)
    pieces.push(piece)
    rest = rest.slice(piece.length)
  }
  return rest === '' ? pieces : [...pieces, rest]
}

const letters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** As many whole characters as fit; a character larger than a piece is cut between its parts. */
function whatFits(text: string, mostBytes: number): string {
  let bytes = 0
  let end = 0
  // No more characters than bytes can be in it.
  for (const { segment } of letters.segment(text.slice(0, mostBytes + 1))) {
    bytes += Buffer.byteLength(segment)
    if (bytes > mostBytes) break
    end += segment.length
  }
  if (end > 0) return text.slice(0, end)
  for (const point of text) {
    end += point.length
    if (Buffer.byteLength(text.slice(0, end + 2)) > mostBytes) break
  }
  return text.slice(0, end)
}

/** Up to the last end of a sentence, where that is not too near its beginning. */
function atSentence(text: string): string {
  const ends = [...text.matchAll(/[。！？!?；;\n][”」』）)]?/g)]
  const last = ends.at(-1)
  const end = last ? last.index + last[0].length : 0
  return end > text.length / 3 ? text.slice(0, end) : text
}
