import { bytesOf } from './fit.ts'

/** What a message of DingTalk holds for certain; some clients show 5,000. */
export const mostCharacters = 3_800
/** `msgParam` holds 15,000 bytes, as JSON: https://open.dingtalk.com/document/orgapp/the-robot-sends-a-group-message */
export const mostParamBytes = 15_000
// The names of the fields and a title stand beside the words.
const mostWordBytes = mostParamBytes - 1_000

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * A text in parts that each fit one message, in order and nothing lost: cut after a paragraph, else a line, else a
 * sentence, else a space, and only then anywhere between two characters.
 */
export function chunksOf(text: string): string[] {
  const chunks: string[] = []
  let rest = text
  while (!fits(rest)) {
    const most = longest(rest)
    const at = borderIn(rest.slice(0, most)) ?? most
    chunks.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return rest === '' && chunks.length > 0 ? chunks : [...chunks, rest]
}

const fits = (text: string): boolean => text.length <= mostCharacters && wordBytes(text) <= mostWordBytes

/** As it stands within the JSON. */
const wordBytes = (text: string): number => bytesOf(JSON.stringify(text))

/** How many UTF-16 units from the start fit: whole characters, at least one. */
function longest(text: string): number {
  let end = 0
  let bytes = 2
  for (const { segment, index } of segmenter.segment(text.slice(0, mostCharacters + 64))) {
    bytes += wordBytes(segment) - 2
    const after = index + segment.length
    if (end > 0 && (after > mostCharacters || bytes > mostWordBytes)) break
    end = after
    if (after >= mostCharacters) break
  }
  return Math.min(end, mostCharacters)
}

const borders = [/\n\n+/g, /\n+/g, /[。！？!?；;…]+[”’」』）)]*/g, /[，,、]|\s+/g]

/** The last border of the best kind in the later half. */
function borderIn(text: string): number | undefined {
  for (const border of borders) {
    const ends = [...text.matchAll(border)].map((match) => match.index + match[0].length)
    const end = ends.findLast((at) => at > text.length / 2)
    if (end !== undefined) return end
  }
  return undefined
}
