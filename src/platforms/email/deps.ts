import type { Db } from '../../lib/db.ts'
import type { Translate } from '../../lib/i18n.ts'
import type { Log } from '../../lib/log.ts'

/** What the email platform needs from outside. */
export interface EmailDeps {
  db: Db
  now: () => Date
  translate: Translate
  log: Log
  /** For the tokens of OAuth 2. */
  fetch: typeof fetch
  /** 32 random bytes as text that stands in a URL. */
  randomToken: () => string
  /** A text with the secrets in it hidden: nothing we show or quote has more. */
  hideSecrets: (text: string) => string
  site: EmailSite
}

/** What the desk is, to those who get its mails. */
export interface EmailSite {
  /** Where browsers reach the desk, without a trailing slash. */
  publicUrl: string
  company: { name: Record<'zh-CN' | 'en', string>; phone?: string | undefined; locale: 'zh-CN' | 'en' }
  /** 32 bytes that seal credentials and sign links; the same on every machine. */
  key: Buffer
  /** Automatic mails to one address in an hour, at most. */
  automaticPerHour: number
}
