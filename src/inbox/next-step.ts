import type { Plan } from '../generated/client.ts'
import type { Intent, Step } from '../playbook/playbook.ts'
import type { Work } from '../tickets/settle.ts'
import { type Matterlike, stillMissing } from '../tickets/slots.ts'
import type { TicketState } from '../tickets/state.ts'
import { stepOf } from '../tickets/step.ts'

/** The step a ticket is at once a message of this intent was understood. */
export function nextStep(
  work: Pick<Work, 'playbook'>,
  matter: Matterlike & { status?: TicketState['ticket']['status']; plan?: Plan | null },
  intent: Intent,
): Step {
  const { plan, status = 'unclaimed' } = matter
  const stands = plan && plan.status !== 'rejected' && plan.status !== 'withdrawn' ? plan.status : 'none'
  return stepOf({
    status,
    unclear: matter.ticket.category === work.playbook.fallbackCategory,
    missing: stillMissing(matter, work),
    plan: stands,
    intent,
  })
}
