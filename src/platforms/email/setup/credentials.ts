import { createHash } from 'node:crypto'
import type { Mailbox as MailboxRow } from '../../../generated/client.ts'
import { BadInputError } from '../../../lib/errors.ts'
import type { EmailDeps } from '../deps.ts'
import type { Credentials, SmtpSettings } from '../mailbox.ts'
import { imapSchema, smtpSchema } from '../mailboxes.ts'
import { openCredentials } from '../open-credentials.ts'
import type { MailboxDraft } from './draft.ts'
import { say } from './say.ts'

type Place = Pick<SmtpSettings, 'host' | 'user'>

/** Whether both are the same account of the same server. */
export const isSamePlace = (one: Place | undefined, other: Place | null): boolean =>
  one?.host === other?.host && one?.user === other?.user

/**
 * What a draft signs in with: what was typed, else what is kept. What is kept stays with its server and account, for
 * whoever may change where a mailbox is read must not be handed its password there. Throws BadInputError.
 */
export function credentialsFor(
  deps: EmailDeps,
  draft: MailboxDraft,
  known: MailboxRow | undefined,
): Credentials | undefined {
  const { password, oauth, imap, smtp } = draft
  if (password !== '') return { kind: 'password', password }
  if (oauth) return oauthFor(deps, { draft, oauth, known })
  const kept = keptFor(deps, draft, known)
  if (kept === undefined && (imap !== null || (smtp?.user ?? '') !== ''))
    throw new BadInputError(say(deps, 'wrong.password'))
  return kept
}

interface OAuthDraft {
  draft: MailboxDraft
  oauth: NonNullable<MailboxDraft['oauth']>
  known: MailboxRow | undefined
}

function oauthFor(deps: EmailDeps, { draft, oauth, known }: OAuthDraft): Credentials {
  const { clientId, clientSecret, refreshToken, tokenUrl } = oauth
  const kept = clientSecret !== '' && refreshToken !== '' ? undefined : keptFor(deps, draft, known)
  // A secret is told to the address of tokens it was meant for, and to the application it belongs to.
  const same =
    kept?.kind === 'oauth' && kept.tokenUrl === tokenUrl && kept.clientId === clientId ? kept : undefined
  const token = refreshToken || same?.refreshToken
  if (!token) throw new BadInputError(say(deps, 'wrong.refreshToken'))
  return {
    kind: 'oauth',
    clientId,
    clientSecret: clientSecret || (same?.clientSecret ?? ''),
    refreshToken: token,
    typed: refreshToken === '' ? same?.typed : markOf(refreshToken),
    tokenUrl,
  }
}

const markOf = (refreshToken: string): string => createHash('sha256').update(refreshToken).digest('base64url')

function keptFor(
  deps: EmailDeps,
  { imap, smtp }: MailboxDraft,
  known: MailboxRow | undefined,
): Credentials | undefined {
  const kept = known && openCredentials(deps, known)
  if (!known || kept === undefined || kept === 'lost') return undefined
  const was = {
    imap: known.imap === null ? undefined : imapSchema.parse(known.imap),
    smtp: known.smtp === null ? undefined : smtpSchema.parse(known.smtp),
  }
  const stays =
    (imap === null || isSamePlace(was.imap, imap)) && (smtp === null || isSamePlace(was.smtp, smtp))
  if (!stays) throw new BadInputError(say(deps, 'password_again'))
  return kept
}
