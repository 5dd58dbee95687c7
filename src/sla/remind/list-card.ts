import { type Card, mostFacts } from '../../platforms/card.ts'
import { type Audience, phraseDeadline, titleOf } from '../../tickets/cards/parts.ts'
import type { DueThing } from '../untold.ts'
import { isOverslept, reminderAction, snoozeAction } from './card.ts'

type Urgent = { clock: Pick<DueThing['clock'], 'deadlineAt'>; ticket: Pick<DueThing['ticket'], 'priority'> }

/** Danger first, then what has been due for longest. */
export const byUrgency = (one: Urgent, other: Urgent): number =>
  Number(other.ticket.priority === 'critical') - Number(one.ticket.priority === 'critical') ||
  one.clock.deadlineAt.getTime() - other.clock.deadlineAt.getTime()

/** Several things that fell due together, as one message. */
export function dueList(audience: Audience, key: string, things: readonly Omit<DueThing, 'running'>[]): Card {
  const { translate, locale, at } = audience
  const say = (word: string, values?: Record<string, string | number>): string =>
    translate(locale, `desk.reminders.${word}`, values)
  const late = things.filter(({ clock }) => clock.deadlineAt <= at && clock.name !== 'revisit').length
  const danger = things.some(({ ticket }) => ticket.priority === 'critical')
  const rest = things.length - mostFacts
  const overslept = things.filter(isOverslept).length
  const roles = new Set(things.map(({ role }) => role))
  return {
    key,
    revision: 1,
    kind: 'list',
    audience: 'internal',
    title: say(late > 0 ? 'titleLate' : 'title', { count: things.length, late }),
    state: danger
      ? { tone: 'critical', mark: '🚨', label: translate(locale, 'desk.status.critical') }
      : late > 0
        ? { tone: 'overdue', mark: '🔴', label: translate(locale, 'desk.reminder.overdue') }
        : { tone: 'unclaimed', mark: '🟠', label: translate(locale, 'desk.reminder.due') },
    facts: things
      .toSorted(byUrgency)
      .slice(0, mostFacts)
      .map(({ clock, ticket }) => ({
        label: say('line', {
          ticket: `${ticket.priority === 'critical' ? '🚨 ' : ''}${titleOf(audience, ticket)}`,
          clock: translate(locale, `desk.clock.${clock.name}`),
        }),
        value: phraseDeadline(audience, clock.deadlineAt),
        deadline: { from: clock.startedAt.toISOString(), due: clock.deadlineAt.toISOString() },
      })),
    why: [
      ...[...roles].flatMap((role) =>
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
