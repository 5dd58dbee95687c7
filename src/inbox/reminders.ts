import { may } from '../departments/permission.ts'
import type { Clock, Notice, Staff } from '../generated/client.ts'
import { mostFacts } from '../platforms/card.ts'
import type { InboundAction, Outcome } from '../platforms/platform.ts'
import { byUrgency } from '../sla/remind/list-card.ts'
import { tellSingly } from '../sla/remind/tell.ts'
import { actorOf } from '../tickets/acts/press.ts'
import type { Refusal } from '../tickets/change.ts'
import type { Work } from '../tickets/settle.ts'
import { showAnswered } from './answered.ts'
import { takeTurns } from './arrival.ts'
import { acknowledge, type Presser, snooze } from './reminder.ts'

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
  await takeTurns(
    work.tx,
    allowed.map(({ clock }) => clock.ticket.conversation),
  )
  // Read again behind the lanes: what somebody did just before counts.
  const standing = (await readListed(work, card.key)).filter(theirs)
  if (standing.length === 0) return { refused: 'list_over' }
  const refusal = await onAll(work, standing, { staff, actor: actorOf(staff), values: action.values }, act)
  if (refusal) return refusal
  await showAnswered(work, staff, action)
  return {}
}

async function onAll(
  work: Work,
  things: readonly Listed[],
  press: Presser,
  act: string,
): Promise<Refusal | undefined> {
  // The same clock may have spoken twice meanwhile.
  const clocks = new Map(things.map(({ clock: { ticket: _ticket, ...clock } }) => [clock.id, clock]))
  if (act === 'reminder.acknowledge') return await acknowledge(work, press, [...clocks.values()])
  if (act === 'reminder.snooze') return await snooze(work, press, [...clocks.values()])
  return { refused: 'gone' }
}

/** The most urgent ones as cards of their own, at the end of the same place; the list keeps the rest. */
async function expand(
  work: Work,
  key: string,
  allowed: readonly Listed[],
): Promise<Refusal | Pick<Outcome, 'notice'>> {
  const next = allowed
    .map((one) => ({ ...one.notice, one, ticket: one.clock.ticket, clock: one.clock }))
    .toSorted(byUrgency)
    .slice(0, mostFacts)
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
  const notices = await tx.notice.findMany({ where: { cardKey: key } })
  const clocks = await tx.clock.findMany({
    where: { id: { in: notices.map(({ clockId }) => clockId) }, stoppedAt: null, pausedAt: null },
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
  })
  const running = new Map(clocks.map((clock) => [clock.id, clock]))
  return notices.flatMap((notice) => {
    const clock = running.get(notice.clockId)
    return clock ? [{ notice, clock }] : []
  })
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
