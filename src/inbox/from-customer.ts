import { openConversation } from '../conversations/conversation.ts'
import { findOrCreateCustomer, learnCustomer } from '../customers/customer.ts'
import type { InboundMessage, Outcome } from '../platforms/platform.ts'
import type { Change } from '../tickets/change.ts'
import { settle, settleTicket, type Work } from '../tickets/settle.ts'
import { type Known, readConversation } from '../tickets/state.ts'
import { beginTicket } from './begin.ts'
import { isDoubted } from './doubted.ts'
import { followed } from './followed.ts'
import { readingOf, withHeading } from './heading.ts'
import { joinChange } from './join.ts'
import { joins } from './joins.ts'
import { type Understood, understandMessage } from './understood.ts'

/** A customer's message becomes or joins a ticket, and everybody concerned is shown it. */
export async function fromCustomer(work: Work, arrived: InboundMessage): Promise<Outcome> {
  const known = await place(work, arrived)
  const understood = understandMessage(work, { ...arrived, text: readingOf(arrived) }, known)
  const message = { ...arrived, text: withHeading(arrived) }
  if (known.state && joins(work, known.state, understood)) {
    const change = joinChange(work, known.state, message, understood)
    await settle(work, known.state, saidIn(known, change))
  } else {
    await open(work, known, message, understood)
  }
  return { status: 'done' }
}

/** What is said in the conversation of a duplicate is about the kept ticket, and stands where it was said. */
function saidIn({ conversation, state }: Known, change: Change): Change {
  if (!change.heard || conversation.id === state?.conversation.id) return change
  return { ...change, heard: { ...change.heard, conversationId: conversation.id } }
}

async function open(
  work: Work,
  known: Known,
  message: InboundMessage,
  understood: Understood,
): Promise<void> {
  const { state, change } = await beginTicket(work, known, message, understood)
  await settleTicket(work, state, change, null)
}

/** The conversation the message belongs to; opened when it is the first one. */
async function place(work: Work, message: InboundMessage): Promise<Known> {
  const { tx, at } = work
  const found = await readConversation(tx, message.platform, message.conversation)
  if (found) {
    const known = await followed(work, found)
    if (isDoubted(message)) return known
    const customer = await learnCustomer(tx, known.customer, message)
    return { ...known, customer, state: known.state ? { ...known.state, customer } : null }
  }
  const { customer, isNew } = await findOrCreateCustomer(tx, message, at)
  const { id, platform, externalId } = await openConversation(
    tx,
    { platform: message.platform, externalId: message.conversation, customerId: customer.id },
    at,
  )
  // Somebody known may begin a conversation in another place: their history comes along.
  const opened = isNew ? undefined : await readConversation(tx, platform, externalId)
  const history = opened?.history ?? { count: 0, latest: [] }
  return { conversation: { id, platform, externalId }, customer, history, state: null }
}
