import { isOnDuty, type Roster, switchOf, withRole } from '../departments/duty/roster.ts'
import type { Ticket } from '../generated/client.ts'
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
 * How what a customer writes waits (pure). It is a left message where nobody was there for it, and always on
 * a written platform (email), where nobody waits on the other side. A left message that came while somebody was
 * there is `attended` and answered within the platform's hours; any other in the window for left messages. What is
 * no left message is `attended` when it came outside the hours: they answer as on any day.
 */
export function waitOf(playbook: Playbook, where: Written): Pick<Ticket, 'leftMessage' | 'attended'> {
  const { platform, at } = where
  const there = isSomebodyThere(playbook, where)
  if (playbook.written.includes(platform)) return { leftMessage: true, attended: there }
  return { leftMessage: !there, attended: there && !isOpen(deskCalendar(playbook, platform), at) }
}

/**
 * Within the hours of the platform they are there unless there are agents and none of them is on duty. Outside of
 * them the agent's own word counts, and a rota of their own; but a platform that is answered at hours of its own
 * is answered then, whoever's rota runs.
 */
function isSomebodyThere(playbook: Playbook, { roster, platform, at }: Written): boolean {
  const agents = withRole(roster, 'agent')
  const there = agents.filter(({ id }) => isOnDuty(roster, id, at))
  if (isOpen(deskCalendar(playbook, platform), at)) return agents.length === 0 || there.length > 0
  const apart = Object.hasOwn(playbook.hours.channels, platform)
  return there.some(({ id, ownRota }) => switchOf(roster, id, at)?.isOn || (ownRota && !apart))
}
