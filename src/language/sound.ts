import { syllables } from './words.ts'

// One private-use character a syllable, so that a text of sounds is as long as the text.
const firstCode = 0xe000

const codeOf = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit)
for (const [index, { characters }] of syllables.entries())
  for (const character of characters) codeOf[character.charCodeAt(0)] = firstCode + index

/** The text with each Chinese character replaced by a mark for its sound: homophones become equal. */
export function sounds(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; at++) out += String.fromCharCode(codeOf[text.charCodeAt(at)] ?? 0)
  return out
}
