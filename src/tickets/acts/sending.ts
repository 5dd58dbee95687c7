import type { Staff } from '../../generated/client.ts'
import type { ClockName } from '../../playbook/playbook.ts'
import { type Change, openStatuses, type ReplyOption, type Saying } from '../change.ts'
import type { TicketState } from '../state.ts'
import type { Press } from './press.ts'

/** What stands in a draft for the name and work number of whoever will send it. */
export const senderMarks = { agent: '〔姓名〕', work_no: '〔工号〕' }

/** What goes out of a suggestion, and whether its wording is the proposed one. */
export interface Sending {
  text: string
  option?: ReplyOption
  status: 'approved' | 'edited'
}

/** The change that sends a suggestion's words. */
export function sendDecided(state: TicketState, press: Press, sending: Sending): Change {
  const { text, option, status } = sending
  const suggestionId = press.suggestion?.id ?? ''
  const planId = press.suggestion?.planId
  const words = saying(text, press, option?.script ?? undefined)
  const options = (press.suggestion?.options ?? []) as unknown as ReplyOption[]
  const chosen = option ? options.indexOf(option) : -1
  const change: Change = {
    say: [words],
    ...answered(state, press),
    decide: { suggestionId, status, by: press.actor, sent: words.text, ...(chosen < 0 ? {} : { chosen }) },
    happened: [{ kind: `suggestion.${status}`, by: press.actor, to: option?.title ?? '', note: words.text }],
  }
  if (planId && state.plan?.id === planId && state.plan.status === 'proposed' && isOpen(state)) {
    return {
      ...change,
      say: [{ ...words, card: 'plan' }],
      act: 'await_customer',
      plan: { id: planId, status: 'sent', told: words.text },
      stop: [...answered(state, press).stop, 'plan_told'],
    }
  }
  // A reply that asks for facts leaves the next move to the customer.
  const asks = option !== undefined && (option.asks.length > 0 || option.clarifies) && isOpen(state)
  return asks ? { ...change, act: 'await_customer' } : change
}

/** A released reply takes the place of the suggestion it was made from. */
export function sendSuggested(
  state: TicketState,
  press: Press,
  { text, scriptId }: { text: string; scriptId: string | null },
): Change {
  const options = (press.suggestion?.options ?? []) as unknown as ReplyOption[]
  const option = options.find(({ script }) => script === scriptId)
  const status = option?.text === text ? 'approved' : 'edited'
  return sendDecided(state, press, { text, ...(option ? { option } : {}), status })
}

/** An answer in somebody's own words. A suggestion that was waiting is thereby not adopted. */
export function answerWith(state: TicketState, press: Press, text: string): Change {
  const waiting = state.suggestion
  return {
    say: [saying(text, press)],
    ...answered(state, press),
    ...(waiting && !waiting.planId
      ? { decide: { suggestionId: waiting.id, status: 'dismissed', by: press.actor } }
      : {}),
    happened: [{ kind: 'reply.sent', by: press.actor, note: text }],
  }
}

const isOpen = ({ ticket }: TicketState): boolean => openStatuses.includes(ticket.status)

/** The first human answer stops the clock of the first response and makes its author the ticket's agent. */
function answered(state: TicketState, press: Press): { set: NonNullable<Change['set']>; stop: ClockName[] } {
  // Whoever writes on the day that was set has come back to the matter.
  const come = state.clocks.some((clock) => clock.name === 'revisit' && clock.deadlineAt <= press.at)
  return {
    set: {
      respondedAt: state.ticket.respondedAt ?? press.at,
      agentId: state.ticket.agentId ?? press.staff.id,
    },
    stop: ['first_response', ...(come ? (['revisit'] as const) : [])],
  }
}

function saying(text: string, press: Press, script?: string): Saying {
  return {
    text: signed(text, press.staff),
    by: { ...press.actor, workNo: press.staff.workNo },
    ...(script ? { script } : {}),
    ...(press.attachments.length > 0 ? { attachments: press.attachments } : {}),
  }
}

const signed = (text: string, staff: Staff): string =>
  text.replaceAll(senderMarks.agent, staff.name).replaceAll(senderMarks.work_no, staff.workNo)
