import { isOnDuty, type Roster, switchOf, withRole } from '../departments/duty/roster.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { isOpen } from '../sla/calendar.ts'
import { deskCalendar } from '../sla/calendars.ts'

/** Where and when a customer writes, and who is there. */
export interface Written {
  roster: Roster
  /** The platform they write on. */
  platform: string
  at: Date
}

/**
 * Whether what a customer writes waits as a left message: outside the hours of
 * the platform it came by, unless an agent is on duty all the same; within them
 * only when there are agents and none of them is on duty. Outside the hours the
 * agent's own word counts, and a rota of their own; but a platform that is
 * answered at hours of its own (email) is answered then, whoever's rota runs.
 */
export function isLeftMessage(playbook: Playbook, { roster, platform, at }: Written): boolean {
  const agents = withRole(roster, 'agent')
  const there = agents.filter(({ id }) => isOnDuty(roster, id, at))
  if (isOpen(deskCalendar(playbook, platform), at)) return agents.length > 0 && there.length === 0
  const apart = Object.hasOwn(playbook.hours.channels, platform)
  return !there.some(({ id, ownRota }) => switchOf(roster, id, at)?.isOn || (ownRota && !apart))
}
