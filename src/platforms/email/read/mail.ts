/** One mailbox as written in a header; `address` in lower case where it is one, '' where none could be read. */
export interface MailAddress {
  address: string
  name: string
}

/** One file of a mail. */
export interface MailAttachment {
  /** Safe to show and to save under: no path, no control characters, never empty. */
  filename: string
  /** `type/subtype` in lower case, without parameters. */
  mediaType: string
  /** Bytes after decoding. */
  size: number
  /** A picture of the text, not a file the sender added. */
  inline: boolean
  /** As `cid:` links name it, without angle brackets. */
  contentId: string | undefined
  content: Uint8Array
}

export const mailFaults = [
  'empty',
  'no_header_end',
  'too_many_headers',
  'header_cut',
  'no_from',
  'several_from',
  'raw_8bit_header',
  'bad_encoded_word',
  'charset_unknown',
  'charset_wrong',
  'charset_missing',
  'characters_lost',
  'boundary_missing',
  'final_boundary_missing',
  'too_deep',
  'too_many_parts',
  'broken_base64',
  'broken_quoted_printable',
  'unknown_encoding',
  'unsafe_filename',
  'tnef',
  'text_cut',
  'unreadable',
] as const

/** What was repaired on the way or could not be read; each at most once in a mail. */
export type MailFault = (typeof mailFaults)[number]

/** The header fields that tell automatic mail from a person's, each '' where the mail has none. */
export interface MailSigns {
  autoSubmitted: string
  autoResponseSuppress: string
  autoReply: string
  precedence: string
  listId: string
  listUnsubscribe: string
  /** `<>` is an empty one; '' is none at all. */
  returnPath: string
  failedRecipients: string
  /** `type/subtype` of the whole mail in lower case. */
  contentType: string
  /** Of a multipart/report, in lower case: `delivery-status`, `disposition-notification`. */
  reportType: string
}

/** One header field as received, its value unfolded and decoded. */
export interface MailHeader {
  /** In lower case. */
  name: string
  value: string
}

/** A machine-readable part of a report (message/delivery-status …): its fields, a list a block. */
export interface MailReport {
  mediaType: string
  text: string
}

/** A mail as it can be read from its bytes. */
export interface ReadMail {
  /** With angle brackets; `undefined` where the mail has none. */
  messageId: string | undefined
  inReplyTo: string | undefined
  /** Each with angle brackets, oldest first, each once. */
  references: string[]
  from: MailAddress
  replyTo: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  subject: string
  /** When the sender says it was written; `undefined` where that cannot be read. */
  date: Date | undefined
  signs: MailSigns
  /** Every header field of the mail in its order (Authentication-Results … are found here), at most 1,000. */
  headers: MailHeader[]
  /** The whole readable text, quotations too; of HTML its safe text, with block quotes behind `> `. */
  text: string
  /** `html` where the text was made of HTML, because the mail brought no plain text of its own. */
  textFrom: 'plain' | 'html'
  /** The HTML without anything that acts, loads or hides; `undefined` where the mail has none. */
  html: string | undefined
  attachments: MailAttachment[]
  /** What a bounce or receipt says for machines, and the head of the mail it is about. */
  reports: MailReport[]
  faults: MailFault[]
}
