import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Db } from '../../src/lib/db.ts'
import { createTranslate } from '../../src/lib/i18n.ts'
import { silentLog } from '../../src/lib/log.ts'
import type { EmailDeps } from '../../src/platforms/email/deps.ts'

/** What the parts of the email platform need, its clock never twice at the same instant. */
export function mailDeps(db: Db, change: Partial<EmailDeps> = {}): EmailDeps {
  let at = 0
  return {
    db,
    now: () => {
      at = Math.max(at + 1, Date.now())
      return new Date(at)
    },
    translate: createTranslate(path.resolve(import.meta.dirname, '../../locales')),
    log: silentLog,
    fetch,
    randomToken: () => randomBytes(32).toString('base64url'),
    hideSecrets: (text) => text,
    site: {
      publicUrl: 'https://desk.example.cn',
      company: { name: { 'zh-CN': '客户服务中心', en: 'Customer Service' }, locale: 'zh-CN' },
      key: Buffer.alloc(32, 7),
      automaticPerHour: 5,
    },
    ...change,
  }
}
