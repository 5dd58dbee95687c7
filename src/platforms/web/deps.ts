import type { Db } from '../../lib/db.ts'
import type { Locale, Translate } from '../../lib/i18n.ts'
import type { Log } from '../../lib/log.ts'
import type { WebHost } from './host.ts'

/** What the parts of the web platform need; passed first, everywhere. */
export interface WebDeps {
  db: Db
  host: WebHost
  now: () => Date
  translate: Translate
  log: Log
  /** 256 random bits, base64url. */
  randomToken: () => string
  site: Site
}

/** What is told of this installation and where it lies. */
export interface Site {
  /** Without a slash at its end. */
  publicUrl: string
  /** True behind https: cookies then never travel in clear. */
  secureCookies: boolean
  company: { name: Record<Locale, string>; timeZone: string }
  /** The folder of uploaded files. */
  uploads: string
  /** The folder of the page sources. */
  pages: string
  /** Becomes false when the demonstration is ended. */
  demo: boolean
}
