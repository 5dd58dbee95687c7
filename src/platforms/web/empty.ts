import { rm } from 'node:fs/promises'
import type { WebDeps } from './deps.ts'

/** Forgets everything and everybody of this platform: the end of the demonstration. */
export async function emptyWeb(deps: WebDeps): Promise<void> {
  const { db } = deps
  await db.$transaction([
    db.webPost.deleteMany(),
    db.webReading.deleteMany(),
    db.webUpload.deleteMany(),
    db.webVisitor.deleteMany(),
    db.webSession.deleteMany(),
    db.webLink.deleteMany(),
    db.webAccount.deleteMany(),
  ])
  await rm(deps.site.uploads, { recursive: true, force: true })
}
