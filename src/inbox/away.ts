import { readRoster } from '../departments/duty/read.ts'
import { leaveOf, namedStandIn, standInFor } from '../departments/duty/roster.ts'
import type { Staff } from '../generated/client.ts'
import type { Locale } from '../lib/i18n.ts'
import type { Press } from '../tickets/acts/press.ts'
import type { Work } from '../tickets/settle.ts'
import { phraseLeave } from './leave-phrase.ts'

/** The leave a colleague is on, and who stands in: the first who is on duty, else whoever is named. */
export async function awayOf(
  { tx, playbook, translate, at }: Work,
  { id }: Staff,
  locale: Locale,
): Promise<Press['away']> {
  const roster = await readRoster(tx, playbook, at)
  const leave = leaveOf(roster, id, at)
  if (!leave) return null
  const reader = { locale, timeZone: playbook.company.timeZone, translate }
  return {
    days: phraseLeave(reader, leave, at),
    standIn: standInFor(roster, id, at) ?? namedStandIn(roster, id, at),
  }
}
