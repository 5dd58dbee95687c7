import type { Card, CardAction, CardField } from '../card.ts'

/** What somebody typed to a card, where cards have no field for it. */
export type Typed =
  /** 「改 SR20261122003：…」: an act with its words; the number may be missing. */
  | { kind: 'act'; actions: readonly string[]; number?: string; text: string }
  /** 「发 2」: the numbered alternative goes to the customer. */
  | { kind: 'send'; nth: number; number?: string }
  /** 「2」: that alternative is to be read first. */
  | { kind: 'look'; nth: number }

/** The word that each act is called by; the first is the one that is told. */
const words: Readonly<Record<string, readonly string[]>> = {
  'suggestion.edit': ['改', '修改', 'edit'],
  'ticket.reply': ['回复', 'reply'],
  'ticket.note': ['备注', 'note'],
  'ticket.plan': ['方案', 'plan'],
  'ticket.solve': ['解决', 'solve'],
  'ticket.transfer': ['转派', 'transfer'],
  'ticket.category': ['类别', 'category'],
  'ticket.priority': ['优先级', 'priority'],
  'ticket.assign': ['指派', 'assign'],
  'plan.return': ['退回', 'return'],
  'release.decline': ['驳回', 'decline'],
  'script.publish': ['发布', 'publish'],
  'reminder.snooze': ['延后', 'snooze'],
  'morning.assign': ['分配', 'share'],
}

const byWord = new Map<string, string[]>()
for (const [action, called] of Object.entries(words))
  for (const word of called) byWord.set(word, [...(byWord.get(word) ?? []), action])

/** The word to type for an act, in the reader's language; `undefined` for one that is never typed. */
export const wordFor = (action: string, locale: string): string | undefined =>
  locale === 'en' ? words[action]?.at(-1) : words[action]?.[0]

const ticketNumber = '[A-Za-z]{2}\\d{11,}'
const act = new RegExp(`^([\\p{L}]+)\\s*(${ticketNumber})?\\s*[：:]\\s*([\\s\\S]+)$`, 'u')
const send = new RegExp(
  `^(?:发送|发|send)\\s*(?:(${ticketNumber})\\s*)?[#第]?\\s*(\\d)\\s*条?(?:\\s*(${ticketNumber}))?$`,
  'i',
)

/** Reads what was typed to a card; `undefined` for anything else: without its mark nothing is an answer by accident. */
export function parseTyped(typed: string): Typed | undefined {
  const text = typed.trim()
  const [, word = '', number, rest = ''] = act.exec(text) ?? []
  const actions = byWord.get(word.toLowerCase())
  if (actions && rest.trim() !== '')
    return { kind: 'act', actions, text: rest.trim(), ...(number ? { number: number.toUpperCase() } : {}) }
  const [sent, before, nth, after] = send.exec(text) ?? []
  const named = (before ?? after)?.toUpperCase()
  if (sent) return { kind: 'send', nth: Number(nth), ...(named ? { number: named } : {}) }
  return /^[1-9]$/.test(text) ? { kind: 'look', nth: Number(text) } : undefined
}

/** The first ticket number in a text. */
export const numberIn = (text: string): string | undefined =>
  new RegExp(`(?<![A-Za-z0-9])${ticketNumber}(?!\\d)`).exec(text)?.[0].toUpperCase()

/**
 * The fields of an act from typed words: a choice is named by its label (「转派 SR…：物流部 客户改址」) or keeps the value
 * it has; the rest is the text. `missing`: what nobody could make out.
 */
export function valuesFrom(
  { fields = [] }: Pick<CardAction, 'fields'>,
  typed: string,
): { values: Record<string, string> } | { missing: CardField } {
  const values: Record<string, string> = {}
  let rest = typed.trim()
  for (const field of fields.filter(({ kind }) => kind === 'select' || kind === 'rating')) {
    const named = (field.options ?? []).find(({ id, label }) => rest.startsWith(label) || rest === id)
    if (named) rest = rest.slice(rest.startsWith(named.label) ? named.label.length : named.id.length).trim()
    const value = named?.id ?? field.value
    if (value !== undefined) values[field.id] = value
    else if (field.required) return { missing: field }
  }
  const texts = fields.filter(({ kind }) => kind === 'text')
  const text = texts.find(({ required }) => required) ?? texts[0]
  if (text && rest !== '') values[text.id] = rest.replace(/^[，,、：:\s]+/, '')
  if (text?.required && !values[text.id]) return { missing: text }
  return { values }
}

/** The act among these that a card offers. */
export const offered = (card: Card, actions: readonly string[]): CardAction | undefined =>
  card.actions.find(({ id }) => actions.includes(id))
