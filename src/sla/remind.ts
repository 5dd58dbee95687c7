import { findHolderAddress } from '../departments/holder.ts'
import type { Clock } from '../generated/client.ts'
import { inTransaction, isAway } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { messageOf } from '../lib/errors.ts'
import { enqueue, type NewDelivery } from '../outbox/enqueue.ts'
import type { Address } from '../platforms/platform.ts'
import { departmentOf } from '../playbook/playbook.ts'
import { type Audience, channelAudience } from '../tickets/cards/parts.ts'
import { posting } from '../tickets/cards/set.ts'
import { supervisorCard } from '../tickets/cards/ticket.ts'
import { reckoningFor } from '../tickets/clocks.ts'
import type { Work } from '../tickets/settle.ts'
import { readTicket, type TicketState } from '../tickets/state.ts'
import { markEscalated, recordHappenings } from '../tickets/ticket.ts'
import { advanceClock, type DueClock, dueClocks, takeLaneIfFree } from './due.ts'
import { remindCard } from './remind-card.ts'
import { noticeAt } from './running.ts'

/**
 * Gives every notice that is due: into the channel and to the holder, at the
 * deadline to the supervisors too. Each exactly once, whoever else sweeps; what
 * became due while nobody swept is given once, late. Returns how many.
 */
export async function remindDue(deps: Deps): Promise<number> {
  let given = 0
  const seen: number[] = []
  for (;;) {
    const due = await dueClocks(deps.db, deps.now(), seen)
    if (due.length === 0) return given
    for (const clock of due) {
      seen.push(clock.id)
      given += (await remindSafely(deps, clock)) ? 1 : 0
    }
  }
}

/** One clock that cannot be reminded of must not silence the others; it comes up again at the next sweep. */
async function remindSafely(deps: Deps, due: DueClock): Promise<boolean> {
  try {
    return await remind(deps, due)
  } catch (error) {
    if (isAway(error)) throw error
    deps.log.error({ clock: due.id, error: messageOf(error) }, 'a reminder could not be given')
    return false
  }
}

async function remind(deps: Deps, due: DueClock): Promise<boolean> {
  return await inTransaction(deps.db, async (tx) => {
    const work: Work = { ...deps, tx, at: deps.now() }
    // Whoever is at work on the ticket may be stopping this very clock: the next sweep sees.
    if (!(await takeLaneIfFree(tx, due))) return false
    const state = await readTicket(tx, due.ticketId)
    const clock = state?.clocks.find((one) => one.id === due.id)
    if (!state || !clock?.nextNoticeAt || clock.nextNoticeAt > work.at) return false
    const level = levelNow(deps, state, clock, work.at)
    const late = work.at >= clock.deadlineAt
    const next = noticeAt(reckoning(deps, state, clock), clock, level + 1)
    const breachedAt = clock.breachedAt ?? (late ? clock.deadlineAt : null)
    if (!(await advanceClock(tx, clock, { level: level + 1, nextNoticeAt: next, breachedAt }))) return false
    await enqueue(tx, await notices(work, state, { ...clock, level }), work.at)
    if (late) await markEscalated(tx, state.ticket.id, 'overdue')
    const kind = late ? 'clock.overdue' : 'clock.reminded'
    const by = { kind: 'bot' as const, name: '', staffId: null }
    await recordHappenings(tx, state.ticket.id, [{ kind, by, to: `clock.${clock.name}` }], work.at)
    return true
  })
}

const reckoning = (
  { playbook }: Pick<Deps, 'playbook'>,
  { ticket, conversation }: TicketState,
  clock: Clock,
) => reckoningFor(playbook, clock, { ...ticket, platform: conversation.platform })

/** The last level that is due by now: those overslept in between are not made up for. */
function levelNow(deps: Deps, state: TicketState, clock: Clock, at: Date): number {
  let level = clock.level
  while (noticeAt(reckoning(deps, state, clock), clock, level + 1) <= at) level += 1
  return level
}

async function notices(work: Work, state: TicketState, clock: Clock): Promise<NewDelivery[]> {
  const { playbook, translate, at, tx } = work
  const audience = channelAudience(playbook, translate, at)
  const agentOwes =
    clock.name === 'first_response' || clock.name === 'plan_told' || clock.name === 'confirmed'
  const channel = agentOwes
    ? playbook.desk.channel
    : (departmentOf(playbook, state.ticket.department) ?? playbook.desk).channel
  const holder = agentOwes ? state.ticket.agentId : state.ticket.assigneeId
  const person = holder ? await findHolderAddress(tx, holder, channel.platform) : undefined
  const post = (to: Address, place: string): NewDelivery =>
    posting(work, state, to, remindCard(audience, state, clock, place))
  return [
    post(channel, 'channel'),
    ...(person ? [post(person, 'holder')] : []),
    ...toSupervisors(work, audience, state, clock),
  ]
}

/** From the deadline on the supervisors have the ticket before them. */
function toSupervisors(work: Work, audience: Audience, state: TicketState, clock: Clock): NewDelivery[] {
  if (work.at < clock.deadlineAt) return []
  const { channel } = work.playbook.supervisors
  return [
    posting(work, state, channel, remindCard(audience, state, clock, 'supervisors')),
    ...(clock.breachedAt ? [] : [posting(work, state, channel, supervisorCard(audience, state, 'overdue'))]),
  ]
}
