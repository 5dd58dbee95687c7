import type { Doubt } from '../../platform.ts'
import { ownAddresses, type Receiver } from '../mailbox.ts'
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
}

/** Reads a mail's bytes and judges it; pure. */
export function judge(raw: Uint8Array, mailbox: Omit<Receiver, 'id'>): Judged {
  const mail = readMail(raw)
  const own = ownAddresses(mailbox)
  const author = authorOf(mail, own)
  return {
    mail,
    automatic: automaticOf(mail, own),
    said: newWords(mail.text, mail),
    author,
    doubtful:
      verdictOf(mail.headers, mailbox.trusted, mail.from.address) === 'fail' ||
      isElsewhere(mail, author, own),
  }
}

/** Whoever answers are wanted by; an address of ours is none. */
function authorOf({ from, replyTo }: ReadMail, own: readonly string[]): MailAddress {
  const wanted = replyTo.find(({ address }) => address !== '' && !own.includes(address))
  if (!wanted) return from
  return { address: wanted.address, name: wanted.name || (wanted.address === from.address ? from.name : '') }
}

/** An answer wanted at another house than the mail came from: nobody has proved to be the one who is named. */
function isElsewhere({ from }: ReadMail, author: MailAddress, own: readonly string[]): boolean {
  const domain = domainOf(from.address)
  return domainOf(author.address) !== domain && !own.map(domainOf).includes(domain)
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

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
