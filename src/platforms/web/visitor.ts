import { type Locale, localeOf } from '../../lib/i18n.ts'
import type { VisitorKey, VisitorView } from './api.ts'
import { type Asked, headerOf, speak } from './asked.ts'
import { cleanName } from './clean.ts'
import type { WebDeps } from './deps.ts'
import { readByStaff } from './reading.ts'
import { RefusalError } from './refusal.ts'
import { hashOf } from './token.ts'

export interface Visitor {
  id: string
  name: string
  contact: string
  locale: Locale
}

/** Lets a new visitor in. The token is handed out here and never again: only its hash is kept. */
export async function createVisitor(deps: WebDeps, locale: Locale): Promise<VisitorKey> {
  const token = deps.randomToken()
  const { id } = await deps.db.webVisitor.create({
    data: { tokenHash: hashOf(token), locale, createdAt: deps.now() },
    select: { id: true },
  })
  return { id, token }
}

/** True when a request claims to come from a visitor. */
export const claimsVisitor = (asked: Asked): boolean =>
  /^visitor /i.test(headerOf(asked, 'authorization') ?? '')

/** The visitor a request comes from. Throws RefusalError `signed_out` for a token nobody was given. */
export async function authenticateVisitor(deps: WebDeps, asked: Asked): Promise<Visitor> {
  const token = /^visitor ([\w-]{20,200})$/i.exec(headerOf(asked, 'authorization') ?? '')?.[1]
  if (!token) throw new RefusalError('signed_out')
  const found = await deps.db.webVisitor.findUnique({ where: { tokenHash: hashOf(token) } })
  if (!found) throw new RefusalError('signed_out')
  // The chat page asks in the language its visitor chose last.
  const locale = localeOf(headerOf(asked, 'accept-language') ?? found.locale)
  speak(asked, locale)
  return { id: found.id, name: found.name ?? '', contact: found.contact ?? '', locale }
}

/** Keeps what a visitor says about themselves; an empty word takes the old one back. */
export async function saveProfile(
  deps: WebDeps,
  visitor: Visitor,
  said: { name?: string | undefined; contact?: string | undefined },
): Promise<Visitor> {
  const name = said.name === undefined ? visitor.name : cleanName(said.name)
  const contact = said.contact === undefined ? visitor.contact : cleanName(said.contact, 100)
  await deps.db.webVisitor.update({
    where: { id: visitor.id },
    data: { name: name || null, contact: contact || null },
  })
  return { ...visitor, name, contact }
}

/** What the chat page is told about its own visitor. */
export async function viewVisitor(deps: WebDeps, visitor: Visitor): Promise<VisitorView> {
  const { company, demo } = deps.site
  return {
    id: visitor.id,
    name: visitor.name,
    contact: visitor.contact,
    company: { name: company.name[visitor.locale], demo },
    readByStaff: await readByStaff(deps.db, visitor.id),
  }
}
