import type { Platform } from '../platform.ts'
import type { EmailDeps } from './deps.ts'
import { mailMax, mayBring, takeMail } from './door.ts'
import { openFile } from './open-file.ts'
import { createWaiting } from './store/waiting.ts'

/** The email platform: mailboxes that customers write to, and answers from there. */
export type EmailPlatform = Omit<Platform, 'send'>

export function createEmailPlatform(deps: EmailDeps): EmailPlatform {
  const waiting = createWaiting(deps)
  return {
    name: 'email',
    webhook: (request) => takeMail(deps, waiting, request),
    large: { bytes: mailMax, admits: (headers) => mayBring(deps, headers) },
    listen: (signal) => waiting.each(signal),
    openFile: (ref) => openFile(deps, ref),
    close: () => waiting.rest(),
  }
}
