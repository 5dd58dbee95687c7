import type { InboundMessage } from '../platforms/platform.ts'
import type { Tone } from '../playbook/playbook.ts'
import { automaticWords } from '../tickets/automatic.ts'
import type { Saying } from '../tickets/change.ts'
import { receiptWords } from '../tickets/receipt.ts'
import type { Work } from '../tickets/settle.ts'
import type { TicketState } from '../tickets/state.ts'
import { headingOf } from './heading.ts'

/** What the bot says to the first message of a ticket: a greeting, or when a left message or a mail is answered. */
export function openingWords(work: Work, after: TicketState, message: InboundMessage, tone: Tone): Saying {
  const { playbook, at } = work
  const { leftMessage, priority } = after.ticket
  // Danger is answered with what to do, whatever the hour and the way it came by.
  if (priority === 'critical') return automaticWords(after, work, 'greeting', at, tone)
  if (playbook.written.includes(message.platform))
    return receiptWords(after, work, { heading: headingOf(message), tone }, at)
  return automaticWords(after, work, leftMessage ? 'left_message' : 'greeting', at, tone)
}
