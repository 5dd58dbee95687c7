import { inTransaction } from '../../lib/db.ts'
import type { Deps } from '../../lib/deps.ts'
import { once } from '../../lib/once.ts'
import { enqueue } from '../../outbox/enqueue.ts'
import { isOpen } from '../../sla/calendar.ts'
import { shiftDayOf } from '../../sla/calendar-days.ts'
import { deskCalendar } from '../../sla/calendars.ts'
import { dayMs } from '../../sla/time-zone.ts'
import { channelAudience } from '../cards/parts.ts'
import { postingOf } from '../cards/set.ts'
import { morningCard } from './card.ts'
import { readLeftMessages } from './left-messages.ts'

/**
 * The desk's day begins with what was left and nobody has answered: one list, once a
 * day, at the first moment of work. Returns 1 when it was given now.
 */
export async function giveMorningList(deps: Deps): Promise<number> {
  const { db, playbook, translate } = deps
  const at = deps.now()
  const calendar = deskCalendar(playbook)
  if (!isOpen(calendar, at)) return 0
  // A night over midnight begins once.
  const day = new Date(shiftDayOf(calendar, at.getTime()) * dayMs).toISOString().slice(0, 10)
  const key = `morning:${day}`
  if (await db.once.findUnique({ where: { key } })) return 0
  return await inTransaction(db, async (tx) => {
    if (!(await once(tx, key, at))) return 0
    const waiting = await readLeftMessages(tx, at)
    if (waiting.length === 0) return 0
    const card = morningCard(channelAudience(playbook, translate, at), key, waiting)
    await enqueue(tx, [postingOf(deps, playbook.desk.channel, card)], at)
    return 1
  })
}
