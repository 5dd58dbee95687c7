import { loginOf } from './account.ts'
import type { WebDeps } from './deps.ts'
import { lockAfter } from './lock.ts'
import { verifyPassword } from './password.ts'
import { RefusalError } from './refusal.ts'

interface Tried {
  id: string
  passwordHash: string | null
}

/** Checks login and password and returns the account's id. Throws RefusalError `bad_password` or `locked`. */
export type SignIn = (login: string, password: string) => Promise<string>

/** The door for passwords: every login is locked for a growing time after failures, a login nobody has as well. */
export function createSignIn(deps: WebDeps): SignIn {
  const unknown = createUnknownLogins(deps.now)
  return async (typed, password) => {
    const login = loginOf(typed).slice(0, 200)
    const known = await tryAccount(deps, login)
    if (!known) unknown(login)
    if (!(await verifyPassword(known?.passwordHash, password)) || !known)
      throw new RefusalError('bad_password')
    await deps.db.webAccount.update({ where: { id: known.id }, data: { failures: 0, lockedUntil: null } })
    return known.id
  }
}

/**
 * Counts the attempt before the password is looked at, so that a hundred at once are
 * a hundred attempts. Undefined for a login nobody has.
 */
async function tryAccount(deps: WebDeps, login: string): Promise<Tried | undefined> {
  const now = deps.now()
  return deps.db.$transaction(async (tx) => {
    const [account] = await tx.webAccount.updateManyAndReturn({
      where: { login, closedAt: null, OR: [{ lockedUntil: null }, { lockedUntil: { lte: now } }] },
      data: { failures: { increment: 1 } },
      select: { id: true, passwordHash: true, failures: true },
    })
    if (!account) {
      const locked = await tx.webAccount.findUnique({ where: { login } })
      if (locked?.closedAt === null && locked.lockedUntil) throw lockedUntil(locked.lockedUntil, now)
      return undefined
    }
    const lockMs = lockAfter(account.failures)
    if (lockMs > 0)
      await tx.webAccount.update({
        where: { id: account.id },
        data: { lockedUntil: new Date(now.getTime() + lockMs) },
      })
    return account
  })
}

const lockedUntil = (until: Date, now: Date): RefusalError =>
  new RefusalError('locked', { seconds: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)) })

/** The same lock for logins that do not exist: otherwise being locked would tell that one does. */
function createUnknownLogins(now: () => Date): (login: string) => void {
  const most = 10_000
  const tried = new Map<string, { failures: number; until: number }>()
  return (login) => {
    const at = now().getTime()
    const before = tried.get(login) ?? { failures: 0, until: 0 }
    if (before.until > at) throw lockedUntil(new Date(before.until), now())
    const failures = before.failures + 1
    const lockMs = lockAfter(failures)
    tried.delete(login)
    tried.set(login, { failures, until: lockMs > 0 ? at + lockMs : 0 })
    const oldest = tried.size > most ? tried.keys().next().value : undefined
    if (oldest !== undefined) tried.delete(oldest)
  }
}
