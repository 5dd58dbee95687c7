import type { Platform } from '../platform.ts'
import { answerLink, isAnswer } from './answer/answer-link.ts'
import type { EmailDeps } from './deps.ts'
import { mailMax, mayBring, takeMail } from './door.ts'
import { findOpenMailbox } from './mailboxes.ts'
import { accessToken } from './oauth.ts'
import { openFile } from './open-file.ts'
import type { SenderOptions } from './smtp/options.ts'
import { createSender } from './smtp/send.ts'
import { createWaiting } from './store/waiting.ts'

export interface EmailOptions extends EmailDeps, Pick<SenderOptions, 'timeZone' | 'hours' | 'limits' | 'ca'> {
  /** A file of any platform: what agents add to a reply. */
  openAnyFile: SenderOptions['openFile']
}

/** The email platform: mailboxes that customers write to, and answers from there. */
export function createEmailPlatform(options: EmailOptions): Platform {
  const deps: EmailDeps = options
  const waiting = createWaiting(deps)
  const sender = createSender(deps, {
    ...options,
    openFile: options.openAnyFile,
    mailboxOf: (id) => findOpenMailbox(deps, id),
    accessToken: (mailbox) => accessToken(deps, mailbox),
  })
  return {
    name: 'email',
    send: sender.send,
    find: sender.find,
    webhook: (request) => (isAnswer(request) ? answerLink(deps, request) : takeMail(deps, waiting, request)),
    large: { bytes: mailMax, admits: (headers) => mayBring(deps, headers) },
    listen: (signal) => waiting.each(signal),
    openFile: (ref) => openFile(deps, ref),
    async close() {
      await sender.close()
      await waiting.rest()
    },
  }
}
