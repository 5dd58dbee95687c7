import type { Locale } from '../../lib/i18n.ts'
import type { WebDeps } from './deps.ts'
import { createLink } from './link.ts'
import { fitPassword, hashPassword, passwordMin } from './password.ts'
import { RefusalError } from './refusal.ts'
import type { Session } from './session.ts'

/** A login as it is compared: one spelling, whatever the keyboard made of it. */
export const loginOf = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/**
 * Opens an account that has no password yet; the link signs in once.
 * Throws RefusalError `bad_login` or `login_taken`.
 */
export async function createAccount(
  deps: WebDeps,
  wanted: { login: string; locale?: Locale | undefined },
): Promise<{ accountId: string; link: string }> {
  const login = loginOf(wanted.login)
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u.test(login)) throw new RefusalError('bad_login')
  const [made] = await deps.db.webAccount.createManyAndReturn({
    data: [{ login, locale: wanted.locale ?? 'zh-CN' }],
    skipDuplicates: true,
    select: { id: true },
  })
  if (!made) throw new RefusalError('login_taken', { login })
  return { accountId: made.id, link: await createLink(deps, made.id) }
}

const freshMs = 15 * 60_000

/**
 * Gives the account behind a session a new password and signs it out everywhere else.
 * Throws RefusalError `weak_password`, or `sign_in_again` when there is a password already and the sign-in was
 * more than 15 minutes ago: who finds a desk unlocked must not keep it.
 */
export async function choosePassword(deps: WebDeps, session: Session, password: string): Promise<void> {
  if (!fitPassword(password)) throw new RefusalError('weak_password', { min: passwordMin })
  const fresh = deps.now().getTime() - session.createdAt.getTime() < freshMs
  const passwordHash = await hashPassword(password)
  const { count } = await deps.db.webAccount.updateMany({
    where: { id: session.accountId, ...(fresh ? {} : { passwordHash: null }) },
    data: { passwordHash, failures: 0, lockedUntil: null },
  })
  if (count === 0) throw new RefusalError('sign_in_again')
  await deps.db.webSession.deleteMany({ where: { accountId: session.accountId, id: { not: session.id } } })
  await deps.db.webLink.deleteMany({ where: { accountId: session.accountId, usedAt: null } })
}

/** Closes an account: its sessions and unused links end at once, its login can never sign in again. */
export async function closeAccount(deps: WebDeps, accountId: string): Promise<void> {
  await deps.db.$transaction([
    deps.db.webAccount.updateMany({
      where: { id: accountId, closedAt: null },
      data: { closedAt: deps.now(), passwordHash: null },
    }),
    deps.db.webSession.deleteMany({ where: { accountId } }),
    deps.db.webLink.deleteMany({ where: { accountId, usedAt: null } }),
  ])
}
