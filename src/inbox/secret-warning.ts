import type { InboundMessage } from '../platforms/platform.ts'
import { automaticWords } from '../tickets/automatic.ts'
import type { Saying } from '../tickets/change.ts'
import type { Work } from '../tickets/settle.ts'
import type { TicketState } from '../tickets/state.ts'
import { isSilenced } from './doubted.ts'

/** Whoever sent a password, a code or a card number is told not to, and that it was taken out; where nothing automatic is said, not that either. */
export const secretWarning = (work: Work, after: TicketState, message: InboundMessage): Saying[] =>
  message.secretsHidden && !isSilenced(message)
    ? [automaticWords(after, work, 'secret_warning', work.at)]
    : []
