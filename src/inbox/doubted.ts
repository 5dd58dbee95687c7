import type { InboundMessage } from '../platforms/platform.ts'
import type { Intent } from '../playbook/playbook.ts'
import type { TicketState } from '../tickets/state.ts'
import { mergeEntities, type Understood } from './understood.ts'

/** What speaks against a message, as it is kept: with whoever wrote it, where that is not the customer. */
export const doubtsOf = ({ doubts = [], from }: InboundMessage): string[] =>
  doubts.map((doubt) => (doubt === 'other_sender' ? `${doubt}:${from.contact ?? ''}` : doubt))

/** Whether it is doubtful that the customer wrote it: then nothing is learnt of them from it. */
export const isDoubted = ({ doubts = [] }: Pick<InboundMessage, 'doubts'>): boolean =>
  doubts.includes('sender_failed') || doubts.includes('other_sender')

/**
 * Whether no automatic words answer it: to a doubtful sender they say too much, and what could not be read at all
 * may have been written by a program, which would answer them.
 */
export const isSilenced = (message: Pick<InboundMessage, 'doubts' | 'text'>): boolean =>
  isDoubted(message) || (message.text === '' && (message.doubts ?? []).includes('unreadable'))

/** What only the customer can say: agreeing, refusing, confirming, parting. */
export const consent: ReadonlySet<Intent> = new Set([
  'accepts',
  'rejects',
  'confirms_solved',
  'thanks_closing',
])

/** What is the customer's own, and learnt from nobody else. */
const own = ['name', 'contact', 'address'] as const

/** What a message of doubtful origin means: it tells something, and speaks for nobody. */
export function doubted(understood: Understood): Understood {
  const { intent, entities, facts } = understood
  const without = <T extends object>(found: T): T =>
    Object.fromEntries(Object.entries(found).filter(([key]) => !own.some((one) => one === key))) as T
  return {
    ...understood,
    intent: consent.has(intent) ? 'adds_information' : intent,
    entities: without(entities),
    facts: without(facts),
  }
}

/**
 * A ticket as what is proposed for its answer may know it: whoever may be forged is told what they wrote themselves,
 * and no more. Somebody else in the thread is not answered but its customer, who may hear all of it.
 */
export const knownTo = (
  { doubts = [] }: Pick<InboundMessage, 'doubts'>,
  state: TicketState,
  understood: Understood,
): TicketState =>
  doubts.includes('sender_failed')
    ? {
        ...state,
        ticket: { ...state.ticket, entities: mergeEntities(null, understood) },
        customer: { ...state.customer, name: null, contact: null },
      }
    : state
