import type { Clock } from '../generated/client.ts'
import type { Card, CardAction } from '../platforms/card.ts'
import type { ClockName } from '../playbook/playbook.ts'
import { departmentActions, deskActions } from '../tickets/cards/actions.ts'
import { type Audience, phraseDeadline, quoteOf, titleOf } from '../tickets/cards/parts.ts'
import type { TicketState } from '../tickets/state.ts'

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

/** Minutes a reminder can be put off by. */
export const snoozes = ['15', '30', '60']

/** A reminder: what is due, until when, and the button that does it. */
export function remindCard(audience: Audience, state: TicketState, clock: Clock, place: string): Card {
  const { translate, locale, at } = audience
  const say = (key: string, values?: Record<string, string>): string =>
    translate(locale, `desk.reminder.${key}`, values)
  const late = at >= clock.deadlineAt
  const name = translate(locale, `desk.clock.${clock.name}`)
  const clockOf = { clock: name, deadline: phraseDeadline(audience, clock.deadlineAt) }
  return {
    key: `reminder:${clock.id}:${clock.level}:${place}`,
    revision: 1,
    kind: 'reminder',
    audience: 'internal',
    title: say(late ? 'late' : 'soon', { ticket: titleOf(audience, state.ticket), ...clockOf }),
    ticket: state.ticket.number,
    state: late
      ? { tone: 'overdue', mark: '🔴', label: say('overdue') }
      : { tone: 'unclaimed', mark: '🟠', label: say('due') },
    facts: [
      {
        label: name,
        value: clockOf.deadline,
        deadline: { from: clock.startedAt.toISOString(), due: clock.deadlineAt.toISOString() },
      },
    ],
    quote: quoteOf(audience, state),
    why: [say(`todo.${clock.name}`)],
    choices: [],
    actions: actionsOf(audience, state, clock),
    foot: [],
  }
}

function actionsOf(audience: Audience, state: TicketState, clock: Clock): CardAction[] {
  const { translate, locale } = audience
  const label = (id: string): string => translate(locale, `desk.action.${id}`)
  const wanted = dueAct[clock.name as ClockName]
  const possible = [...departmentActions(audience, state), ...deskActions(audience, state)]
  const asking = clock.name === 'confirmed' && state.ticket.status === 'waiting_customer'
  const act = possible.find((action) => action.id === (asking ? 'ticket.reply' : wanted))
  const options = snoozes.map((id) => ({
    id,
    label: translate(locale, 'desk.length.minutes', { minutes: id }),
  }))
  return [
    ...(act ? [{ ...act, style: 'primary' as const }] : []),
    {
      id: 'reminder.snooze',
      label: label('reminder.snooze'),
      style: 'plain',
      fields: [
        {
          id: 'minutes',
          label: translate(locale, 'desk.field.minutes'),
          kind: 'select',
          required: true,
          options,
          value: '30',
        },
        {
          id: 'reason',
          label: translate(locale, 'desk.field.reason'),
          kind: 'text',
          required: true,
          max: 300,
        },
      ],
    },
    {
      id: 'reminder.escalate',
      label: label('reminder.escalate'),
      style: 'danger',
      confirm: label('reminder.escalate.confirm'),
    },
  ]
}
