import type { Card } from '../../platforms/card.ts'
import { type Audience, phraseDeadline, titleOf } from '../../tickets/cards/parts.ts'
import type { DueThing, DueThings } from '../untold.ts'
import { reminderAction, snoozeAction } from './card.ts'

type Urgent = { clock: Pick<DueThing['clock'], 'deadlineAt'>; ticket: Pick<DueThing['ticket'], 'priority'> }

/** Danger first, then what has been due for longest. */
export const byUrgency = (one: Urgent, other: Urgent): number =>
  Number(other.ticket.priority === 'critical') - Number(one.ticket.priority === 'critical') ||
  one.clock.deadlineAt.getTime() - other.clock.deadlineAt.getTime()

/** Several things that fell due together, as one message. */
export function dueList(audience: Audience, key: string, things: DueThings): Card {
  const { translate, locale } = audience
  const say = (word: string, values?: Record<string, string | number>): string =>
    translate(locale, `desk.reminders.${word}`, values)
  const { count, late, overslept, roles, first } = things
  const danger = first.some(({ ticket }) => ticket.priority === 'critical')
  const rest = count - first.length
  return {
    key,
    revision: 1,
    kind: 'list',
    audience: 'internal',
    title: say(late > 0 ? 'titleLate' : 'title', { count, late }),
    state: danger
      ? { tone: 'critical', mark: '🚨', label: translate(locale, 'desk.status.critical') }
      : late > 0
        ? { tone: 'overdue', mark: '🔴', label: translate(locale, 'desk.reminder.overdue') }
        : { tone: 'unclaimed', mark: '🟠', label: translate(locale, 'desk.reminder.due') },
    facts: first.map(({ clock, ticket }) => ({
      label: say('line', {
        ticket: `${ticket.priority === 'critical' ? '🚨 ' : ''}${titleOf(audience, ticket)}`,
        clock: translate(locale, `desk.clock.${clock.name}`),
      }),
      value: phraseDeadline(audience, clock.deadlineAt),
      deadline: { from: clock.startedAt.toISOString(), due: clock.deadlineAt.toISOString() },
    })),
    why: [
      ...roles.flatMap((role) =>
        role === 'stand_in' || role === 'everyone' ? [translate(locale, `desk.reminder.to.${role}`)] : [],
      ),
      ...(overslept > 0 ? [say('overslept', { count: overslept })] : []),
    ],
    choices: [],
    actions: [
      reminderAction(audience, 'expand'),
      reminderAction(audience, 'acknowledge'),
      snoozeAction(audience),
    ],
    foot: rest > 0 ? [say('more', { count: rest })] : [],
  }
}
