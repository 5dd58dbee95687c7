import { phraseInstant } from '../../lib/instant.ts'
import { type Card, mostFacts } from '../../platforms/card.ts'
import { categoryOf } from '../../playbook/playbook.ts'
import { type Audience, customerName, phraseDeadline, titleOf } from '../cards/parts.ts'
import type { LeftMessage } from './left-messages.ts'

/** 昨日留言: how many of which kind, the most pressing by name, and what to do with them. */
export function morningCard(audience: Audience, key: string, waiting: readonly LeftMessage[]): Card {
  const { translate, locale } = audience
  const say = (word: string, values?: Record<string, string | number>): string =>
    translate(locale, `desk.morning.${word}`, values)
  const danger = waiting.some(({ priority }) => priority === 'critical')
  const rest = waiting.length - mostFacts
  return {
    key,
    revision: 1,
    kind: 'list',
    audience: 'internal',
    title: say('title', { count: waiting.length }),
    state: danger
      ? { tone: 'critical', mark: '🚨', label: translate(locale, 'desk.status.critical') }
      : { tone: 'unclaimed', mark: '🟠', label: say('waiting') },
    facts: waiting.slice(0, mostFacts).map((one) => lineOf(audience, one)),
    why: [groupsOf(audience, waiting)],
    choices: [],
    actions: [
      { id: 'morning.expand', label: translate(locale, 'desk.action.reminder.expand'), style: 'primary' },
      {
        id: 'morning.assign',
        label: translate(locale, 'desk.action.morning.assign'),
        style: 'plain',
        fields: [
          {
            id: 'workNo',
            label: translate(locale, 'desk.field.workNo'),
            kind: 'text',
            required: true,
            max: 40,
          },
        ],
      },
    ],
    foot: rest > 0 ? [translate(locale, 'desk.reminders.more', { count: rest })] : [],
  }
}

function lineOf(audience: Audience, one: LeftMessage): Card['facts'][number] {
  const { translate, locale, at } = audience
  const arrived = translate(locale, 'desk.morning.arrived', {
    ticket: `${one.priority === 'critical' ? '🚨 ' : ''}${titleOf(audience, one)}`,
    customer: customerName(audience, one),
    instant: phraseInstant(audience, one.openedAt, at),
  })
  const [clock] = one.clocks
  if (!clock) return { label: arrived, value: '' }
  return {
    label: arrived,
    value: phraseDeadline(audience, clock.deadlineAt),
    deadline: { from: clock.startedAt.toISOString(), due: clock.deadlineAt.toISOString() },
  }
}

/** 售后 5（留了联系方式 3） · 售前 1: as the register sorts them. */
function groupsOf(audience: Audience, waiting: readonly LeftMessage[]): string {
  const { translate, locale, playbook } = audience
  const groups = Map.groupBy(waiting, ({ category }) => categoryOf(playbook, category).group)
  return [...groups]
    .map(([group, own]) =>
      translate(locale, 'desk.morning.group', {
        group: translate(locale, `desk.morning.groups.${group}`),
        count: own.length,
        reachable: own.filter(({ customer }) => customer.contact !== null).length,
      }),
    )
    .join(' · ')
}
