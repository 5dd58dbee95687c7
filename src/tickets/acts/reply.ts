import type { Staff } from '../../generated/client.ts'
import { type Change, openStatuses, type Refusal, type ReplyOption, type Saying } from '../change.ts'
import type { TicketState } from '../state.ts'
import { type ActOf, entered, type House, type Press } from './press.ts'

/** What stands in a draft for the name and work number of whoever will send it. */
export const senderMarks = { agent: '〔姓名〕', work_no: '〔工号〕' }

/** 通过并发送: the shown text goes to the customer as it is. */
export const approve: ActOf = (state, press, house) => {
  const shown = pending(state, press)
  if ('refused' in shown) return shown
  const option = shown.options[Number(entered(press, 'choice') || shown.chosen)]
  if (!option) return { refused: 'no_such_choice' }
  return send(state, press, house, { text: option.text, option, status: 'approved' })
}

/** 修改后发送: the agent's wording goes to the customer. */
export const edit: ActOf = (state, press, house) => {
  const shown = pending(state, press)
  if ('refused' in shown) return shown
  const text = entered(press, 'text')
  if (text === '') return { refused: 'empty' }
  const option = shown.options[Number(entered(press, 'choice') || shown.chosen)] ?? shown.options[0]
  return send(state, press, house, { text, ...(option ? { option } : {}), status: 'edited' })
}

/** 换一条: the next of the proposed scripts is shown. */
export const swap: ActOf = (state, press) => {
  const shown = pending(state, press)
  if ('refused' in shown) return shown
  if (shown.options.length < 2) return { refused: 'no_other_choice' }
  const chosen = (shown.chosen + 1) % shown.options.length
  return {
    swap: { suggestionId: shown.id, chosen },
    happened: [
      {
        kind: 'suggestion.swapped',
        by: press.actor,
        from: shown.options[shown.chosen]?.title ?? '',
        to: shown.options[chosen]?.title ?? '',
      },
    ],
  }
}

/** 不采用: nothing is sent. */
export const dismiss: ActOf = (state, press) => {
  const shown = pending(state, press)
  if ('refused' in shown) return shown
  return {
    decide: { suggestionId: shown.id, status: 'dismissed', by: press.actor },
    happened: [{ kind: 'suggestion.dismissed', by: press.actor, note: entered(press, 'reason') }],
  }
}

/** 回复客户: the agent's own words. A suggestion that was waiting is thereby not adopted. */
export const reply: ActOf = (state, press) => {
  const text = entered(press, 'text')
  if (text === '') return { refused: 'empty' }
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

interface Shown {
  id: string
  options: ReplyOption[]
  chosen: number
}

/** The pressed suggestion if it still waits as it was shown; otherwise what happened to it. */
function pending(state: TicketState, press: Press): Shown | Refusal {
  const { suggestion } = press
  if (!suggestion) return { refused: 'gone' }
  if (suggestion.status !== 'pending' || state.suggestion?.id !== suggestion.id) {
    const by = suggestion.decidedByName ?? ''
    return { refused: `suggestion.${suggestion.status}`, values: { name: by } }
  }
  if (suggestion.revision !== press.card.revision) return { refused: 'changed' }
  return {
    id: suggestion.id,
    options: suggestion.options as unknown as ReplyOption[],
    chosen: suggestion.chosen,
  }
}

const isOpen = ({ ticket }: TicketState): boolean => openStatuses.includes(ticket.status)

interface Sending {
  text: string
  option?: ReplyOption
  status: 'approved' | 'edited'
}

function send(state: TicketState, press: Press, _house: House, sending: Sending): Change {
  const { text, option, status } = sending
  const suggestionId = press.suggestion?.id ?? ''
  const planId = press.suggestion?.planId
  const words = saying(text, press, option?.script ?? undefined)
  const change: Change = {
    say: [words],
    ...answered(state, press),
    decide: { suggestionId, status, by: press.actor, sent: words.text },
    happened: [{ kind: `suggestion.${status}`, by: press.actor, to: option?.title ?? '', note: words.text }],
  }
  if (planId && state.plan?.id === planId && state.plan.status === 'proposed' && isOpen(state)) {
    return {
      ...change,
      say: [{ ...words, card: 'plan' }],
      act: 'await_customer',
      plan: { id: planId, status: 'sent', told: words.text },
      stop: ['first_response', 'plan_told'],
    }
  }
  // A reply that asks for facts leaves the next move to the customer.
  const asks = option !== undefined && option.asks.length > 0 && isOpen(state)
  return asks ? { ...change, act: 'await_customer' } : change
}

/** The first human answer stops the clock of the first response and makes its author the ticket's agent. */
function answered(state: TicketState, press: Press): Pick<Change, 'set' | 'stop'> {
  return {
    set: {
      respondedAt: state.ticket.respondedAt ?? press.at,
      agentId: state.ticket.agentId ?? press.staff.id,
    },
    stop: ['first_response'],
  }
}

function saying(text: string, press: Press, script?: string): Saying {
  return {
    text: signed(text, press.staff),
    by: { ...press.actor, workNo: press.staff.workNo },
    ...(script ? { script } : {}),
  }
}

const signed = (text: string, staff: Staff): string =>
  text.replaceAll(senderMarks.agent, staff.name).replaceAll(senderMarks.work_no, staff.workNo)
