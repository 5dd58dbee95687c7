import { randomUUID } from 'node:crypto'
import { receive } from '../../src/inbox/receive.ts'
import type {
  InboundMessage,
  InboundNote,
  InboundUndelivered,
  Outcome,
} from '../../src/platforms/platform.ts'
import { createDesk, type DeskOptions, type TestDesk } from './desk.ts'
import { createMemoryPlatform, type MemoryPlatform, type Shown } from './memory-platform.ts'

/** A desk that is written to by mail, on a platform in memory that is called `email`. */
export interface MailDesk extends TestDesk {
  mails: MemoryPlatform
  /** A mail in a thread arrives. */
  gets(thread: string, text: string, more?: Partial<InboundMessage>): Promise<Outcome>
  /** A message of ours comes back. */
  comesBack(delivery: string, more?: Partial<InboundUndelivered>): Promise<Outcome>
  /** A program writes in a thread. */
  notes(thread: string, text: string, more?: Partial<InboundNote>): Promise<Outcome>
  /** What was sent in a thread. */
  sentIn(thread: string): Shown[]
}

/** The address of everybody who writes in a test and is not named otherwise. */
const wang = { id: 'wang@example.com', name: '王女士', contact: 'wang@example.com' }

/** Opens such a desk; the shipped playbook with its real hours unless told otherwise. */
export async function createMailDesk(options: DeskOptions = {}): Promise<MailDesk> {
  const mails = createMemoryPlatform('email')
  const desk = await createDesk({ hours: true, ...options, beside: [mails] })
  const arrives = async (inbound: InboundMessage | InboundUndelivered | InboundNote): Promise<Outcome> => {
    const outcome = await receive(desk.deps, inbound)
    await desk.delivers()
    return outcome
  }
  const fresh = () => ({ platform: 'email', externalId: randomUUID() })
  return {
    ...desk,
    mails,
    sentIn: (thread) => mails.room(thread),
    gets: (thread, text, more = {}) =>
      arrives({
        kind: 'message',
        ...fresh(),
        conversation: thread,
        from: wang,
        text,
        attachments: [],
        ...more,
      }),
    comesBack: (delivery, more = {}) =>
      arrives({
        kind: 'undelivered',
        ...fresh(),
        delivery,
        reason: 'no_such_address',
        said: '550 5.1.1 <wang@example.com>: user unknown',
        ...more,
      }),
    notes: (thread, text, more = {}) =>
      arrives({ kind: 'note', ...fresh(), conversation: thread, about: 'auto_reply', text, ...more }),
  }
}
