import { factsIn, type ToldFacts } from '../language/facts.ts'
import { toneOf } from '../language/tone.ts'
import { understand } from '../language/understand.ts'
import { categoryGate, type Understanding } from '../language/understanding.ts'
import type { InboundMessage } from '../platforms/platform.ts'
import type { Tone } from '../playbook/playbook.ts'
import { openStatuses } from '../tickets/change.ts'
import type { Work } from '../tickets/settle.ts'
import { companyDate } from '../tickets/slots.ts'
import type { Known, TicketState } from '../tickets/state.ts'

/** What a message means in its conversation. */
export interface Understood extends Understanding {
  tone: Tone
  facts: ToldFacts
  /** The words it was understood from. */
  read: string
}

/** Understands a message in the light of what was said before it. */
export function understandMessage(work: Work, message: InboundMessage, known: Known | undefined): Understood {
  const state = known?.state
  const open = state && openStatuses.includes(state.ticket.status) ? state : undefined
  const understanding = understand(message.text, {
    today: companyDate(work, work.at),
    ...(state?.said ? { agentSaid: state.said } : {}),
    ...(open
      ? {
          known: {
            category: open.ticket.category,
            confidence: open.ticket.otherCategory || open.secondOpinion ? categoryGate - 0.1 : 1,
          },
        }
      : {}),
    open: state !== null && state !== undefined && state.ticket.status !== 'closed',
  })
  return {
    ...understanding,
    tone: toneOf(understanding, message.text, open ? { before: saidBefore(open) } : {}),
    facts: told(message, state?.said ?? ''),
    read: message.text,
  }
}

/** How the matter began, and the customer's latest words about it. */
const saidBefore = ({ ticket, words }: TicketState): string =>
  [...new Set([ticket.description, words?.text ?? ''])].join('\n').trim()

/** What the words tell, and the pictures that came with them. */
function told({ text, attachments }: InboundMessage, agentSaid: string): ToldFacts {
  const facts = factsIn(text, agentSaid)
  const pictured = attachments.some(({ mediaType }) => /^(?:image|video)\//.test(mediaType))
  return pictured ? { ...facts, photo: ['1'] } : facts
}

/** Facts of earlier messages and of this one, each once. */
export function mergeEntities(
  state: TicketState | null,
  { entities, facts }: Pick<Understood, 'entities' | 'facts'>,
): Record<string, string[]> {
  const earlier = (state?.ticket.entities ?? {}) as Record<string, string[]>
  const merged = { ...earlier }
  for (const [key, values] of Object.entries({ ...entities, ...facts })) {
    if (values.length > 0) merged[key] = [...new Set([...(earlier[key] ?? []), ...values])]
  }
  return merged
}
