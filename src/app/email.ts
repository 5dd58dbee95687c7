import { randomBytes } from 'node:crypto'
import { hideSecrets } from '../inbox/secrets.ts'
import type { Deps } from '../lib/deps.ts'
import type { EmailDeps } from '../platforms/email/deps.ts'

/** What the email platform needs besides the house. */
export interface EmailMeans {
  publicUrl: string
  /** 32 bytes. */
  key: Buffer
  automaticPerHour: number
}

/** What the house gives the email platform. */
export const emailDeps = (
  { db, now, translate, log, playbook }: Pick<Deps, 'db' | 'now' | 'translate' | 'log' | 'playbook'>,
  { publicUrl, key, automaticPerHour }: EmailMeans,
): EmailDeps => ({
  db,
  now,
  translate,
  log,
  fetch,
  randomToken: () => randomBytes(32).toString('base64url'),
  hideSecrets,
  site: { publicUrl, company: playbook.company, key, automaticPerHour },
})
