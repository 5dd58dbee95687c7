import { inTransaction } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { dateIn } from '../lib/instant.ts'
import { once } from '../lib/once.ts'
import { enqueue, type NewDelivery } from '../outbox/enqueue.ts'
import { toAdministrators } from '../outbox/report.ts'
import { missingYearsFor } from './missing-years.ts'
import { dayMs } from './time-zone.ts'

/**
 * Says aloud which years' public holidays are missing: in the log each time, to
 * the administrators once a week for each year. Returns how many cards that made.
 */
export async function reportMissingYears(deps: Deps): Promise<number> {
  const { playbook, log } = deps
  const at = deps.now()
  const years = missingYearsFor(playbook, at, await furthestDeadline(deps, at))
  for (const year of years)
    log.warn({ year, remedy: remedyFor(year) }, 'The public holidays of a year are not known')
  if (years.length === 0) return 0
  return await inTransaction(deps.db, async (tx) => {
    const cards: NewDelivery[] = []
    for (const year of years) {
      const key = `holidays:${year}:${weekOf(playbook.company.timeZone, at)}`
      if (await once(tx, key, at)) cards.push(missingYearCard(deps, year, key))
    }
    await enqueue(tx, cards, at)
    return cards.length
  })
}

const remedyFor = (year: number): string =>
  `until then only its statutory days are off; add ${year}.json of holiday-cn under holidays.files and restart`

/** The last deadline of those that depend on the calendar. */
async function furthestDeadline({ db }: Deps, at: Date): Promise<Date> {
  const { _max: last } = await db.clock.aggregate({
    where: { stoppedAt: null, pausedAt: null, elapsed: false },
    _max: { deadlineAt: true },
  })
  return last.deadlineAt && last.deadlineAt > at ? last.deadlineAt : at
}

/** The Monday of an instant's week. */
function weekOf(timeZone: string, at: Date): string {
  const day = Date.parse(dateIn(timeZone, at)) / dayMs
  // 1970-01-05 was a Monday.
  return new Date((day - ((day + 3) % 7)) * dayMs).toISOString().slice(0, 10)
}

function missingYearCard({ playbook, translate }: Deps, year: number, key: string): NewDelivery {
  const say = (name: string): string => translate(playbook.company.locale, `desk.holidays.${name}`, { year })
  return toAdministrators(playbook, {
    key,
    title: say('title'),
    state: { tone: 'overdue', mark: '🔴', label: say('state') },
    facts: [],
    lines: [say('meanwhile'), say('remedy'), say('shape')],
    foot: [say('foot')],
  })
}
