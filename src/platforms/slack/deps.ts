import type { Db } from '../../lib/db.ts'
import type { Locale, Translate } from '../../lib/i18n.ts'
import type { Log } from '../../lib/log.ts'
import type { ChatHost } from '../host.ts'

/** What Slack has to be told by the environment; `undefined` where it is not set. */
export interface SlackSettings {
  /** `xoxb-…`: the bot of the one workspace. */
  botToken?: string | undefined
  /** `xapp-…`: Socket Mode. */
  appToken?: string | undefined
  /** Verifies what comes in over HTTP. */
  signingSecret?: string | undefined
  /** Both, where workspaces install the app themselves. */
  client?: { id: string; secret: string } | undefined
  /** 👀 and ✅ on a card claim and solve its ticket. */
  emoji: boolean
}

/** Something an administrator has to mend, in words. */
export interface Trouble {
  /** Told once until it is `mended`; for example `token`. */
  key: string
  title: string
  /** What it means, and what to do: a line each. */
  lines: string[]
}

/** What the house gives Slack. */
export interface SlackDeps {
  db: Db
  now: () => Date
  translate: Translate
  log: Log
  host: ChatHost
  /** The company's language. */
  locale: Locale
  /** Where browsers reach the desk, without a trailing slash. */
  publicUrl: string
  /** 32 bytes. */
  key: Buffer
  settings: SlackSettings
  /** Tells the administrators. */
  report: (trouble: Trouble) => Promise<void>
  /** The account of a member of staff, as ids are written, by the name that customers read; `undefined` where there is none. */
  accountOf: (name: string) => Promise<string | undefined>
}
