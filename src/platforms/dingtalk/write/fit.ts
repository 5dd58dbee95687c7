const encoder = new TextEncoder()

/** Bytes in UTF-8. */
export const bytesOf = (text: string): number => encoder.encode(text).length

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const more = '…'

/** At most so many bytes; what is cut ends in 「…」, never within a character. */
export function cutToBytes(text: string, most: number): string {
  if (bytesOf(text) <= most) return text
  let left = most - bytesOf(more)
  let kept = ''
  for (const { segment } of segmenter.segment(text)) {
    left -= bytesOf(segment)
    if (left < 0) break
    kept += segment
  }
  return most < bytesOf(more) ? '' : kept.trimEnd() + more
}

/** Of several lines as many as fit whole, and the rest as 「…」. */
export function cutLines(text: string, most: number): string {
  if (bytesOf(text) <= most) return text
  const kept: string[] = []
  let left = most - bytesOf(`  \n${more}`)
  for (const line of text.split('\n')) {
    left -= bytesOf(line) + 1
    if (left < 0) break
    kept.push(line)
  }
  return kept.length === 0 ? cutToBytes(text, most) : [...kept, more].join('\n')
}
