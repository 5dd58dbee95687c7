import { addressParser } from 'postal-mime'
import { wellFormed } from '../../../lib/text.ts'
import { replaceWords } from './encoded-words.ts'
import type { MailAddress, MailFault } from './mail.ts'

const mostAddresses = 500
const longestList = 32 * 1024

/** The mailboxes of an address field, groups opened; `value` with its encoded words as they came. */
export function readAddresses(value: string, faults: Set<MailFault>): MailAddress[] {
  if (value === '') return []
  // Decoded by us and written again as the one spelling the parser cannot get wrong.
  const repaired = replaceWords(asciiAngles(value.slice(0, longestList)), faults, (decoded) =>
    decoded === '' ? '' : ` =?utf-8?B?${Buffer.from(decoded, 'utf8').toString('base64')}?= `,
  )
  if (value.length > longestList) faults.add('header_cut')
  return addressParser(repaired, { flatten: true })
    .slice(0, mostAddresses)
    .map((one) => ({ address: plainAddress(one.address ?? ''), name: plainName(one.name) }))
    .filter((one) => one.address !== '' || one.name !== '')
}

/** 王芳＜a@b.cn＞: typed in a Chinese keyboard's brackets. */
const asciiAngles = (value: string): string =>
  value.includes('<') ? value : value.replaceAll('＜', '<').replaceAll('＞', '>')

function plainAddress(address: string): string {
  const plain = address.replaceAll(/[\s\p{Cc}<>"']+/gu, '').toLowerCase()
  return /^[^@]+@[^@]+$/.test(plain) && plain.length <= 320 ? wellFormed(plain) : ''
}

function plainName(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
  return wellFormed(
    plain
      .replace(/^(["'])(.*)\1$/, '$2')
      .trim()
      .slice(0, 300),
  )
}
