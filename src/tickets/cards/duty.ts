import {
  accountOn,
  type Member,
  membersOf,
  onDutyIn,
  type Roster,
  withRole,
} from '../../departments/duty/roster.ts'
import type { Card } from '../../platforms/card.ts'
import type { Address } from '../../platforms/platform.ts'
import { departmentOf } from '../../playbook/playbook.ts'
import { openStatuses } from '../change.ts'
import type { TicketState } from '../state.ts'
import { doubtLines } from './doubts.ts'
import { type Audience, titleOf } from './parts.ts'
import { departmentCard, supervisorCard } from './ticket.ts'

/** 值班：李工、王工, or that nobody is there: on the card that a department is shown. */
export function dutyLine(
  { translate, locale, at }: Audience,
  { ticket }: TicketState,
  roster: Roster,
): string {
  const here = onDutyIn(roster, ticket.department, at)
  if (here.length === 0) return translate(locale, 'desk.duty.nobody')
  const names = here.map(({ name }) => name).join(translate(locale, 'desk.duty.and'))
  return translate(locale, 'desk.duty.card', { names })
}

/** The card with a line more. */
export const adding = (card: Card, line: string): Card => ({ ...card, why: [...card.why, line] })

/** Whether danger has nobody to turn to: a critical ticket that is open, and nobody of its department on duty. */
export const unattended = (
  { priority, status, department }: Pick<TicketState['ticket'], 'priority' | 'status' | 'department'>,
  roster: Roster,
  at: Date,
): boolean =>
  priority === 'critical' && openStatuses.includes(status) && onDutyIn(roster, department, at).length === 0

/** A critical ticket for everybody of its department and every supervisor in person, each once. */
export function alarms(
  audience: Audience,
  state: TicketState,
  roster: Roster,
): { to: Address; card: Card }[] {
  const { playbook } = audience
  const { id, department } = state.ticket
  const supervisors = withRole(roster, 'supervisor')
  const colleagues = membersOf(roster, department).filter((one) => !supervisors.includes(one))
  const own = (departmentOf(playbook, department) ?? playbook.desk).channel
  const telling = (members: readonly Member[], platform: string, card: Card) =>
    members.flatMap((member) => {
      const to = accountOn(member, platform)
      return to ? [{ to, card: { ...card, key: `ticket:${id}:alarm:${member.workNo}` } }] : []
    })
  const { platform } = playbook.supervisors.channel
  return [
    ...telling(colleagues, own.platform, alarmCard(audience, state, departmentCard(audience, state))),
    ...telling(
      supervisors,
      platform,
      alarmCard(audience, state, supervisorCard(audience, state, 'critical')),
    ),
  ]
}

/** The same once it is in somebody's hands or no danger any more: nothing more to do. */
export function attended(audience: Audience, state: TicketState, card: Card): Card {
  const { translate, locale } = audience
  const name = state.people.find(({ id }) => id === state.ticket.assigneeId)?.name
  const said = name ? translate(locale, 'desk.duty.taken', { name }) : translate(locale, 'desk.duty.calmed')
  return { ...card, why: [...doubtLines(audience, state), said], actions: [] }
}

/** The card of a channel as one that calls a person. */
function alarmCard(audience: Audience, state: TicketState, card: Card): Card {
  const say = (key: string, values?: Record<string, string>): string =>
    audience.translate(audience.locale, `desk.${key}`, values)
  const asked = card.kind === 'supervisor' ? 'alarmSupervisor' : 'alarmDepartment'
  return {
    ...card,
    kind: 'reminder',
    title: say('duty.alarm', { ticket: titleOf(audience, state.ticket) }),
    why: [say('escalation.critical'), ...doubtLines(audience, state), say(`duty.${asked}`)],
  }
}
