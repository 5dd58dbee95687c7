import type { SlotValues } from './fill.ts'
import { slotNames } from './vocabulary.ts'

/** What is known of how a reply came about. */
export interface Origin {
  /** The script it began as, its slots open, and what was proposed of it. */
  template?: string
  proposed: string
  /** What else may stand in it. */
  values: SlotValues
}

const titled = String.raw`\p{Script=Han}{1,2}(?:女士|小姐|先生|太太|老师|阿姨|大姐|教授)`
const hello = '(?:您好|你好|早上好|上午好|中午好|下午好|晚上好)'
const stop = String.raw`[，,、:：!！。~～\s]`
const salutation = new RegExp(
  String.raw`^\s*(?:尊敬的)?(?:${titled}${stop}*${hello}|${hello}${stop}*${titled}(?=${stop})|${hello}|${titled}(?=${stop}))${stop}*`,
  'u',
)
const clock = String.raw`\d{1,2}(?:[:：]\d{2}|点半?)`
const day = '(?:今天|今晚|明天|后天|(?:本|下)?(?:周|星期)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[日号])'
const dueBefore = new RegExp(String.raw`${day}?\s*(?:上午|下午|晚上)?\s*${clock}\s*(?=之?前|以前)`, 'gu')

/** A sent reply as a script: what was filled in for this one customer is a slot again. */
export function leaveOpen(text: string, origin: Origin): string {
  const values = Object.entries({ ...filledIn(origin), ...origin.values })
    .filter(([, value]) => value.length > 1)
    .sort(([, one], [, other]) => other.length - one.length)
  let open = text.trim().replace(salutation, '{greeting}，')
  for (const [slot, value] of values)
    if (slot !== 'greeting') open = open.replaceAll(whole(value), `{${slot}}`)
  return open.replaceAll(dueBefore, '{deadline} ')
}

/** The values a script's slots were filled with, told from the filled text. */
function filledIn({ template, proposed }: Origin): SlotValues {
  const parts = template?.split(/\{([a-z_]+)\}/) ?? []
  const pattern = parts.map((part, nth) => (nth % 2 === 0 ? literal(part) : '([^]+?)')).join('')
  const found = new RegExp(`^${pattern}$`).exec(proposed)
  const values: SlotValues = {}
  for (const slot of slotNames) {
    const at = parts.findIndex((part, nth) => nth % 2 === 1 && part === slot)
    const value = found?.[(at + 1) / 2]
    if (at > 0 && value !== undefined && standsApart(parts, at)) values[slot] = value.trim()
  }
  return values
}

/** Where two slots touch, nobody can tell the end of one value from the start of the next. */
const standsApart = (parts: readonly string[], at: number): boolean =>
  (parts[at - 1] !== '' || at === 1) && (parts[at + 1] !== '' || at + 2 === parts.length)

/** 1024 within 110242 is another number, and within a slot's name nothing is replaced. */
const whole = (value: string): RegExp =>
  new RegExp(`(?<![A-Za-z0-9_{])${literal(value)}(?![A-Za-z0-9_}])`, 'g')

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
