import { existsSync } from 'node:fs'
import path from 'node:path'
import { emailDeps } from '../app/email.ts'
import { type Config, readConfig } from '../config.ts'
import { openDb } from '../lib/db.ts'
import { ConfigError, messageOf } from '../lib/errors.ts'
import { createTranslate, type Locale } from '../lib/i18n.ts'
import { silentLog } from '../lib/log.ts'
import { readOrMakeKey } from '../lib/seal.ts'
import type { EmailDeps } from '../platforms/email/deps.ts'
import { loadPlaybook } from '../playbook/load.ts'
import { findDatabase } from './check-database.ts'
import { bad, type Checked } from './checked.ts'

/** The mail of the desk this environment is: what a command works with while the desk runs or does not. */
export interface MailDesk {
  deps: EmailDeps
  /** The company's. */
  locale: Locale
}

const locales = path.resolve(import.meta.dirname, '../../locales')

/** Acts on the desk's mail; what kept it from being found is told instead. Starts nothing, makes nothing. */
export async function withMailDesk<Result>(
  { now, environment }: { now: () => Date; environment?: NodeJS.ProcessEnv | undefined },
  act: (desk: MailDesk) => Promise<Result>,
): Promise<{ result: Result } | { missing: Checked[] }> {
  try {
    const config = readConfig(environment)
    const playbook = loadPlaybook({ path: config.playbook })
    const { url, checked } = await findDatabase(config)
    if (url === undefined) return { missing: checked }
    const key = await keyOf(config)
    if (!key) return { missing: [noKey(config)] }
    const db = openDb({ url, log: silentLog, poolSize: 2 })
    const house = { db, now, playbook, log: silentLog, translate: createTranslate(locales) }
    const { publicUrl = '', mailAutomaticPerHour: automaticPerHour } = config
    try {
      const deps = emailDeps(house, { publicUrl, key, automaticPerHour })
      return { result: await act({ deps, locale: playbook.company.locale }) }
    } finally {
      await db.$disconnect()
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { missing: [bad(messageOf(error), 'correct this first')] }
  }
}

async function keyOf({ key, dataDir }: Config): Promise<Buffer | undefined> {
  if (key) return key
  return existsSync(path.join(dataDir, 'key')) ? await readOrMakeKey(dataDir) : undefined
}

const noKey = ({ dataDir }: Config): Checked =>
  bad(
    `key: KEFUTAI_KEY is not set, and there is none in ${path.join(dataDir, 'key')}`,
    'run this with the environment and the data folder of the desk; one that has never run has no mailboxes yet',
  )
