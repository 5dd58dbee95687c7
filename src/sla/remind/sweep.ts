import { accountOn } from '../../departments/duty/roster.ts'
import type { Clock } from '../../generated/client.ts'
import { inTransaction } from '../../lib/db.ts'
import type { Deps } from '../../lib/deps.ts'
import { messageOf } from '../../lib/errors.ts'
import type { Address } from '../../platforms/platform.ts'
import { reckoningFor } from '../../tickets/clocks.ts'
import type { Work } from '../../tickets/settle.ts'
import { markEscalated, recordTrail } from '../../tickets/ticket.ts'
import { advanceClocks, type DueClock, takeDue } from '../due.ts'
import type { Reckoning } from '../ticking.ts'
import { remember } from '../time-zone.ts'
import { type Listening, recordNotices, type Speaking } from '../untold.ts'
import { readDuty } from './duty.ts'
import { type Pace, paceOf } from './pace.ts'
import { type Recipients, recipientsOf } from './recipients.ts'

/** How far a sweep came with one batch. */
export interface Swept {
  /** Clocks that somebody is told of. */
  given: number
  /** Clocks that were not moved on: somebody is at work on their ticket, or they cannot be reckoned. */
  left: number[]
}

/**
 * One batch of what is due, in one transaction: every clock moves on to its next
 * notice, and what is to be told is on record place by place.
 */
export async function sweepBatch(deps: Deps, ids: readonly number[]): Promise<Swept> {
  return await inTransaction(deps.db, async (tx) => {
    const work: Work = { ...deps, tx, at: deps.now() }
    const taken = await takeDue(tx, work.at, ids)
    const reckoningOf = reckonings(work)
    const paced = taken.flatMap((due) => pacedOrLeft(work, due, reckoningOf))
    const moved = await advanceClocks(
      tx,
      taken.map(({ clock }) => clock),
      paced.map(({ pace }) => pace.advance),
    )
    const told = paced.filter(({ due, pace }) => pace.told && moved.has(due.clock.id))
    const heard = await recipientsFor(work, told)
    const clocks = heard.map((one) => speaking(work, one))
    await recordNotices(tx, { clocks, places: placesOf(work, heard) }, work.at)
    await recordConsequences(work, heard)
    return { given: told.length, left: ids.filter((id) => !moved.has(id)) }
  })
}

interface Paced {
  due: DueClock
  pace: Pace
}

/** One clock that cannot be reckoned must not silence the others; it comes up again at the next sweep. */
function pacedOrLeft({ log, at }: Work, due: DueClock, reckoningOf: (due: DueClock) => Reckoning): Paced[] {
  try {
    return [{ due, pace: paceOf(reckoningOf(due), due.clock, at) }]
  } catch (error) {
    log.error({ clock: due.clock.id, error: messageOf(error) }, 'a reminder could not be given')
    return []
  }
}

/** What clocks reckon with; those that reckon alike share it. */
function reckonings({ playbook }: Work): (due: DueClock) => Reckoning {
  const known = new Map<string, Reckoning>()
  return ({ clock, ticket }) => {
    const { department, priority, leftMessage, attended, platform } = ticket
    const alike = [clock.name, clock.policy, department, priority, leftMessage, attended, platform]
    return remember(known, JSON.stringify(alike), () => reckoningFor(playbook, clock, ticket))
  }
}

/** A notice with whoever hears of it. */
interface Addressed {
  due: DueClock
  told: NonNullable<Pace['told']>
  to: Recipients
}

async function recipientsFor({ playbook, tx, at }: Work, paced: readonly Paced[]): Promise<Addressed[]> {
  if (paced.length === 0) return []
  const duty = await readDuty(tx, playbook, at)
  return paced.flatMap(({ due, pace: { told } }) =>
    told ? [{ due, told, to: recipientsOf(playbook, due, told.heard, duty) }] : [],
  )
}

const speaking = ({ at }: Work, { due: { clock }, told: { level } }: Addressed): Speaking => ({
  clockId: clock.id,
  ticketId: clock.ticketId,
  level,
  dueAt: clock.nextNoticeAt ?? at,
})

/** The places that hear of something, each with the clocks it hears of. */
function placesOf(work: Work, heard: readonly Addressed[]): Listening[] {
  const places = new Map<string, Listening>()
  for (const { due, to } of heard)
    for (const { role, address } of addressesOf(work, to)) {
      const { platform, id } = address
      const key = JSON.stringify([role, platform, id])
      const place = remember(places, key, () => ({ role, platform, address: id, clocks: [] }))
      place.clocks.push(due.clock.id)
    }
  return [...places.values()]
}

/** A person is reached where the channel of the work is; without an account there, wherever they have one. */
function addressesOf(
  { playbook }: Work,
  { channel, persons, supervisors }: Recipients,
): { role: string; address: Address }[] {
  const platform = channel?.platform ?? playbook.desk.channel.platform
  const personal = persons.flatMap(({ member, role }) => {
    const address = accountOn(member, platform) ?? member.accounts[0]
    return address ? [{ role, address }] : []
  })
  return [
    ...(channel ? [{ role: 'channel', address: channel }] : []),
    ...personal,
    ...(supervisors ? [{ role: 'supervisors', address: playbook.supervisors.channel }] : []),
  ]
}

/** What is late and was told to the supervisors is before them from then on, and everything is on the ticket's trail. */
async function recordConsequences({ tx, at }: Work, heard: readonly Addressed[]): Promise<void> {
  const late = heard.filter(
    ({ told, to, due }) => told.late && to.supervisors && due.clock.name !== 'revisit',
  )
  await markEscalated(tx, [...new Set(late.map(({ due }) => due.clock.ticketId))], 'overdue')
  await recordTrail(
    tx,
    heard.map(({ due: { clock }, told }) => ({
      ticketId: clock.ticketId,
      kind: told.late ? 'clock.overdue' : 'clock.reminded',
      by: bot,
      to: clockWord(clock),
    })),
    at,
  )
}

const bot = { kind: 'bot' as const, name: '', staffId: null }
const clockWord = ({ name }: Pick<Clock, 'name'>): string => `clock.${name}`
