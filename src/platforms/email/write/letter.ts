import type { OutboundMessage } from '../../platform.ts'
import type { EmailSite } from '../deps.ts'
import type { Mailbox } from '../mailbox.ts'

/** A file that goes along, opened. */
export interface OpenFile {
  name: string
  mediaType: string
  bytes: Buffer
}

/** What the desk is, with what a signature and a date need besides. */
export interface LetterSite extends EmailSite {
  /** When somebody answers, in words: 周一至周五 9:00–18:00. */
  hours: string | undefined
  /** Where instants are told. */
  timeZone: string
}

/** The customer's words that are answered. */
export interface Question {
  said: string
  author: string
  at: Date
}

/** All that one mail of ours is made of. */
export interface Letter {
  message: OutboundMessage
  /** From 2 on where it came back and is sent anew. */
  edition: number
  thread: { id: string; address: string; name: string; subject: string; token: string }
  /** The Message-IDs of the thread in their order. */
  ids: readonly { messageId: string; outbound: boolean }[]
  question: Question | undefined
  mailbox: Pick<Mailbox, 'address' | 'name'>
  /** The message's attachments, in their order. */
  files: readonly OpenFile[]
  site: LetterSite
  now: Date
}

/** Whether no person wrote it. */
export const isAutomatic = ({ author }: Pick<OutboundMessage, 'author'>): boolean => author.kind !== 'agent'
