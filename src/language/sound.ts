import { syllables } from './words.ts'

// One private-use character a syllable, so that a text of sounds is as long as the text.
const firstCode = 0xe000

const codeOf: ReadonlyMap<string, string> = new Map(
  syllables.flatMap(({ characters }, index) =>
    Array.from(characters).map((character) => [character, String.fromCharCode(firstCode + index)] as const),
  ),
)

/** The text with each Chinese character replaced by a mark for its sound: homophones become equal. */
export function sounds(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at)
    out += codeOf.get(unit) ?? unit
  }
  return out
}
