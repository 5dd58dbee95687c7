import type { Release, Staff, Suggestion } from '../../generated/client.ts'
import type { Locale, Translate } from '../../lib/i18n.ts'
import type { InboundAttachment } from '../../platforms/platform.ts'
import type { Playbook } from '../../playbook/playbook.ts'
import type { ScriptLibrary } from '../../scripts/script.ts'
import type { Actor, Change, Refusal } from '../change.ts'
import type { TicketState } from '../state.ts'

/** A staff member's press of a button, looked up and allowed. */
export interface Press {
  staff: Staff
  actor: Actor
  card: { key: string; revision: number }
  /** What was typed or chosen, by field. */
  values: Record<string, string>
  /** Files that go with the words. */
  attachments: InboundAttachment[]
  /** The suggestion the pressed card shows, with who decided on it. */
  suggestion: (Suggestion & { decidedByName: string | null }) | null
  /** The waiting reply the pressed card shows, with its author and the suggestion it came from. */
  release: (Release & { author: Staff; suggestion: Suggestion | null }) | null
  /** The active colleague whose work number was typed, if the act names one. */
  named: Staff | null
  /** The leave the named colleague is on. */
  away: Away | null
  at: Date
  /** A fresh id, for what the act creates. */
  id: string
}

/** A colleague's leave, its days in the presser's words, and who is named to stand in. */
interface Away {
  days: string
  standIn: { name: string; workNo: string } | undefined
}

/** What an act reckons with besides the ticket. */
export interface House {
  playbook: Playbook
  scripts: ScriptLibrary
  translate: Translate
}

/** What staff may do to a ticket, as a function of values. */
export type ActOf = (state: TicketState, press: Press, house: House) => Change | Refusal

/** The staff member as the audit trail names them. */
export function actorOf(staff: Staff): Actor {
  const kind = (['supervisor', 'agent', 'department', 'administrator'] as const).find((role) =>
    staff.roles.includes(role),
  )
  return { kind: kind ?? 'department', name: staff.name, staffId: staff.id }
}

/** The language customers of this ticket are spoken to in. */
export const customerLocale = (state: TicketState): Locale =>
  state.customer.locale === 'en' ? 'en' : 'zh-CN'

/** The trimmed value of a field. */
export const entered = (press: Pick<Press, 'values'>, field: string): string =>
  (press.values[field] ?? '').trim()

/** The name of the staff member with this id, as far as the ticket knows them. */
export const nameOf = (state: TicketState, staffId: string | null): string =>
  state.people.find((person) => person.id === staffId)?.name ?? ''
