import type { Member } from '../../departments/duty/roster.ts'
import { may } from '../../departments/permission.ts'
import type { Address } from '../../platforms/platform.ts'
import { departmentOf, type Playbook } from '../../playbook/playbook.ts'
import type { DueClock } from '../due.ts'
import type { Duty } from './duty.ts'
import type { Heard } from './pace.ts'

type Role = 'holder' | 'stand_in' | 'everyone'

/** Who is to hear of a notice: the channel, persons, and the supervisors. */
export interface Recipients {
  channel: Address | undefined
  persons: { member: Member; role: Role }[]
  supervisors: boolean
}

const owedByAgent: ReadonlySet<string> = new Set(['first_response', 'plan_told', 'confirmed', 'revisit'])

/**
 * The channel of the work and whoever holds it; somebody who is off duty or on
 * leave is stood in for. Where nobody can be reached in person the supervisors
 * hear of it at once, and of danger that nobody took, everybody in the department.
 */
export function recipientsOf(
  playbook: Playbook,
  { clock, ticket }: DueClock,
  heard: Heard,
  duty: Duty,
): Recipients {
  const ofAgent = owedByAgent.has(clock.name)
  const holder = ofAgent ? ticket.agentId : ticket.assigneeId
  const channel = ofAgent
    ? playbook.desk.channel
    : (departmentOf(playbook, ticket.department) ?? playbook.desk).channel
  const danger = ticket.priority === 'critical'
  const persons: Recipients['persons'] = []
  const away = holder !== null && !duty.isOn(holder)
  const named = holder === null ? undefined : duty.standIn(holder)
  // Whoever could not do what is due is nobody's stand-in for it.
  const able = named && may(named, ofAgent ? 'ticket.reply' : 'ticket.plan', ticket.department)
  const instead = able ? named : undefined
  // Who said so before it was late has not said that they are late.
  const said = clock.acknowledgedAt !== null && clock.acknowledgedAt >= clock.deadlineAt
  const known = said && clock.acknowledgedBy === holder && !away
  const self = holder === null ? undefined : duty.memberOf(holder)
  if (self && heard.holders && (!away || !instead)) persons.push({ member: self, role: 'holder' })
  if (instead && (away ? heard.holders || heard.standIn : heard.standIn && !known))
    persons.push({ member: instead, role: 'stand_in' })
  if (danger && heard.holders && (holder === null || (away && !instead)))
    persons.push(
      ...reachable(duty, ticket.department).map((member) => ({ member, role: 'everyone' as const })),
    )
  return {
    channel: heard.holders ? channel : undefined,
    persons,
    supervisors:
      heard.supervisors ||
      (away && !instead && heard.holders) ||
      (danger && heard.holders && nobodyIn(duty, ticket.department)),
  }
}

const nobodyIn = (duty: Duty, department: string): boolean => duty.onDutyIn(department).length === 0

/** Those who are there; where nobody is, all of them. */
const reachable = (duty: Duty, department: string): Member[] =>
  nobodyIn(duty, department) ? duty.membersOf(department) : duty.onDutyIn(department)
