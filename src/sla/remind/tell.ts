import { randomUUID } from 'node:crypto'
import type { Clock, Notice } from '../../generated/client.ts'
import { inTransaction, isAway } from '../../lib/db.ts'
import type { Deps } from '../../lib/deps.ts'
import { messageOf } from '../../lib/errors.ts'
import { sideBySide } from '../../lib/side-by-side.ts'
import { enqueue, type NewDelivery } from '../../outbox/enqueue.ts'
import type { Address } from '../../platforms/platform.ts'
import { channelAudience } from '../../tickets/cards/parts.ts'
import { posting, postingOf } from '../../tickets/cards/set.ts'
import { supervisorCard } from '../../tickets/cards/ticket.ts'
import type { Work } from '../../tickets/settle.ts'
import { readTicket } from '../../tickets/state.ts'
import {
  type DueThings,
  lockPlace,
  markTold,
  noticesOn,
  type Place,
  takeUntold,
  untoldOf,
  untoldPlaces,
} from '../untold.ts'
import { remindCard } from './card.ts'
import { dueList } from './list-card.ts'

/** A channel, the supervisors' too, takes so many reminders one by one; a person none but a single one. */
const singly = { channel: 5, person: 1 }

/** Tells every place what it is to be told: in one message where several things fell due. */
export async function tellPlaces(deps: Deps): Promise<void> {
  await sideBySide(await untoldPlaces(deps.db), atOnce, async (place) => await tellPlace(deps, place))
}

/** Places do not wait for each other; the pool has connections for others, too. */
const atOnce = 4

async function tellPlace(deps: Deps, place: Place): Promise<void> {
  if (await tellSafely(deps, place)) return
  // What cannot be told silences no other: the rest goes out one by one, and it comes up again at the next sweep.
  for (const id of await untoldOf(deps.db, place)) await tellSafely(deps, place, id)
}

/** Returns whether it succeeded. */
async function tellSafely(deps: Deps, place: Place, only?: number): Promise<boolean> {
  try {
    await tell(deps, place, only)
    return true
  } catch (error) {
    if (isAway(error)) throw error
    deps.log.error({ platform: place.platform, error: messageOf(error) }, 'reminders could not be told')
    return false
  }
}

async function tell(deps: Deps, place: Place, only?: number): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    if (!(await lockPlace(tx, place))) return
    const work: Work = { ...deps, tx, at: deps.now() }
    const to = { platform: place.platform, id: place.address }
    const key = `reminders:${randomUUID()}`
    const things = await takeUntold(tx, place, { key, at: work.at, only })
    if (things.count === 0) return
    if (things.count > mostSingly(things)) await tellTogether(work, to, { key, things })
    else await tellSingly(work, to, await noticesOn(tx, key))
  })
}

const mostSingly = ({ roles }: DueThings): number =>
  roles.includes('channel') || roles.includes('supervisors') ? singly.channel : singly.person

/** Each as a card of its own, with the button that does what is due. */
export async function tellSingly(work: Work, to: Address, notices: readonly Notice[]): Promise<void> {
  const { tx, at } = work
  for (const notice of notices) {
    const state = await readTicket(tx, notice.ticketId)
    const clock = state?.clocks.find(({ id }) => id === notice.clockId)
    if (!state || !clock) continue
    const cards = cardsOf(work, { notice, clock, to }, state)
    await enqueue(tx, cards, at)
    await markTold(tx, notice.id, `reminder:${clock.id}:${notice.id}`)
  }
}

/** The supervisors get the ticket itself before its first reminder, with what they can do about it. */
function cardsOf(
  work: Work,
  { notice, clock, to }: { notice: Notice; clock: Clock; to: Address },
  state: NonNullable<Awaited<ReturnType<typeof readTicket>>>,
): NewDelivery[] {
  const audience = channelAudience(work.playbook, work.translate, work.at)
  const reminder = posting(work, state, to, remindCard(audience, state, { clock, notice }))
  if (notice.role !== 'supervisors') return [reminder]
  const reason = state.ticket.escalation ?? reasonOf(clock, work.at)
  return [posting(work, state, to, supervisorCard(audience, state, reason)), reminder]
}

/** Why supervisors hear of what is not before them already: a date has come, it is late, or whoever holds it is away. */
function reasonOf({ name, deadlineAt }: Clock, at: Date): string {
  if (at < deadlineAt) return 'away'
  return name === 'revisit' ? 'revisit' : 'overdue'
}

async function tellTogether(
  work: Work,
  to: Address,
  { key, things }: { key: string; things: DueThings },
): Promise<void> {
  const card = dueList(channelAudience(work.playbook, work.translate, work.at), key, things)
  await enqueue(work.tx, [postingOf(work, to, card)], work.at)
}
