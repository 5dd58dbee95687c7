import { denialIn } from './denial.ts'
import { readDraft } from './draft.ts'
import { empathyIn } from './empathy.ts'
import type { Reading } from './features.ts'
import { jargonIn } from './jargon.ts'
import { leaksIn } from './leak.ts'
import { nextStepIn } from './next-step.ts'
import { overpromiseIn } from './overpromise.ts'
import { rudeIn } from './rude.ts'
import { secretIn } from './secret.ts'
import { vagueIn } from './vague.ts'

/** What the rules look at beside the reply. */
export interface Surroundings {
  /** Yuan the sender may promise. */
  limit?: number
  /** The company's public hotlines. */
  ownNumbers?: readonly string[]
}

/** A reply with everything the rules say of it; what the customer wrote tells which terms they know. */
export function read(
  reply: string,
  customer: string,
  { limit, ownNumbers = [] }: Surroundings = {},
): Reading {
  const draft = readDraft(reply)
  const faults = {
    vague: vagueIn(draft),
    denial: denialIn(draft),
    overpromise: overpromiseIn(draft, limit),
    rude: rudeIn(draft),
    asks_secret: secretIn(draft),
    leaks_pii: leaksIn(draft, reply, ownNumbers),
    jargon: jargonIn(draft, customer),
    no_empathy: empathyIn(draft),
    no_next_step: nextStepIn(draft),
  }
  return { draft, faults }
}
