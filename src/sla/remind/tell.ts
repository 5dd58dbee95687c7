import { randomUUID } from 'node:crypto'
import type { Clock, Notice } from '../../generated/client.ts'
import { inTransaction, isAway } from '../../lib/db.ts'
import type { Deps } from '../../lib/deps.ts'
import { messageOf } from '../../lib/errors.ts'
import { enqueue, type NewDelivery } from '../../outbox/enqueue.ts'
import type { Address } from '../../platforms/platform.ts'
import { channelAudience } from '../../tickets/cards/parts.ts'
import { posting, postingOf } from '../../tickets/cards/set.ts'
import { supervisorCard } from '../../tickets/cards/ticket.ts'
import type { Work } from '../../tickets/settle.ts'
import { readTicket } from '../../tickets/state.ts'
import { type DueThing, findNotices, markTold, takeUntold, untoldPlaces } from '../untold.ts'
import { remindCard } from './card.ts'
import { dueList } from './list-card.ts'

/** A channel takes so many reminders one by one; a person none but a single one. */
const singly = { channel: 5, supervisors: 5, person: 1 }

/** Tells every place what it is to be told: in one message where several things fell due. */
export async function tellPlaces(deps: Deps): Promise<void> {
  const places = await untoldPlaces(deps.db)
  for (let nth = 0; nth < places.length; nth += atOnce)
    await Promise.all(places.slice(nth, nth + atOnce).map((place) => tellPlace(deps, place)))
}

/** Places do not wait for each other; the pool has connections for others, too. */
const atOnce = 4

async function tellPlace(
  deps: Deps,
  { platform, address }: { platform: string; address: string },
): Promise<void> {
  const to = { platform, id: address }
  const failed = await tellSafely(deps, to)
  // What cannot be told silences no other: the rest goes out one by one, and it comes up again at the next sweep.
  for (const id of failed) await tellSafely(deps, to, [id])
}

/** Returns the notices that could not be told. */
async function tellSafely(deps: Deps, to: Address, only?: readonly number[]): Promise<readonly number[]> {
  const tried: number[] = []
  try {
    await tell(deps, to, { only, tried })
    return []
  } catch (error) {
    if (isAway(error)) throw error
    deps.log.error({ platform: to.platform, error: messageOf(error) }, 'reminders could not be told')
    return tried
  }
}

interface Attempt {
  only: readonly number[] | undefined
  /** Filled with what the attempt is about. */
  tried: number[]
}

async function tell(deps: Deps, to: Address, { only, tried }: Attempt): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const work: Work = { ...deps, tx, at: deps.now() }
    const untold = await takeUntold(tx, to.platform, to.id)
    const things = only ? untold.filter(({ id }) => only.includes(id)) : untold
    tried.splice(0, tried.length, ...things.map(({ id }) => id))
    // Clocks that stopped or stand still meanwhile have nothing more to say.
    const over = things.filter(({ running }) => !running).map(({ id }) => id)
    await markTold(tx, over, 'over')
    const due = things.filter(({ running }) => running)
    const [first] = due
    if (!first) return
    if (due.length > mostSingly(first)) return await tellTogether(work, to, due)
    const notices = await findNotices(
      tx,
      due.map(({ id }) => id),
    )
    await tellSingly(work, to, notices)
  })
}

const mostSingly = ({ role }: DueThing): number =>
  role === 'channel' || role === 'supervisors' ? singly[role] : singly.person

/** Each as a card of its own, with the button that does what is due. */
export async function tellSingly(work: Work, to: Address, notices: readonly Notice[]): Promise<void> {
  const { tx, at } = work
  for (const notice of notices) {
    const state = await readTicket(tx, notice.ticketId)
    const clock = state?.clocks.find(({ id }) => id === notice.clockId)
    if (!state || !clock) continue
    const cards = cardsOf(work, { notice, clock, to }, state)
    await enqueue(tx, cards, at)
    await markTold(tx, [notice.id], `reminder:${clock.id}:${notice.id}`)
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

async function tellTogether(work: Work, to: Address, things: readonly DueThing[]): Promise<void> {
  const { tx, at, playbook, translate } = work
  const key = `reminders:${randomUUID()}`
  const card = dueList(channelAudience(playbook, translate, at), key, things)
  await enqueue(tx, [postingOf(work, to, card)], at)
  await markTold(
    tx,
    things.map(({ id }) => id),
    key,
  )
}
