import type { TicketStatus } from '../generated/enums.ts'
import type { Intent, Need, Step } from '../playbook/playbook.ts'

/** What the step of the next reply depends on. */
export interface Progress {
  status: TicketStatus
  /** The customer has not said yet what it is about. */
  unclear: boolean
  missing: readonly Need[]
  /** A plan stands: proposed by the department, told to the customer, or accepted by them. */
  plan: 'none' | 'proposed' | 'sent' | 'accepted'
  intent: Intent
}

/** Which of the six steps the next reply to the customer serves. */
export function stepOf({ status, unclear, missing, plan, intent }: Progress): Step {
  if (status === 'closed') return 'closing'
  if (status === 'solved') return intent === 'not_solved' ? 'diagnosis' : 'follow_up'
  if (plan === 'accepted') return 'follow_up'
  if (plan === 'proposed' || plan === 'sent') return 'solution'
  if (unclear) return 'opening'
  return missing.length > 0 ? 'discovery' : 'diagnosis'
}
