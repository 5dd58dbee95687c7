import { wellFormed } from '../../../lib/text.ts'
import { decodeText } from './charset.ts'
import { replaceWords } from './encoded-words.ts'
import type { RawField } from './header-block.ts'
import type { MailFault, MailHeader } from './mail.ts'
import { readStructured, type Structured } from './parameters.ts'

const longestField = 64 * 1024
const mostShown = 1000

/** The fields of one header, asked by their names. */
export interface Fields {
  /** The first of that name, unfolded, raw bytes decoded, encoded words as they are; '' where there is none. */
  raw: (name: string) => string
  /** The same with encoded words decoded. */
  text: (name: string) => string
  count: (name: string) => number
  structured: (name: string) => Structured
  all: () => MailHeader[]
}

/** Asks a header whose raw bytes may be in any character set; that of the whole mail is tried last. */
export function askFields(fields: RawField[], faults: Set<MailFault>): Fields {
  const hint = hintOf(fields)
  const unfoldedValue = (field: RawField): string => unfolded(field.value, hint, faults)
  const first = (name: string): string => {
    const field = fields.find((one) => one.name === name)
    return field ? unfoldedValue(field) : ''
  }
  return {
    raw: first,
    text: (name) => clean(replaceWords(first(name), faults)),
    count: (name) => fields.filter((one) => one.name === name).length,
    structured: (name) => readStructured(first(name), faults),
    // What is only shown adds no faults: an odd line of a relay is no fault of the mail.
    all: () =>
      fields.slice(0, mostShown).map(({ name, value }) => ({
        name,
        value: clean(replaceWords(unfolded(value, hint, new Set()), new Set())),
      })),
  }
}

/** Header bytes without a declaration are most often in the character set of the text below. */
function hintOf(fields: RawField[]): string {
  const type = fields.find((one) => one.name === 'content-type')?.value.toString('latin1', 0, 2000) ?? ''
  const said = /charset\s{0,9}=\s{0,9}"?([\w.:-]{1,40})/i.exec(type)?.[1] ?? ''
  return /^(us-?ascii|utf-?8|iso-?8859-1|windows-1252)$/i.test(said) ? '' : said
}

function unfolded(value: Buffer, hint: string, faults: Set<MailFault>): string {
  const bytes = value.subarray(0, longestField)
  if (bytes.length < value.length) faults.add('header_cut')
  if (bytes.some((byte) => byte >= 0x80)) faults.add('raw_8bit_header')
  // Raw UTF-8 in a header is allowed (RFC 6532) and is no guess.
  const guesses = new Set<MailFault>()
  const text = decodeText(bytes, hint, guesses)
  if (guesses.has('characters_lost')) faults.add('characters_lost')
  return text.replaceAll(/\r*\n[ \t]?|\r+/g, ' ').trim()
}

/** One line without control characters. */
const clean = (value: string): string => wellFormed(value.replaceAll(/\p{Cc}+/gu, ' ').trim())
