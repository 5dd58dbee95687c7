import type { WebDeps } from './deps.ts'
import { fitPassword, hashPassword, passwordMin } from './password.ts'
import { RefusalError } from './refusal.ts'
import { hashOf } from './token.ts'

const livesMs = 24 * 60 * 60_000

/** A new sign-in link of an account, whole; it works once and for 24 hours. */
export async function createLink(deps: WebDeps, accountId: string): Promise<string> {
  const token = deps.randomToken()
  const expiresAt = new Date(deps.now().getTime() + livesMs)
  // The newest link is the only one: an older one may lie anywhere.
  await deps.db.webLink.deleteMany({ where: { accountId, usedAt: null } })
  await deps.db.webLink.create({ data: { id: hashOf(token), accountId, expiresAt } })
  return `${deps.site.publicUrl}/sign-in/${token}`
}

/**
 * Uses a link up and returns its account. With a password given that becomes the account's,
 * and whoever was signed in with the old one is signed out.
 * Throws RefusalError `bad_link` (unknown, used, too old) or `weak_password`, which leaves the link unused.
 */
export async function openLink(deps: WebDeps, token: string, password?: string): Promise<string> {
  if (password !== undefined && !fitPassword(password))
    throw new RefusalError('weak_password', { min: passwordMin })
  const id = hashOf(token)
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  return deps.db.$transaction(async (tx) => {
    // The condition and the mark are one statement: of two openings at once one finds nothing.
    const [link] = await tx.webLink.updateManyAndReturn({
      where: { id, usedAt: null, expiresAt: { gt: deps.now() }, account: { closedAt: null } },
      data: { usedAt: deps.now() },
      select: { accountId: true },
    })
    if (!link) throw new RefusalError('bad_link')
    if (passwordHash) {
      await tx.webAccount.update({
        where: { id: link.accountId },
        data: { passwordHash, failures: 0, lockedUntil: null },
      })
      await tx.webSession.deleteMany({ where: { accountId: link.accountId } })
    }
    return link.accountId
  })
}
