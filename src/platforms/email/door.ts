import { createHash } from 'node:crypto'
import { BadInputError, ForbiddenError } from '../../lib/errors.ts'
import type { WebhookRequest, WebhookResult } from '../platform.ts'
import { decode } from './decode.ts'
import type { EmailDeps } from './deps.ts'
import type { Receiver } from './mailbox.ts'
import { findReceiverByDoor } from './mailboxes.ts'
import { recordMails } from './store/record.ts'
import type { Waiting } from './store/waiting.ts'

/** Bytes of the largest mail taken; the largest that providers let through are of 50 MB. */
export const mailMax = 64 * 1024 * 1024

/** SHA-256 of a door's token: all that is kept of it. */
export const doorHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Takes one raw mail over HTTP, from a mail server's pipe or a forwarder: `Authorization: Bearer` names the mailbox.
 * When it answers, the mail is recorded; a mail that came before is answered alike. Throws ForbiddenError for a token
 * nobody has, BadInputError for an empty body.
 */
export async function takeMail(
  deps: EmailDeps,
  waiting: Waiting,
  request: WebhookRequest,
): Promise<WebhookResult> {
  const mailbox = await bearerOf(deps, request.headers)
  const say = (key: string): string => deps.translate(deps.site.company.locale, `email.door.${key}`)
  if (!mailbox) throw new ForbiddenError(say('unknown'))
  if (request.body.length === 0) throw new BadInputError(say('empty'))
  const [mail] = await recordMails(deps, mailbox, [{ raw: request.body }])
  const inbound = mail && (await decode(deps, mail, mailbox))
  return {
    inbound: inbound ? [inbound] : [],
    respond: () => {
      if (mail) waiting.handled(mail.id)
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ recorded: true, known: mail === undefined }),
      }
    },
  }
}

/** Whether the bearer of these headers may bring a mail. */
export const mayBring = async (deps: EmailDeps, headers: WebhookRequest['headers']): Promise<boolean> =>
  (await bearerOf(deps, headers)) !== undefined

async function bearerOf(
  deps: EmailDeps,
  { authorization }: WebhookRequest['headers'],
): Promise<Receiver | undefined> {
  const token = /^Bearer\s+(\S{20,200})\s*$/i.exec(authorization ?? '')?.[1]
  if (!token) return undefined
  // Looked up by its hash: how long that takes tells nothing of a token.
  return await findReceiverByDoor(deps, doorHash(token))
}
