import type { ScriptEntry, Translation, VoiceRule } from './script.ts'
import type { Item } from './sheet.ts'
import { anyCategory, automaticKinds, slotNames, slotsOf } from './vocabulary.ts'
import { hasLoneBrace, strangeSlots, unwantedWords } from './wording.ts'

/** Everything that is judged together. */
interface Galley {
  /** Where the Chinese ones are read from. */
  folder: string
  entries: readonly Item<ScriptEntry>[]
  translations: readonly Item<Translation>[]
  chineseRules: readonly VoiceRule[]
  englishRules: readonly VoiceRule[]
  categories: readonly string[] | undefined
}

/** What a schema cannot see: doubles, slots, missing languages, words we do not use. One line for each fault. */
export function proofread(galley: Galley): string[] {
  const { folder, entries, translations, categories } = galley
  const known = new Map(entries.map(({ value }) => [value.id, value]))
  const translated = new Set(translations.map(({ at }) => at))
  const seen = new Set<string>()
  const faults = entries.flatMap(({ value: entry, fault }) => {
    const say = (key: string, what: string) => fault(key, entry.id, what)
    const twice = seen.has(entry.id) ? [say('id', 'used twice; every script needs its own')] : []
    seen.add(entry.id)
    return [
      ...twice,
      ...frameFaults(entry, categories).map(([key, what]) => say(key, what)),
      ...wordFaults(entry, galley.chineseRules).map(([key, what]) => say(key, what)),
      ...(translated.has(entry.id)
        ? []
        : [say('id', 'no English; add it with title and text to its file in en/scripts')]),
    ]
  })
  const englishFaults = translations.flatMap(({ at, value, fault }) => {
    const id = String(at)
    const original = known.get(id)
    if (!original) return [fault(undefined, id, 'no such script; remove it or correct the id')]
    return [...wordFaults(value, galley.englishRules), ...openedSlots(original.text, value.text)].map(
      ([key, what]) => fault(key, id, what),
    )
  })
  return [...faults, ...englishFaults, ...fallbackFaults(folder, entries)]
}

type Fault = [key: string, what: string]

function frameFaults(entry: ScriptEntry, categories: readonly string[] | undefined): Fault[] {
  const faults: Fault[] = []
  const start = [entry.category[0], entry.step, entry.tone[0]].join('.')
  if (entry.id !== start && !entry.id.startsWith(`${start}.`)) faults.push(['id', `must begin with ${start}`])
  if (entry.category.includes(anyCategory) && entry.category.length > 1)
    faults.push(['category', 'any stands alone; remove the others'])
  for (const code of entry.category)
    if (categories && code !== anyCategory && !categories.includes(code))
      faults.push(['category', `${code} is not in the playbook; use any, ${categories.join(', ')}`])
  if (new Set(entry.examples.map((example) => example.trim())).size < 4)
    faults.push(['examples', 'fewer than 4 different customer messages; write more'])
  if (entry.said && !entry.automatic) faults.push(['said', 'is for automatic scripts; use examples'])
  return faults
}

function wordFaults({ title, text }: Translation, rules: readonly VoiceRule[]): Fault[] {
  const words = unwantedWords(`${text}\n${title}`, rules)
  return [
    ...strangeSlots(text).map((name): Fault => ['text', `{${name}} is no slot; use ${slotNames.join(', ')}`]),
    ...(hasLoneBrace(text)
      ? [['text', 'a brace stands alone; write {slot} or leave it out'] satisfies Fault]
      : []),
    ...words.map(({ word, instead }): Fault => ['text', `holds “${word}”; ${instead}`]),
  ]
}

function openedSlots(original: string, text: string): Fault[] {
  const allowed = slotsOf(original)
  return slotsOf(text)
    .filter((slot) => !allowed.includes(slot))
    .map((slot) => ['text', `uses {${slot}}, which the Chinese text does not; say it without`])
}

/** The bot must be able to speak when nothing but the company is known. */
function fallbackFaults(folder: string, entries: readonly Item<ScriptEntry>[]): string[] {
  const always = ['greeting', 'team']
  return automaticKinds
    .filter(
      (kind) =>
        !entries.some(
          ({ value }) =>
            value.automatic === kind &&
            value.category.includes(anyCategory) &&
            !value.said &&
            slotsOf(value.text).every((slot) => always.includes(slot)),
        ),
    )
    .map(
      (kind) =>
        `${folder}: ${kind}: no automatic script for any category with only {greeting} and {team}; add one`,
    )
}
