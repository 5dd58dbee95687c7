import { z } from 'zod'
import type { Locale } from '../lib/i18n.ts'
import { intents, steps, tones } from '../playbook/playbook.ts'
import { createMatchIndex, type MatchIndex } from './match.ts'
import { type Traits, traitsOf } from './traits.ts'
import { automaticKinds, type Slot, scriptClasses, slotsOf } from './vocabulary.ts'

export { type AutomaticKind, type Slot, slotNames } from './vocabulary.ts'

export const entrySchema = z.strictObject({
  /** Stable: suggestions and messages refer to it. */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_]*\.[a-z_]+\.[a-z_]+(\.[a-z0-9_]+)?$/, 'write category.step.tone[.word]'),
  title: z.string().min(1, 'say in a few words what it is for'),
  /** Category codes, or `any` alone. */
  category: z.array(z.string()).min(1, 'name at least one category, or any'),
  step: z.enum(steps),
  tone: z.array(z.enum(tones)).min(1, `name at least one of ${tones.join(', ')}`),
  /** Where it answers one turn of a conversation: urging, agreeing, refusing … */
  intent: z.array(z.enum(intents)).min(1).optional(),
  class: z.enum(scriptClasses),
  automatic: z.enum(automaticKinds).optional(),
  /** Automatic ones: only where the customer's words hold one of these. */
  said: z.array(z.string().min(1)).min(1).optional(),
  text: z.string().min(1, 'write what the customer reads'),
  examples: z.array(z.string().min(1)).min(4, 'write at least 4 different customer messages'),
})
export const translationSchema = z.strictObject({ title: z.string().min(1), text: z.string().min(1) })
export const voiceRuleSchema = z.strictObject({
  words: z.array(z.string().min(1)),
  instead: z.string().min(1),
})

/** One entry of `locales/zh-CN/scripts/*.yaml`. */
export type ScriptEntry = z.infer<typeof entrySchema>
export type Translation = z.infer<typeof translationSchema>
/** Words that no text to a customer holds, and what to write instead. */
export type VoiceRule = z.infer<typeof voiceRuleSchema>

export interface Script extends ScriptEntry {
  /** The slots its text leaves open. */
  slots: readonly Slot[]
}

/** What agents made of the scripts so far. */
export interface Learnt {
  /** How well the best of the messages a script was approved for fits a query's terms: one figure per script, as of the index. */
  cases(terms: readonly string[]): Float64Array
  /** What became of the scripts on tickets of a category: one figure per script, −1 turned down … 1 sent as it was. */
  standing(category: string): Float64Array | undefined
}

/** All scripts in both languages, with what finds them. */
export interface ScriptLibrary {
  readonly scripts: readonly Script[]
  /** In the order of `scripts`; automatic ones are never found. */
  readonly index: MatchIndex
  readonly traits: Traits
  /** Numbers of the scripts a person may send, by category code (`any` among them). */
  readonly byCategory: ReadonlyMap<string, readonly number[]>
  /** Absent as long as nothing was decided. */
  readonly learnt?: Learnt
  readonly english: ReadonlyMap<string, Translation>
  /** What no Chinese text to a customer says. */
  readonly voice: readonly VoiceRule[]
  textOf(script: Script, locale: Locale): string
  titleOf(script: Script, locale: Locale): string
}

/** A library of entries that were checked; the English stands beside them by id. */
export function createLibrary(
  entries: readonly ScriptEntry[],
  english: ReadonlyMap<string, Translation>,
  voice: readonly VoiceRule[] = [],
): ScriptLibrary {
  const scripts = entries.map((entry) => ({ ...entry, slots: slotsOf(entry.text) }))
  const byCategory = new Map<string, number[]>()
  for (const [at, script] of scripts.entries()) {
    if (script.automatic) continue
    for (const code of script.category) {
      const list = byCategory.get(code)
      if (list) list.push(at)
      else byCategory.set(code, [at])
    }
  }
  const wording = (script: Script, locale: Locale): Translation =>
    (locale === 'en' ? english.get(script.id) : undefined) ?? script
  return {
    scripts,
    index: createMatchIndex(scripts.map(searchText)),
    traits: traitsOf(scripts),
    byCategory,
    english,
    voice,
    textOf: (script, locale) => wording(script, locale).text,
    titleOf: (script, locale) => wording(script, locale).title,
  }
}

/** The library with more scripts at its end; these have no English. */
export const withScripts = (
  { scripts, english, voice }: ScriptLibrary,
  more: readonly ScriptEntry[],
): ScriptLibrary => createLibrary([...scripts, ...more], english, voice)

/** What a customer's words are compared with; measured: the script's own words add 8 points of recall to its examples. */
const searchText = ({ automatic, examples, title, text }: ScriptEntry): string =>
  automatic ? '' : [...examples, title, text.replace(/\{[a-z_]+\}/g, '')].join('\n')
