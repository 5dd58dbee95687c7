import type { Finding } from '../../scripts/check.ts'
import type { Change, Happening, Refusal, ReplyOption } from '../change.ts'
import type { TicketState } from '../state.ts'
import { checkWords } from './check.ts'
import { type ActOf, entered, type House, type Press } from './press.ts'
import { answerWith, type Sending, sendDecided } from './sending.ts'

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

/** 回复客户: the agent's own words, looked over first. */
export const reply: ActOf = (state, press, house) => {
  const text = entered(press, 'text')
  if (text === '') return { refused: 'empty' }
  const verdict = checkWords(state, press, house, text)
  if ('refused' in verdict) return verdict
  if ('ask' in verdict) return askSupervisor(state, press, { text, findings: verdict.ask })
  return withMore(answerWith(state, press, text), verdict.passed)
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

function send(state: TicketState, press: Press, house: House, sending: Sending): Change | Refusal {
  const { text, option } = sending
  const verdict = checkWords(state, press, house, text)
  if ('refused' in verdict) return verdict
  if ('ask' in verdict) {
    const script = option?.script ?? null
    return askSupervisor(state, press, { text, findings: verdict.ask, script })
  }
  return withMore(sendDecided(state, press, sending), verdict.passed)
}

/** The reply waits for a supervisor; until then everything stays as it is. */
const askSupervisor = (
  state: TicketState,
  press: Press,
  { text, findings, script = null }: { text: string; findings: Finding[]; script?: string | null },
): Change => ({
  askRelease: {
    id: press.id,
    suggestionId: press.suggestion?.id ?? null,
    scriptId: script,
    messageId: state.words?.messageId ?? null,
    text,
    attachments: press.attachments,
    findings,
    authorId: press.staff.id,
  },
  happened: [{ kind: 'release.asked', by: press.actor, note: text }],
  done: 'release.asked',
})

const withMore = (change: Change, more: readonly Happening[]): Change => ({
  ...change,
  happened: [...change.happened, ...more],
})
