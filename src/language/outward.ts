import { findPersonal } from './personal/mask.ts'
import { conceptEntries } from './words.ts'

const words: ReadonlyMap<string, string> = new Map(
  conceptEntries('hidden').map(([word, kind]) => [kind, word] as const),
)
const placeholder = (kind: string): string => `〔${words.get(kind) ?? words.get('other') ?? ''}〕`

/** Numbers long enough to be somebody's, whatever they are: what a matter is about never hangs on them. */
const numbers = /\p{Nd}(?:[ \-·.]?\p{Nd}){5,}|[〇零一二三四五六七八九幺两]{7,}/gu
const mailboxes = /[\w.+-]{1,64}@[\w.-]{1,255}/g
const fullName = /^\p{Script=Han}{3,4}$/u

/** The longest first, lest a part of one leaves the rest of it standing; of a full name the given name, too. */
const valuesIn = (known: readonly string[]): string[] =>
  known
    .map((value) => value.trim())
    .flatMap((value) => (fullName.test(value) ? [value, value.slice(-2)] : [value]))
    .filter((value) => value.length > 1)
    .toSorted((one, other) => other.length - one.length)

const longest = 2_000

/** Beginning and end: what a matter is, and what was said of it last. */
const abridged = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest / 2)}…${text.slice(1 - longest / 2)}`

/**
 * A text as it may leave the house: instead of a personal word only its kind, nothing of it shown in part;
 * values known of the customer too, and every long number. At most 2,000 characters, cut in the middle.
 */
export function outward(text: string, known: readonly string[] = []): string {
  const values = valuesIn(known)
  let out = ''
  let at = 0
  for (const span of findPersonal(text)) {
    out += text.slice(at, span.start) + placeholder(values.includes(span.value) ? 'other' : span.type)
    at = span.end
  }
  out += text.slice(at)
  for (const value of values) out = out.replaceAll(value, placeholder('other'))
  const cleared = out.replace(mailboxes, placeholder('email')).replace(numbers, placeholder('number'))
  return abridged(cleared).toWellFormed()
}
