import type { CardAction, CardField } from '../../card.ts'

/** A card shown as text that waits for an answer. */
export interface Standing {
  number: number
  /** The address whose card it is. */
  place: string
  key: string
  revision: number
  /** In the order in which they are numbered. */
  actions: CardAction[]
}

/** What is meant by an answer: an act, or what is still to be told. */
export type Choice =
  | { card: Standing; action: CardAction; values: Record<string, string> }
  | { card: Standing; action: CardAction; asks: CardField }
  | { unclear: 'which' | 'number' | 'choice' | 'gone' }

/** What stands at a place. */
export interface Stand {
  cards: Standing[]
  /** Within the last two minutes another card came or went: the number alone may mean either. */
  stirred: boolean
}

// 12-1 · 12-1：words · 1 · 1：words · 改：words · 12 改：words
const answer = /^(?:(?<number>\d{1,3})\s*-\s*)?(?<choice>\d)(?:\s*:\s*(?<rest>[\s\S]+))?$/
const edit = /^(?:(?<number>\d{1,3})\s*-?\s*)?改\s*:\s*(?<rest>[\s\S]+)$/

/**
 * An answer typed to cards that are shown as text; `undefined` where it is just words. A number alone counts only where
 * it can mean one card and no other: what is approved goes to a customer.
 */
export function readChoice(text: string, stand: Stand): Choice | undefined {
  const typed = text.trim()
  // Only what stands before the words is read in another spelling: the words themselves go to a customer.
  const head = /^[\s\d０-９\-－–—改]*[:：]?/.exec(typed)?.[0] ?? ''
  const asTyped = head.normalize('NFKC').replaceAll(/[–—]/g, '-') + typed.slice(head.length)
  const match = answer.exec(asTyped) ?? edit.exec(asTyped)
  if (!match?.groups) return undefined
  const { number, choice, rest } = match.groups
  const found = findCard(stand, number === undefined ? undefined : Number(number))
  if (found === undefined || 'unclear' in found) return found
  const action =
    choice === undefined
      ? found.actions.find(({ id }) => id.endsWith('.edit'))
      : found.actions[Number(choice) - 1]
  if (!action) return { unclear: 'choice' }
  return { card: found, action, ...valuesOf(action.fields ?? [], (rest ?? '').trim()) }
}

function findCard(
  { cards, stirred }: Stand,
  number: number | undefined,
): Standing | { unclear: 'which' | 'gone' } | undefined {
  if (number !== undefined) return cards.find((card) => card.number === number) ?? { unclear: 'gone' }
  const [only, ...others] = cards
  if (!only) return undefined
  return others.length > 0 || stirred ? { unclear: 'which' } : only
}

/** Each field from the words: choices by their number, name or id, then what is left for the text. */
function valuesOf(
  fields: readonly CardField[],
  words: string,
): { values: Record<string, string> } | { asks: CardField } {
  const asked = fields.filter(({ kind }) => kind !== 'files')
  const required = asked.find((field) => field.required)
  if (words === '') return required ? { asks: required } : { values: {} }
  const values: Record<string, string> = {}
  let rest = words
  for (const field of asked.filter(({ kind }) => kind !== 'text')) {
    const taken = takeOption(field, rest)
    if (taken) {
      values[field.id] = taken.id
      rest = taken.rest
    } else if (field.value !== undefined && asked.some(({ kind, required: must }) => kind === 'text' && must))
      values[field.id] = field.value
    else if (field.required) return { asks: field }
  }
  for (const field of asked.filter(({ kind }) => kind === 'text')) {
    if (rest === '' && field.required) return { asks: field }
    if (rest !== '') values[field.id] = rest
    rest = ''
  }
  return { values }
}

/** A choice at the start of the words. */
function takeOption(field: CardField, words: string): { id: string; rest: string } | undefined {
  const options = optionsOf(field)
  const named = options.flatMap(({ id, label }, at) =>
    [String(at + 1), label, id].map((name) => ({ id, name })),
  )
  const lower = words.toLowerCase()
  const hit = named
    .filter(({ name }) => name !== '' && lower.startsWith(name.toLowerCase()))
    // 转售后部 is not 转售后.
    .filter(({ name }) => /^(?:$|[\s,，、;；.。])/.test(words.slice(name.length)))
    .toSorted((one, other) => other.name.length - one.name.length)[0]
  return hit && { id: hit.id, rest: words.slice(hit.name.length).replace(/^[\s,，、;；.。]+/, '') }
}

/** What may be chosen: a rating goes from 1 to 5. */
export const optionsOf = ({ kind, options = [] }: CardField): { id: string; label: string }[] =>
  kind === 'rating' && options.length === 0
    ? ['1', '2', '3', '4', '5'].map((id) => ({ id, label: id }))
    : options
