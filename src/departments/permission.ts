import type { Role } from '../playbook/playbook.ts'

/** Who acts, as far as rights are concerned. */
export interface Rights {
  roles: readonly string[]
  departments: readonly string[]
}

/** `everywhere`: on every ticket. `own`: on tickets of the member's departments. */
type Reach = 'everywhere' | 'own'

const desk: Partial<Record<Role, Reach>> = { agent: 'everywhere', supervisor: 'everywhere' }
const holders: Partial<Record<Role, Reach>> = { agent: 'own', department: 'own', supervisor: 'everywhere' }
const staff: Partial<Record<Role, Reach>> = {
  agent: 'everywhere',
  department: 'own',
  supervisor: 'everywhere',
}
const supervisors: Partial<Record<Role, Reach>> = { supervisor: 'everywhere' }

/** Least privilege: who may do what. Whatever is not named here nobody may do. */
const rights: Record<string, Partial<Record<Role, Reach>>> = {
  'suggestion.approve': desk,
  'suggestion.edit': desk,
  'suggestion.swap': desk,
  'suggestion.dismiss': desk,
  'plan.return': desk,
  'ticket.reply': desk,
  'ticket.close': desk,
  'ticket.priority': desk,
  'ticket.category': desk,
  'ticket.merge': desk,
  'ticket.claim': holders,
  'ticket.release': holders,
  'ticket.plan': holders,
  'ticket.solve': staff,
  'ticket.transfer': staff,
  'ticket.note': staff,
  'ticket.read': staff,
  'ticket.show': staff,
  'ticket.explain': staff,
  'ticket.revisit': staff,
  'reminder.snooze': staff,
  'reminder.acknowledge': staff,
  'reminder.expand': staff,
  'reminder.escalate': staff,
  'ticket.takeover': supervisors,
  'ticket.reckon': supervisors,
  'ticket.assign': supervisors,
  'morning.expand': desk,
  'morning.assign': desk,
  'release.approve': supervisors,
  'release.decline': supervisors,
  'leave.others': supervisors,
  'script.publish': supervisors,
  'script.decline': supervisors,
  'delivery.retry': { agent: 'everywhere', supervisor: 'everywhere', administrator: 'everywhere' },
  'desk.read': desk,
  'supervisors.read': supervisors,
  'system.run': { administrator: 'everywhere' },
}

/** Whether someone may do an act, on a ticket of `department` where it is about a ticket. */
export function may(who: Rights, act: string, department?: string): boolean {
  const allowed = rights[act] ?? {}
  return who.roles.some((role) => {
    const reach = allowed[role as Role]
    if (reach === 'everywhere') return true
    return reach === 'own' && department !== undefined && who.departments.includes(department)
  })
}
