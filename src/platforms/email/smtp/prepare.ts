import type { OutboundMessage } from '../../platform.ts'
import type { EmailDeps } from '../deps.ts'
import type { Mailbox } from '../mailbox.ts'
import { type ComposedMail, composeMail } from '../write/compose.ts'
import type { OpenFile } from '../write/letter.ts'
import type { SenderOptions } from './options.ts'
import { tellSending } from './tell-sending.ts'
import { readThread } from './thread.ts'
import { problem } from './words.ts'

/** A mailbox that can send. */
export type SendingMailbox = Mailbox & { smtp: NonNullable<Mailbox['smtp']> }

/** A mail ready to be begun. */
export interface Prepared {
  mailbox: SendingMailbox
  token: string | undefined
  thread: string
  address: string
  mail: ComposedMail
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** One address and nothing else; what is quoted or written in several ways is not answered. */
const plainAddress = /^[^\s\p{Cc}<>()[\]\\,;:"@]{1,64}@[^\s\p{Cc}<>()[\]\\,;:"@]{1,255}$/u

/** Finds whom a message goes to, from where and with what. Throws PlatformError `refused` where it never can go. */
export async function prepareMail(
  deps: EmailDeps,
  options: SenderOptions,
  { threadId, message, edition }: { threadId: string; message: OutboundMessage; edition: number },
): Promise<Prepared> {
  if (message.card?.audience === 'internal') throw problem(deps, 'refused', { word: 'internalCard' })
  const answered = uuid.test(threadId) ? await readThread(deps.db, threadId) : undefined
  if (!answered) throw problem(deps, 'refused', { word: 'noThread' })
  const { thread } = answered
  if (!plainAddress.test(thread.address)) throw problem(deps, 'refused', { word: 'noAddress' })
  const mailbox = await options.mailboxOf(thread.mailboxId)
  if (!mailbox) throw problem(deps, 'refused', { word: 'noMailbox' })
  const { smtp } = mailbox
  if (!smtp) throw problem(deps, 'refused', { word: 'noSmtp' })
  const letter = {
    ...answered,
    message,
    edition,
    mailbox,
    files: await openFiles(deps, options, message),
    site: { ...deps.site, hours: options.hours, timeZone: options.timeZone },
    now: deps.now(),
  }
  return {
    mailbox: { ...mailbox, smtp },
    token: mailbox.credentials?.kind === 'oauth' ? await tokenOf(deps, options, mailbox) : undefined,
    thread: thread.id,
    address: thread.address,
    mail: composeMail(deps.translate, letter),
  }
}

async function openFiles(
  deps: EmailDeps,
  { openFile }: SenderOptions,
  { attachments = [] }: OutboundMessage,
): Promise<OpenFile[]> {
  const files: OpenFile[] = []
  for (const { ref, name } of attachments) {
    const file = await openFile(ref)
    if (!file) throw problem(deps, 'refused', { word: 'noFile', name })
    files.push(file)
  }
  return files
}

async function tokenOf(deps: EmailDeps, { accessToken }: SenderOptions, mailbox: Mailbox): Promise<string> {
  try {
    return await accessToken(mailbox)
  } catch {
    // What the token's server says may hold secrets; the doctor asks it again.
    await tellSending(deps, mailbox.id, 'token')
    throw problem(deps, 'unreachable', { word: 'token', retryAfterMs: 5 * 60_000 })
  }
}
