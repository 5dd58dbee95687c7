import type { Doubt } from '../../platform.ts'
import { belong, domainOf, isPublic } from '../domain.ts'
import { ownAddresses, type Receiver } from '../mailbox.ts'
import { isOurs } from '../own-mail.ts'
import { type Automatic, automaticOf } from '../read/automatic.ts'
import type { MailAddress, ReadMail } from '../read/mail.ts'
import { newWords } from '../read/new-words.ts'
import { readMail } from '../read/read-mail.ts'
import { verdictOf } from '../trust.ts'

/** A mail with what everything further goes by. */
export interface Judged {
  mail: ReadMail
  automatic: Automatic
  /** What was newly written. */
  said: string
  /** Whom an answer goes to, and so who the customer is; '' where the mail names nobody. */
  author: MailAddress
  /** The sender may be forged. */
  doubtful: boolean
  /** The receiving server found that the author is who they say. */
  verified: boolean
}

/** Reads a mail's bytes and judges it by itself; `key` is the desk's. Pure. */
export function judge(raw: Uint8Array, mailbox: Omit<Receiver, 'id'>, key: Buffer): Judged {
  const mail = readMail(raw)
  const own = ownAddresses(mailbox)
  const author = authorOf(mail, own)
  const verdict = verdictOf(mail.headers, mailbox.trusted, mail.from.address)
  const doubtful =
    mail.faults.includes('several_from') || verdict === 'fail' || isElsewhere(mail, author, own)
  return {
    mail,
    automatic: automaticOf(mail, own, isOurs(mail, own, key)),
    said: newWords(mail.text, mail),
    author,
    doubtful,
    verified: !doubtful && verdict === 'pass' && author.address === mail.from.address,
  }
}

/** Whoever answers are wanted by; an address of ours is none. */
function authorOf({ from, replyTo }: ReadMail, own: readonly string[]): MailAddress {
  const wanted = replyTo.find(({ address }) => address !== '' && !own.includes(address))
  if (!wanted) return from
  return { address: wanted.address, name: wanted.name || (wanted.address === from.address ? from.name : '') }
}

/**
 * An answer wanted by somebody else than the mail is from: nobody has proved to be the one who is named. Within one
 * company people write for each other; a public provider's addresses have nothing to do with one another.
 */
function isElsewhere({ from }: ReadMail, author: MailAddress, own: readonly string[]): boolean {
  if (author.address === from.address) return false
  const [domain, wanted] = [domainOf(from.address), domainOf(author.address)]
  if (isPublic(domain)) return true
  // Forms of the company's website name the customer so.
  if (own.some((address) => domainOf(address) === domain)) return false
  return isPublic(wanted) || !belong(wanted, domain)
}

const broken: ReadonlySet<string> = new Set([
  'unreadable',
  'empty',
  'no_from',
  'text_cut',
  'characters_lost',
  'too_deep',
  'too_many_parts',
  'broken_base64',
  'tnef',
  'header_cut',
])

/** What speaks against taking the mail as the words of the customer of its conversation. */
export function doubtsOf({ mail, author, doubtful }: Judged, customer: string): Doubt[] {
  return [
    ...(doubtful ? (['sender_failed'] as const) : []),
    ...(author.address === customer ? [] : (['other_sender'] as const)),
    ...(mail.faults.some((fault) => broken.has(fault)) ? (['unreadable'] as const) : []),
  ]
}
