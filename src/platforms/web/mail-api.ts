/** What the administrator's page and the server say to each other of mailboxes; nothing here is ever a secret. */

type Security = 'tls' | 'starttls' | 'none'

export interface MailServer {
  host: string
  port: number
  security: Security
}

/** `GET /api/admin/mail` */
export interface MailSetupView {
  mailboxes: MailboxView[]
  presets: MailPresetView[]
  /** Latest mails taken as a program's, and those that could not be read. */
  setAside: KeptMailView[]
  unreadable: KeptMailView[]
  /** Where a mail server's pipe brings mails to. */
  doorUrl: string
}

export interface MailboxView {
  id: string
  address: string
  aliases: string[]
  name: string
  imap: (MailServer & { user: string; folders: string[]; since: string }) | null
  smtp: (MailServer & { user: string }) | null
  signIn: 'none' | 'password' | 'oauth' | 'lost'
  oauth: { clientId: string; tokenUrl: string } | null
  trusted: string[]
  /** Whether there is a token for its HTTP door. */
  door: boolean
  closed: boolean
  /** What is wrong with reading it, and with sending from it. */
  fault?: { says: string; remedy: string; since: string }
  sendFault?: { says: string; remedy: string; since: string }
  lastArrivedAt?: string
  today: number
  waiting: number
}

export interface MailPresetView {
  id: string
  name: string
  /** Where to click at the provider. */
  hint: string
  imap: MailServer
  smtp: MailServer
  signIn: 'password' | 'code' | 'oauth'
  tokenUrl?: string
}

/** `POST /api/admin/mail/save` and `…/examine`: what is left empty of the secrets stays as it is kept. */
export interface MailboxDraft {
  address: string
  aliases: string[]
  name: string
  imap: (MailServer & { user: string; folders: string[] }) | null
  smtp: (MailServer & { user: string }) | null
  password: string
  oauth: { clientId: string; clientSecret: string; refreshToken: string; tokenUrl: string } | null
  trusted: string[]
  pastDays: number
}

/** Where a test stands; the page sends back what it was given. */
export interface MailCursor {
  step: 'reading' | 'sending' | 'looking'
  token: string
  attempt: number
  readable: boolean
}

/** `POST /api/admin/mail/examine`: what one step found, and the next step, to be asked for after `afterMs`. */
export interface MailTestView {
  findings: { title: string; mark: 'good' | 'mind' | 'bad'; says: string; remedy?: string }[]
  /** Servers that may be believed. */
  trusted: string[]
  next?: MailCursor & { afterMs: number }
}

export interface KeptMailView {
  id: string
  mailbox: string
  from: string
  subject: string
  /** auto_reply | list | bounce | loop, or what kept it from being read. */
  why: string
  at: string
}
