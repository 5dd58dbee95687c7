import { randomBytes } from 'node:crypto'
import { hideSecrets } from '../inbox/secrets.ts'
import type { Deps } from '../lib/deps.ts'
import type { EmailDeps } from '../platforms/email/deps.ts'
import type { EmailOptions } from '../platforms/email/index.ts'
import type { OpenedFile } from '../platforms/platform.ts'
import { phraseHours } from '../sla/opening-hours.ts'

/** What the email platform needs besides the house. */
export interface EmailMeans {
  publicUrl: string
  /** 32 bytes. */
  key: Buffer
  automaticPerHour: number
}

/** What the house gives the whole email platform. */
export function emailOptions(house: Deps, means: EmailMeans): EmailOptions {
  const { playbook, translate } = house
  const { locale, timeZone } = playbook.company
  const hours = playbook.hours.channels.email ?? playbook.hours.desk
  return {
    ...emailDeps(house, means),
    timeZone,
    hours: phraseHours(hours, { locale, translate }),
    openAnyFile: (ref) => openFile(house.platforms, ref),
  }
}

/** The file behind an attachment's reference, whichever platform has it. */
export async function openFile(platforms: Deps['platforms'], ref: string): Promise<OpenedFile | undefined> {
  for (const platform of platforms.values()) {
    const file = await platform.openFile?.(ref)
    if (file) return file
  }
  return undefined
}

/** What the house gives the parts of the email platform. */
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
