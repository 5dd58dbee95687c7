import { type Asked, headerOf, speak } from './asked.ts'
import type { WebDeps } from './deps.ts'
import type { Member, MemberChannel } from './host.ts'
import { RefusalError } from './refusal.ts'
import { findSession, type Session } from './session.ts'
import { sameSecret } from './token.ts'

/** A staff member at the other end of a request. */
export interface Asker extends Session {
  member: Member
}

/**
 * The staff member a request comes from. What changes something (anything but GET) must carry
 * the session's CSRF token. Throws RefusalError `signed_out` or `csrf`.
 */
export async function authenticateMember(deps: WebDeps, asked: Asked): Promise<Asker> {
  const session = await findSession(deps, asked)
  speak(asked, session.locale)
  if (asked.method !== 'GET' && !sameSecret(headerOf(asked, 'x-csrf') ?? '', session.csrf))
    throw new RefusalError('csrf')
  const member = await deps.host.member(session.accountId, session.locale)
  if (!member) throw new RefusalError('signed_out')
  return { ...session, member }
}

/** The member's channel with this id. Throws RefusalError `forbidden`: what one may not read one need not know of. */
export function channelOf(member: Member, id: string): MemberChannel {
  const channel = member.channels.find((one) => one.id === id)
  if (!channel) throw new RefusalError('forbidden')
  return channel
}

/** Throws RefusalError `forbidden` unless the member has the role. */
export function needRole(member: Member, role: string): void {
  if (!member.roles.includes(role)) throw new RefusalError('forbidden')
}
