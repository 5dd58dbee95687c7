import { randomUUID } from 'node:crypto'
import type { Platform, Pulled } from '../platform.ts'
import { answerLink, isAnswer } from './answer/answer-link.ts'
import type { EmailDeps } from './deps.ts'
import { mailMax, mayBring, takeMail } from './door.ts'
import { type Pace, usualPace } from './imap/pace.ts'
import { createReaders, type Readers } from './imap/readers.ts'
import { findOpenMailbox, findReceiver, keepRefreshToken, readMailboxes } from './mailboxes.ts'
import { accessToken } from './oauth.ts'
import { openFile } from './open-file.ts'
import type { SenderOptions } from './smtp/options.ts'
import { createSender } from './smtp/send.ts'
import { recordMails } from './store/record.ts'
import { createWaiting, type Waiting } from './store/waiting.ts'

export interface EmailOptions extends EmailDeps, Pick<SenderOptions, 'timeZone' | 'hours' | 'limits'> {
  /** A file of any platform: what agents add to a reply. */
  openAnyFile: SenderOptions['openFile']
  /** Certificates (PEM) that are believed beside the known ones. */
  ca?: string
  /** How often and how long mailboxes are asked. */
  pace?: Pace
}

export interface EmailPlatform extends Platform {
  /** The mailboxes changed: this process looks at them now, the others soon. */
  wake: () => void
}

/** The email platform: mailboxes that customers write to, and answers from there. */
export function createEmailPlatform(options: EmailOptions): EmailPlatform {
  const deps: EmailDeps = options
  const waiting = createWaiting(deps)
  const readers = readersOf(options, waiting)
  const sender = createSender(deps, {
    ...options,
    openFile: options.openAnyFile,
    mailboxOf: (id) => findOpenMailbox(deps, id),
    accessToken: (mailbox) => accessToken(tokensOf(deps), mailbox),
  })
  return {
    name: 'email',
    send: sender.send,
    find: sender.find,
    webhook: (request) => (isAnswer(request) ? answerLink(deps, request) : takeMail(deps, waiting, request)),
    large: { bytes: mailMax, admits: (headers) => mayBring(deps, headers) },
    listen: (signal) => listen(readers, waiting, signal),
    openFile: (ref) => openFile(deps, ref),
    wake: readers.wake,
    async close() {
      await sender.close()
      await waiting.rest()
    },
  }
}

/** Mailboxes are read for as long as somebody takes what was read. */
async function* listen(readers: Readers, waiting: Waiting, signal: AbortSignal): AsyncIterable<Pulled> {
  const stop = new AbortController()
  const reading = readers.run(AbortSignal.any([signal, stop.signal]))
  try {
    yield* waiting.each(signal)
  } finally {
    stop.abort()
    await reading
  }
}

const tokensOf = (deps: EmailDeps) => ({
  fetch: deps.fetch,
  now: deps.now,
  keepRefreshToken: keepRefreshToken(deps),
})

const readersOf = (options: EmailOptions, waiting: Waiting): Readers =>
  createReaders({
    ...options,
    ...tokensOf(options),
    pace: options.pace ?? usualPace,
    jitter: Math.random,
    holder: randomUUID(),
    mailboxes: () => readMailboxes(options),
    async record(mailbox, mails, mark) {
      // Whom to believe may have been set anew since the connection was made.
      const receiver = (await findReceiver(options, mailbox.id)) ?? mailbox
      const recorded = await recordMails(options, receiver, mails, mark)
      waiting.add(recorded.map(({ id }) => id))
    },
  })
