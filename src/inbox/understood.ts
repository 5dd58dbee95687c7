import { toneOf } from '../language/tone.ts'
import { understand } from '../language/understand.ts'
import { categoryGate, type Entities, type Understanding } from '../language/understanding.ts'
import type { InboundMessage } from '../platforms/platform.ts'
import type { Tone } from '../playbook/playbook.ts'
import { openStatuses } from '../tickets/change.ts'
import type { Work } from '../tickets/settle.ts'
import { companyDate } from '../tickets/slots.ts'
import type { Known, TicketState } from '../tickets/state.ts'

/** What a message means in its conversation. */
export interface Understood extends Understanding {
  tone: Tone
}

/** Understands a message in the light of what was said before it. */
export function understandMessage(work: Work, message: InboundMessage, known: Known | undefined): Understood {
  const state = known?.state
  const understanding = understand(message.text, {
    today: companyDate(work, work.at),
    ...(state?.said ? { agentSaid: state.said } : {}),
    ...(state && openStatuses.includes(state.ticket.status)
      ? {
          known: {
            category: state.ticket.category,
            confidence: state.ticket.otherCategory ? categoryGate - 0.1 : 1,
          },
        }
      : {}),
    open: state !== null && state !== undefined && state.ticket.status !== 'closed',
  })
  return { ...understanding, tone: toneOf(understanding, message.text) }
}

/** Facts of earlier messages and of this one, each once. */
export function mergeEntities(state: TicketState | null, entities: Entities): Record<string, string[]> {
  const earlier = (state?.ticket.entities ?? {}) as Record<string, string[]>
  const merged = { ...earlier }
  for (const [key, values] of Object.entries(entities)) {
    if (values.length > 0) merged[key] = [...new Set([...(earlier[key] ?? []), ...values])]
  }
  return merged
}
