import { may } from '../departments/permission.ts'
import { findByWorkNo } from '../departments/staff.ts'
import type { Staff } from '../generated/client.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { mostFacts } from '../platforms/card.ts'
import type { InboundAction, Outcome } from '../platforms/platform.ts'
import { onLeave } from '../tickets/acts/claim.ts'
import { actorOf } from '../tickets/acts/press.ts'
import { channelAudience } from '../tickets/cards/parts.ts'
import { posting } from '../tickets/cards/set.ts'
import { suggestionCard } from '../tickets/cards/suggestion.ts'
import { deskCard } from '../tickets/cards/ticket.ts'
import type { Refusal } from '../tickets/change.ts'
import { type LeftMessage, readLeftMessages } from '../tickets/morning/left-messages.ts'
import { settle, type Work } from '../tickets/settle.ts'
import { readTicket } from '../tickets/state.ts'
import { takeTurns } from './arrival.ts'
import { awayOf } from './away.ts'

/** 逐条处理 or 分配 on the list of what came in overnight, as it stands now. */
export async function pressMorning(
  work: Work,
  action: InboundAction,
  staff: Staff,
): Promise<Refusal | Pick<Outcome, 'notice'>> {
  if (!may(staff, action.action)) return { refused: 'not_allowed' }
  const waiting = await readLeftMessages(work.tx, work.at)
  if (waiting.length === 0) return { refused: 'morning_over' }
  if (action.action === 'morning.expand') return await expand(work, waiting)
  if (action.action === 'morning.assign')
    return await assignAll(work, waiting, { staff, workNo: (action.values.workNo ?? '').trim() })
  return { refused: 'gone' }
}

/** The most pressing ones once more at the channel's end, each with what is proposed to answer. */
async function expand(work: Work, waiting: readonly LeftMessage[]): Promise<Pick<Outcome, 'notice'>> {
  const { playbook, translate, at, tx } = work
  const audience = channelAudience(playbook, translate, at)
  for (const { id } of waiting.slice(0, mostFacts)) {
    const state = await readTicket(tx, id)
    if (!state) continue
    const { channel } = playbook.desk
    const ticket = { ...deskCard(audience, state), key: `ticket:${id}:morning:${at.toISOString()}` }
    // A copy: a press on it counts like one on the card of its own day.
    const reply = state.suggestion
      ? [
          {
            ...suggestionCard(audience, state, state.suggestion),
            key: `suggestion:${state.suggestion.id}:morning:${at.toISOString()}`,
          },
        ]
      : []
    await enqueue(
      tx,
      [ticket, ...reply].map((card) => posting(work, state, channel, card)),
      at,
    )
  }
  const values = { count: Math.min(waiting.length, mostFacts), left: Math.max(0, waiting.length - mostFacts) }
  return { notice: translate(playbook.company.locale, 'desk.reminders.expanded', values) }
}

/** Those that nobody answers for yet get one agent; in one order, so that nobody waits for ever. */
async function assignAll(
  work: Work,
  waiting: readonly LeftMessage[],
  { staff, workNo }: { staff: Staff; workNo: string },
): Promise<Refusal | Pick<Outcome, 'notice'>> {
  const { tx, playbook, translate } = work
  const agent = await findByWorkNo(tx, workNo)
  if (!agent?.roles.includes('agent')) return { refused: 'no_such_agent', values: { workNo } }
  const away = await awayOf(work, agent, playbook.company.locale)
  if (away) return onLeave(agent.name, away)
  const free = waiting.filter(({ agentId }) => agentId === null)
  if (free.length === 0) return { refused: 'morning_assigned' }
  const places = await tx.ticket.findMany({
    where: { id: { in: free.map(({ id }) => id) } },
    select: { id: true, conversation: { select: { platform: true, externalId: true } } },
  })
  await takeTurns(
    tx,
    places.map(({ conversation }) => conversation),
  )
  for (const { id } of free) {
    const state = await readTicket(tx, id)
    if (!state || state.ticket.agentId) continue
    const happened = [{ kind: 'ticket.assigned', by: actorOf(staff), to: agent.name }]
    await settle(work, state, { set: { agentId: agent.id }, happened })
  }
  const values = { count: free.length, name: agent.name }
  return { notice: translate(playbook.company.locale, 'desk.morning.assigned', values) }
}
