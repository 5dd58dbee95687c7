import { may } from '../departments/permission.ts'
import type { Clock, Notice, Staff } from '../generated/client.ts'
import { timeIn } from '../lib/instant.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { Card } from '../platforms/card.ts'
import type { InboundAction, Outcome } from '../platforms/platform.ts'
import { byUrgency, listed } from '../sla/remind/list-card.ts'
import { tellSingly } from '../sla/remind/tell.ts'
import { actorOf, type Press } from '../tickets/acts/press.ts'
import { postingOf } from '../tickets/cards/set.ts'
import type { Refusal } from '../tickets/change.ts'
import type { Work } from '../tickets/settle.ts'
import { takeLanes } from './arrival.ts'
import { acknowledge, snooze } from './reminder.ts'

/** One thing of a list that is due still, with all that an act on it needs. */
type Listed = Awaited<ReturnType<typeof readListed>>[number]

/** 逐条处理, 知道了 or 延后 on a list of reminders: each of those that the presser may act on. */
export async function pressReminders(
  work: Work,
  action: InboundAction,
  staff: Staff,
): Promise<Refusal | Pick<Outcome, 'notice'>> {
  const { card, action: act } = action
  const found = await readListed(work, card.key)
  const theirs = ({ clock }: Listed): boolean => may(staff, act, clock.ticket.department)
  const allowed = found.filter(theirs)
  if (found.length === 0) return { refused: 'list_over' }
  if (allowed.length === 0) return { refused: 'not_allowed' }
  if (act === 'reminder.expand') return await expand(work, card.key, allowed)
  await takeTurns(work, allowed)
  // Read again behind the lanes: what somebody did just before counts.
  const standing = (await readListed(work, card.key)).filter(theirs)
  if (standing.length === 0) return { refused: 'list_over' }
  const refusal = await onAll(work, standing, pressOf(work, action, staff), act)
  if (refusal) return refusal
  await showListAnswered(work, action, staff)
  return {}
}

/** In one order, so that two who press at once wait for each other and not for ever. */
async function takeTurns({ tx }: Work, things: readonly Listed[]): Promise<void> {
  const lanes = things.map(({ clock: { ticket } }) => laneOf(ticket.conversation))
  await takeLanes(tx, [...new Set(lanes)].sort())
}

async function onAll(
  work: Work,
  things: readonly Listed[],
  press: Press,
  act: string,
): Promise<Refusal | undefined> {
  // The same clock may have spoken twice meanwhile.
  const clocks = new Map(things.map(({ clock: { ticket: _ticket, ...clock } }) => [clock.id, clock]))
  if (act === 'reminder.acknowledge') return await acknowledge(work, press, [...clocks.values()])
  if (act === 'reminder.snooze') return await snooze(work, press, [...clocks.values()])
  return { refused: 'gone' }
}

const laneOf = ({ platform, externalId }: { platform: string; externalId: string }): string =>
  `${platform}:${externalId}`

/** The most urgent ones as cards of their own, at the end of the same place; the list keeps the rest. */
async function expand(
  work: Work,
  key: string,
  allowed: readonly Listed[],
): Promise<Refusal | Pick<Outcome, 'notice'>> {
  const next = allowed
    .map((one) => ({ ...one.notice, one, ticket: one.clock.ticket, clock: one.clock }))
    .toSorted(byUrgency)
    .slice(0, listed)
    .map(({ one }) => one.notice)
  const [first] = next
  if (!first) return { refused: 'list_over' }
  await tellSingly(work, { platform: first.platform, id: first.address }, next)
  const left = await work.tx.notice.count({ where: { cardKey: key } })
  const { translate, playbook } = work
  const values = { count: next.length, left }
  return { notice: translate(playbook.company.locale, 'desk.reminders.expanded', values) }
}

async function readListed({ tx }: Work, key: string): Promise<{ notice: Notice; clock: ListedClock }[]> {
  const notices = await tx.notice.findMany({
    where: { cardKey: key, clock: { stoppedAt: null, pausedAt: null } },
    include: {
      clock: {
        include: {
          ticket: {
            select: {
              id: true,
              number: true,
              category: true,
              priority: true,
              department: true,
              conversation: { select: { platform: true, externalId: true } },
            },
          },
        },
      },
    },
  })
  return notices.map(({ clock, ...notice }) => ({ notice, clock }))
}

interface ListedClock extends Clock {
  ticket: {
    id: number
    number: string
    category: string
    priority: string
    department: string
    conversation: { platform: string; externalId: string }
  }
}

const pressOf = ({ at }: Work, { card, values }: InboundAction, staff: Staff): Press => ({
  staff,
  actor: actorOf(staff),
  card,
  values,
  suggestion: null,
  release: null,
  named: null,
  away: null,
  at,
  id: '',
})

/** The list says who did what when; whoever knows of it has yet to do it. */
async function showListAnswered(
  work: Work,
  { card: { key }, action }: InboundAction,
  staff: Staff,
): Promise<void> {
  const { tx, at, playbook, translate } = work
  const shown = await tx.delivery.findFirst({ where: { cardKey: key }, orderBy: { seq: 'desc' } })
  const card = (shown?.payload as { card?: Card } | undefined)?.card
  if (!shown || !card) return
  const { locale, timeZone } = playbook.company
  const foot = translate(locale, 'desk.reminder.answered', {
    name: staff.name,
    time: timeIn(timeZone, at),
    action: translate(locale, `desk.action.${action}`),
  })
  const actions = action === 'reminder.acknowledge' ? card.actions.filter(({ id }) => id !== action) : []
  const answered: Card = { ...card, revision: card.revision + 1, actions, foot: [...card.foot, foot] }
  await enqueue(tx, [postingOf(work, { platform: shown.platform, id: shown.address }, answered)], at)
}
