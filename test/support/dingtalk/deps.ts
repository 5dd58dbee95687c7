import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Db } from '../../../src/lib/db.ts'
import { createTranslate } from '../../../src/lib/i18n.ts'
import type { Log } from '../../../src/lib/log.ts'
import type { DingtalkDeps, DingtalkSettings } from '../../../src/platforms/dingtalk/deps.ts'
import type { FakeDingtalk } from './fake.ts'

const translate = createTranslate(path.resolve(import.meta.dirname, '../../../locales'))

/** A log that can be looked into. */
export function createHeardLog(): Log & { lines: string[] } {
  const lines: string[] = []
  const line = (fields: object, message: string): void => {
    lines.push(`${message} ${JSON.stringify(fields)}`)
  }
  return { lines, debug: line, info: line, warn: line, error: line }
}

/** What the platform needs, on a fake; `db` only where something is kept. */
export const dingtalkDeps = (
  fake: FakeDingtalk,
  more: Partial<DingtalkDeps> = {},
): DingtalkDeps & { log: Log & { lines: string[] } } => ({
  // A test that keeps nothing brings none.
  db: undefined as unknown as Db,
  now: fake.clock.now,
  pause: fake.clock.pause,
  translate,
  fetch,
  randomToken: () => randomBytes(32).toString('base64url'),
  host: {
    channels: new Set(fake.world.groups.keys()),
    isStaff: async () => false,
    card: async () => undefined,
    cardAt: async () => undefined,
    home: async () => undefined,
    openFile: async () => undefined,
  },
  site: {
    publicUrl: 'https://desk.example.com',
    company: { name: { 'zh-CN': '客服台演示公司', en: 'Demo' }, locale: 'zh-CN' },
    key: Buffer.alloc(32, 7),
  },
  settings: settingsOn(fake),
  ...more,
  log: createHeardLog(),
})

/** One app on the fake, with the public cards. */
export const settingsOn = (fake: FakeDingtalk): DingtalkSettings => ({
  clientId: fake.world.clientId,
  clientSecret: fake.world.clientSecret,
  robotCode: fake.world.robotCode,
  mode: 'stream',
  apiUrl: fake.url,
  oapiUrl: fake.url,
  templates: { kind: 'public' },
  push: undefined,
})
