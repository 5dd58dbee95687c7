import path from 'node:path'
import { settingsOf } from '../app/dingtalk.ts'
import { readConfig } from '../config.ts'
import { openDb } from '../lib/db.ts'
import { ConfigError, messageOf } from '../lib/errors.ts'
import { createTranslate } from '../lib/i18n.ts'
import { silentLog } from '../lib/log.ts'
import { examineDingtalk } from '../platforms/dingtalk/examine.ts'
import { loadPlaybook } from '../playbook/load.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { findDatabase } from './check-database.ts'
import { bad, type Checked, mind } from './checked.ts'

export interface AskedOfDingtalk {
  now: () => Date
  fetch: typeof fetch
  environment?: NodeJS.ProcessEnv
}

const locales = path.resolve(import.meta.dirname, '../../locales')

/** Tries the DingTalk app out without sending anything to anybody, and tells each thing as it is found. */
export async function examineDingtalkApp(
  { now, fetch, environment }: AskedOfDingtalk,
  tell: (checked: Checked) => void,
): Promise<void> {
  try {
    const config = readConfig(environment)
    if (!config.dingtalk)
      return tell(
        mind(
          'DingTalk: DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET are not set',
          'set them to Client ID and Client Secret of the app in the developer console; README says how',
        ),
      )
    const playbook = loadPlaybook({ path: config.playbook })
    const { url, checked } = await findDatabase(config)
    if (url === undefined) return checked.forEach(tell)
    const db = openDb({ url, log: silentLog, poolSize: 2 })
    try {
      const house = { db, playbook, now, log: silentLog, translate: createTranslate(locales) }
      const site = { publicUrl: config.publicUrl ?? '', company: playbook.company, key: Buffer.alloc(32) }
      const settings = settingsOf(config.dingtalk)
      for await (const found of examineDingtalk({
        ...house,
        fetch,
        site,
        settings,
        channels: channelsOf(playbook),
      }))
        tell(found)
    } finally {
      await db.$disconnect()
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    tell(bad(messageOf(error), 'correct this first'))
  }
}

const channelsOf = ({ desk, supervisors, administrators, departments }: Playbook): string[] => {
  const all = [desk, supervisors, administrators, ...departments].map(({ channel }) => channel)
  return [...new Set(all.filter(({ platform }) => platform === 'dingtalk').map(({ id }) => id))]
}
