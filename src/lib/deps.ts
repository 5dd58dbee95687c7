import type { Platform, PlatformName } from '../platforms/platform.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { ScriptLibrary } from '../scripts/script.ts'
import type { Db } from './db.ts'
import type { Translate } from './i18n.ts'
import type { Log } from './log.ts'

/** What the flow needs from outside; passed first, everywhere. */
export interface Deps {
  db: Db
  platforms: ReadonlyMap<PlatformName, Platform>
  playbook: Playbook
  scripts: ScriptLibrary
  /** The held clock: the only source of time. */
  now: () => Date
  translate: Translate
  log: Log
}
