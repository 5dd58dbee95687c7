import type { ModalView } from '@slack/types'
import type { Say } from '../fault.ts'
import { context, limits, plain } from './block.ts'
import { inputBlocks } from './fields.ts'
import { harmless, headOf } from './text.ts'

/** The callback_id of the window in which a ticket is begun. */
export const newTicketModal = 'new_ticket'

export interface NewTicket {
  say: Say
  /** What the ticket begins with: the message that is to become one. */
  text?: string
  /** Whose matter it is, where that is not the one who fills it in. */
  customer?: string
  /** Remembered as it is: where the answers are to go. */
  metadata: string
}

/** Asks what the matter is; the words are a customer's message then. Values: `text`, and `files`. */
export function newTicketView({ say, text = '', customer, metadata }: NewTicket): ModalView {
  const { blocks } = inputBlocks(
    [
      { id: 'text', label: say('new.text'), kind: 'text', required: true, max: limits.input },
      { id: 'files', label: say('new.files'), kind: 'files', required: false },
    ],
    // What is longer stays in the conversation, too.
    { text: headOf(harmless(text), limits.input) },
    say,
  )
  return {
    type: 'modal',
    callback_id: newTicketModal,
    private_metadata: metadata.slice(0, limits.modal.metadata),
    title: plain(say('new.title'), limits.modal.title),
    submit: plain(say('new.submit'), limits.modal.button),
    close: plain(say('modal.cancel'), limits.modal.button),
    blocks: [
      ...context([customer === undefined ? say('new.own') : say('new.for', { name: customer })]),
      ...blocks,
    ],
  }
}
