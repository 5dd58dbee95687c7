import type { Clock, Notice } from '../../generated/client.ts'
import { phraseInstant, phraseLength } from '../../lib/instant.ts'
import type { Card, CardAction } from '../../platforms/card.ts'
import type { ClockName } from '../../playbook/playbook.ts'
import { departmentActions, deskActions } from '../../tickets/cards/actions.ts'
import { doubtLines } from '../../tickets/cards/doubts.ts'
import {
  type Audience,
  clockFact,
  discreet,
  phraseDeadline,
  quoteOf,
  titleOf,
} from '../../tickets/cards/parts.ts'
import type { TicketState } from '../../tickets/state.ts'
import { turnsOf } from '../history.ts'
import { lengthOf } from '../target.ts'
import { isOverslept } from '../untold.ts'

/** What stops each clock; the plan is sent from its own card, where its words are read first. */
const dueAct: Partial<Record<ClockName, string>> = {
  first_response: 'ticket.reply',
  started: 'ticket.claim',
  plan: 'ticket.plan',
  adjusted: 'ticket.plan',
  revisit: 'ticket.reply',
  solved: 'ticket.solve',
  confirmed: 'ticket.close',
}

/** A reminder: what is due, until when, what to do next, and the button that does it. */
export function remindCard(
  audience: Audience,
  state: TicketState,
  { clock, notice }: { clock: Clock; notice: Notice },
): Card {
  const { translate, locale, at } = audience
  const say = (key: string, values?: Record<string, string>): string =>
    translate(locale, `desk.reminder.${key}`, values)
  const late = at >= clock.deadlineAt && clock.name !== 'revisit'
  const name = translate(locale, `desk.clock.${clock.name}`)
  const clockOf = { clock: name, deadline: phraseDeadline(audience, clock.deadlineAt) }
  return {
    key: `reminder:${clock.id}:${notice.id}`,
    revision: 1,
    kind: 'reminder',
    audience: 'internal',
    title: say(clock.name === 'revisit' ? 'date' : late ? 'late' : 'soon', {
      ticket: titleOf(audience, state.ticket),
      ...clockOf,
    }),
    ticket: state.ticket.number,
    state: late
      ? { tone: 'overdue', mark: '🔴', label: say('overdue') }
      : { tone: 'unclaimed', mark: '🟠', label: say('due') },
    facts: [clockFact(audience, clock)],
    quote: quoteOf(audience, state),
    why: [
      ...doubtLines(audience, state),
      say(`todo.${clock.name}`),
      ...noteOf(audience, clock),
      ...standsFor(audience, notice),
      ...overslept(audience, notice),
    ],
    choices: [],
    actions: actionsOf(audience, state, { clock, notice }),
    foot: [],
  }
}

/** What a date was set for, personal data hidden. */
const noteOf = (audience: Audience, clock: Clock): string[] =>
  turnsOf(clock).flatMap(({ note }) => (note ? [discreet(audience, note)] : []))

/** 处理人现在不在岗，由您代班, and the like: why it comes to this reader. */
const standsFor = ({ translate, locale }: Audience, { role }: Notice): string[] =>
  role === 'stand_in' || role === 'everyone' ? [translate(locale, `desk.reminder.to.${role}`)] : []

/** 原定 … 提醒，系统恢复后补发: where nobody swept when it was due. */
function overslept(audience: Audience, notice: Notice): string[] {
  if (!isOverslept(notice)) return []
  const instant = phraseInstant(audience, notice.dueAt, audience.at)
  return [audience.translate(audience.locale, 'desk.reminder.overslept', { instant })]
}

function actionsOf(
  audience: Audience,
  state: TicketState,
  { clock, notice }: { clock: Clock; notice: Notice },
): CardAction[] {
  const wanted = dueAct[clock.name as ClockName]
  const possible = [...departmentActions(audience, state), ...deskActions(audience, state)]
  const asking = clock.name === 'confirmed' && state.ticket.status === 'waiting_customer'
  const act = possible.find((action) => action.id === (asking ? 'ticket.reply' : wanted))
  const confirm = audience.translate(audience.locale, 'desk.action.reminder.escalate.confirm')
  const escalate = { ...reminderAction(audience, 'escalate'), style: 'danger' as const, confirm }
  return [
    ...(act ? [{ ...act, style: 'primary' as const }] : []),
    reminderAction(audience, 'acknowledge'),
    snoozeAction(audience),
    // The supervisors have it before them already.
    ...(notice.role === 'supervisors' ? [] : [escalate]),
  ]
}

/** 知道了 · 升级主管 · 逐条处理. */
export const reminderAction = (
  { translate, locale }: Audience,
  id: 'acknowledge' | 'escalate' | 'expand',
): CardAction => ({
  id: `reminder.${id}`,
  label: translate(locale, `desk.action.reminder.${id}`),
  style: id === 'expand' ? 'primary' : 'plain',
})

/** 延后: for how long, and why. */
export function snoozeAction(audience: Audience): CardAction {
  const { translate, locale, playbook } = audience
  const { lengths } = playbook.reminders.snooze
  const options = lengths.map((id) => ({ id, label: phraseLength(audience, lengthOf(id)) }))
  const label = (key: string): string => translate(locale, `desk.${key}`)
  const first = lengths[0]
  return {
    id: 'reminder.snooze',
    label: label('action.reminder.snooze'),
    style: 'plain',
    fields: [
      {
        id: 'length',
        label: label('field.length'),
        kind: 'select',
        required: true,
        options,
        ...(first ? { value: first } : {}),
      },
      { id: 'reason', label: label('field.reason'), kind: 'text', required: true, max: 300 },
    ],
  }
}
