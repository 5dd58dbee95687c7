import type { Playbook } from '../playbook/playbook.ts'
import { may, type Rights } from './permission.ts'

/** A channel a staff member may read. */
export interface StaffChannel {
  id: string
  platform: string
  kind: 'desk' | 'department' | 'supervisors' | 'administrators'
  name: { 'zh-CN': string; en: string }
}

/** The channels somebody may read: the desk's, their departments', the supervisors', the administrators'. */
export function channelsOf(who: Rights, playbook: Playbook): StaffChannel[] {
  const { desk, supervisors, administrators, departments } = playbook
  const own = departments.filter(({ code }) => may(who, 'ticket.read', code) && !onlyAgent(who, code))
  return [
    ...(may(who, 'desk.read') ? [{ ...desk.channel, kind: 'desk' as const, name: desk.name }] : []),
    ...own.map(({ channel, name }) => ({ ...channel, kind: 'department' as const, name })),
    ...(may(who, 'supervisors.read')
      ? [{ ...supervisors.channel, kind: 'supervisors' as const, name: supervisors.name }]
      : []),
    ...(may(who, 'system.run')
      ? [{ ...administrators.channel, kind: 'administrators' as const, name: administrators.name }]
      : []),
  ]
}

/** An agent reads every ticket, but sits in the channels of their own departments only. */
const onlyAgent = (who: Rights, code: string): boolean =>
  !who.roles.includes('supervisor') && !who.departments.includes(code)
