import type { VoiceRule } from './script.ts'
import { slotNames } from './vocabulary.ts'

/** What keeps a text from being a script: the key of a sentence that says so, with its values. */
export interface WordingFault {
  kind: 'slot' | 'brace' | 'hidden' | 'word'
  values: Record<string, string>
}

/** Words that we do not use, slots that nothing fills, what masking left behind. */
export function wordingFaults(text: string, rules: readonly VoiceRule[]): WordingFault[] {
  const strange = strangeSlots(text).map(
    (slot): WordingFault => ({ kind: 'slot', values: { slot: `{${slot}}` } }),
  )
  const brace: WordingFault[] = hasLoneBrace(text) ? [{ kind: 'brace', values: {} }] : []
  const hidden: WordingFault[] = text.includes('**') ? [{ kind: 'hidden', values: {} }] : []
  const words = unwantedWords(text, rules).map((values): WordingFault => ({ kind: 'word', values }))
  return [...strange, ...brace, ...hidden, ...words]
}

/** The names in braces that are no slot. */
export const strangeSlots = (text: string): string[] =>
  [...text.matchAll(/\{([^{}]*)\}/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !slotNames.some((slot) => slot === name))

/** Whether a brace stands outside a slot. */
export const hasLoneBrace = (text: string): boolean => /[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))

/** The words of a text that no text to a customer holds, each with what to write instead. */
export const unwantedWords = (
  text: string,
  rules: readonly VoiceRule[],
): { word: string; instead: string }[] =>
  rules.flatMap(({ words, instead }) =>
    words.filter((word) => holds(text, word)).map((word) => ({ word, instead })),
  )

/** Latin words whole (`soon`, not `sooner`), Chinese ones anywhere. */
const holds = (text: string, word: string): boolean =>
  /^[\x20-\x7e]+$/.test(word) ? spaced(text).includes(spaced(word)) : text.includes(word)

const spaced = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9%]+/g, ' ')
    .trim()} `
