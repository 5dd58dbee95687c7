import type { Db } from '../lib/db.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { ClockFault } from '../sla/audit.ts'
import { findClockFaults } from '../tickets/audit-clocks.ts'
import { bad, type Checked, good, mind } from './checked.ts'

/** Later than this nobody is at work on what is due. */
const patienceMs = 10 * 60_000
const mostNamed = 10

const faults: Record<ClockFault, string> = {
  unscheduled: 'runs, but has no next reminder',
  beyond: 'would remind only after its deadline',
  unresumed: 'stands still though nobody waits for the customer',
  unstopped: 'runs on though its ticket is closed',
  unwanted: 'has a reminder left though it stands still or has stopped',
}

/** Clocks nobody will ever sweep as they should be, and reminders that should have been given by now. */
export async function checkClocks(db: Db, playbook: Playbook, now: Date): Promise<Checked[]> {
  const found = await findClockFaults({ db, playbook })
  const running = await db.clock.count({ where: { stoppedAt: null } })
  const named = found
    .slice(0, mostNamed)
    .map(({ ticket, clock, fault }) => `${ticket} ${clock} ${faults[fault]}`)
  const rest = found.length > named.length ? [`and ${found.length - named.length} more`] : []
  const sound = good(`clocks: ${running} run, and each will be swept`)
  const says = [
    `clocks: ${found.length} that nobody will ever sweep as they should be`,
    ...named,
    ...rest,
  ].join('\n')
  const remedy =
    'a desk that runs mends them within the hour and reports it to the administrators; if they stay, read its log'
  return [found.length === 0 ? sound : bad(says, remedy), ...(await checkSweep(db, now))]
}

async function checkSweep(db: Db, now: Date): Promise<Checked[]> {
  const late = { nextNoticeAt: { lt: new Date(now.getTime() - patienceMs) } }
  const { _count: count, _min: first } = await db.clock.aggregate({
    where: late,
    _count: true,
    _min: { nextNoticeAt: true },
  })
  if (count === 0) return []
  return [
    mind(
      `reminders: ${count} wait to be given since ${first.nextNoticeAt?.toISOString() ?? ''}`,
      'start the desk: what became due meanwhile is given once, late; if it runs, read its log',
    ),
  ]
}

/** What was given up, is uncertain, or waits for longer than it should. */
export async function checkOutbox(db: Db, now: Date): Promise<Checked[]> {
  const [lost, waiting, kept] = await Promise.all([
    db.delivery.groupBy({
      by: ['audience', 'status'],
      where: { status: { in: ['dead', 'uncertain'] } },
      _count: true,
      _min: { createdAt: true },
    }),
    db.delivery.count({
      where: { status: 'pending', nextAttemptAt: { lt: new Date(now.getTime() - patienceMs) } },
    }),
    db.arrival.count({ where: { handledAt: null, arrivedAt: { lt: new Date(now.getTime() - patienceMs) } } }),
  ])
  const told = lost.map(({ audience, status, _count: count, _min: first }) => {
    const whom = audience === 'customer' ? 'to customers' : 'to staff'
    const what = status === 'dead' ? 'could not be delivered' : 'may or may not have arrived'
    const says = `outbox: ${count} ${whom} ${what}, the first of ${first.createdAt?.toISOString() ?? ''}`
    const remedy =
      'send them again under Administration, or by the button on their card in the desk’s channel'
    return audience === 'customer' ? bad(says, remedy) : mind(says, remedy)
  })
  return [
    ...(told.length === 0 ? [good('outbox: nothing was given up')] : told),
    ...(waiting > 0
      ? [
          mind(
            `outbox: ${waiting} wait for longer than ten minutes`,
            'start the desk; if it runs, read its log',
          ),
        ]
      : []),
    ...(kept > 0
      ? [
          mind(
            `inbox: ${kept} that came in could not be handled yet`,
            'look under Administration what they say',
          ),
        ]
      : []),
  ]
}

/** The computer's clock beside the database server's: deadlines are reckoned on the one, kept beside the other. */
export async function checkTime(db: Db, now: Date): Promise<Checked[]> {
  const [row] = await db.$queryRaw<{ at: Date }[]>`SELECT now() AS at`
  const apartMs = Math.abs((row?.at ?? now).getTime() - now.getTime())
  if (apartMs <= 60_000) return []
  return [
    mind(
      `time: this computer and the database server are ${Math.round(apartMs / 1000)} s apart`,
      'let both keep time by NTP: deadlines are exact only as far as the clock is',
    ),
  ]
}
