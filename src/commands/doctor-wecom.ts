import path from 'node:path'
import { wecomOptions } from '../app/wecom.ts'
import { readConfig } from '../config.ts'
import { openDb } from '../lib/db.ts'
import { ConfigError, messageOf } from '../lib/errors.ts'
import { createTranslate } from '../lib/i18n.ts'
import { silentLog } from '../lib/log.ts'
import { examineWecom } from '../platforms/wecom/examine.ts'
import { loadPlaybook } from '../playbook/load.ts'
import { loadScripts } from '../scripts/load.ts'
import { findDatabase } from './check-database.ts'
import { bad, type Checked, mind } from './checked.ts'

/** What the command is given. */
export interface Asked {
  now: () => Date
  environment?: NodeJS.ProcessEnv
  /** WeCom's addresses, where they are other than the real ones. */
  urls?: { api: string; socket: string }
}

const locales = path.resolve(import.meta.dirname, '../../locales')

/** Tries out every door of WeCom that is set, and tells each thing as it is found; a desk that runs is not disturbed. */
export async function examineWecomDesk(asked: Asked, tell: (checked: Checked) => void): Promise<void> {
  try {
    await examine(asked, tell)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    tell(bad(messageOf(error), 'correct this first'))
  }
}

async function examine({ now, environment, urls }: Asked, tell: (checked: Checked) => void): Promise<void> {
  const config = readConfig(environment)
  const settings = config.wecom
  if (!settings)
    return tell(mind('WeCom: nothing is set', 'set WECOM_CORP_ID and what .env.example says beside it'))
  const playbook = loadPlaybook({ path: config.playbook })
  const { url, checked } = await findDatabase(config)
  if (url === undefined) {
    for (const one of checked) tell(one)
    return
  }
  const db = openDb({ url, log: silentLog, poolSize: 2 })
  try {
    const house = {
      db,
      now,
      playbook,
      log: silentLog,
      translate: createTranslate(locales),
      platforms: new Map(),
      scripts: loadScripts(locales),
    }
    const means = { publicUrl: config.publicUrl ?? '', key: config.key ?? Buffer.alloc(32), settings }
    const options = wecomOptions(house, means)
    for await (const finding of examineWecom({ ...options, ...(urls ? { urls } : {}) })) tell(finding)
  } finally {
    await db.$disconnect()
  }
}
