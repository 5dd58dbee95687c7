import { type Locale, localeOf } from '../../lib/i18n.ts'
import { type Asked, headerOf, queryOf } from './asked.ts'
import { readCookie, writeCookie } from './cookie.ts'
import type { WebDeps } from './deps.ts'
import { RefusalError } from './refusal.ts'
import { hashOf } from './token.ts'

const livesMs = 12 * 60 * 60_000
const refreshMs = 30 * 60_000

export interface Session {
  id: string
  csrf: string
  accountId: string
  locale: Locale
  createdAt: Date
}

/** The seat a request speaks for: one browser can hold a session in each. Empty is the ordinary one. */
export function seatOf(asked: Asked): string {
  const seat = headerOf(asked, 'x-seat') ?? queryOf(asked, 'seat') ?? ''
  if (!/^[a-z]{0,20}$/.test(seat)) throw new RefusalError('bad_input')
  return seat
}

const cookieName = (seat: string): string => (seat ? `kefutai_session_${seat}` : 'kefutai_session')

/** Opens a session; the answer is the `Set-Cookie` header that gives it to the browser. */
export async function openSession(deps: WebDeps, accountId: string, seat: string): Promise<string> {
  const token = deps.randomToken()
  const createdAt = deps.now()
  const expiresAt = new Date(createdAt.getTime() + livesMs)
  await deps.db.webSession.deleteMany({ where: { accountId, expiresAt: { lte: createdAt } } })
  await deps.db.webSession.create({
    data: { id: hashOf(token), accountId, csrf: deps.randomToken(), createdAt, expiresAt },
  })
  return writeCookie(cookieName(seat), token, { secure: deps.site.secureCookies })
}

/** However often it is used: a tab left open must not be signed in for ever. */
const longestMs = 7 * 24 * 60 * 60_000

/** The session a request carries. It lives 12 hours from its last use; throws RefusalError `signed_out`. */
export async function findSession(deps: WebDeps, asked: Asked): Promise<Session> {
  const token = readCookie(headerOf(asked, 'cookie') ?? '', cookieName(seatOf(asked)))
  if (!token) throw new RefusalError('signed_out')
  const now = deps.now().getTime()
  const id = hashOf(token)
  const found = await deps.db.webSession.findUnique({ where: { id }, include: { account: true } })
  const old = found !== null && found.createdAt.getTime() + longestMs <= now
  if (!found || old || found.expiresAt.getTime() <= now || found.account.closedAt)
    throw new RefusalError('signed_out')
  // Written at most twice an hour, not with every request.
  if (found.expiresAt.getTime() < now + livesMs - refreshMs)
    await deps.db.webSession.updateMany({ where: { id }, data: { expiresAt: new Date(now + livesMs) } })
  const { csrf, accountId, createdAt, account } = found
  return { id, csrf, accountId, createdAt, locale: localeOf(account.locale) }
}

/** Of these sessions those that still live; does not prolong them. */
export async function livingSessions(deps: WebDeps, ids: string[]): Promise<Set<string>> {
  const living = await deps.db.webSession.findMany({
    where: {
      id: { in: ids },
      expiresAt: { gt: deps.now() },
      createdAt: { gt: new Date(deps.now().getTime() - longestMs) },
      account: { closedAt: null },
    },
    select: { id: true },
  })
  return new Set(living.map((session) => session.id))
}

/** Ends a session; the answer is the `Set-Cookie` header that takes it from the browser. */
export async function closeSession(deps: WebDeps, session: Session, seat: string): Promise<string> {
  await deps.db.webSession.deleteMany({ where: { id: session.id } })
  return writeCookie(cookieName(seat), '', { secure: deps.site.secureCookies, forget: true })
}
