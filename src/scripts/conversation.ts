import { isInstruction } from '../language/bearing.ts'
import { bestOf } from '../language/category.ts'
import { probabilities } from '../language/model.ts'
import { toneOf } from '../language/tone.ts'
import { loadModels, type Models } from '../language/weights.ts'
import { type Facts, missingNeeds } from '../playbook/needs.ts'
import {
  categoryOf,
  type Emotion,
  type Intent,
  type Need,
  type Playbook,
  type Priority,
  type Step,
  steps,
  type Tone,
} from '../playbook/playbook.ts'
import { type Heard, listen, type Turn } from './listen.ts'
import { stepFeatures } from './step-features.ts'
import type { Matter } from './suggest.ts'

/** What a whole conversation says, and what its next reply is chosen by. */
export interface ConversationReading {
  category: string
  priority: Priority
  emotion: Emotion
  step: Step
  /** The facts of the playbook's list that nobody has told; none once it closes. */
  needs: Need[]
  /** Those of them that the next reply may ask for. */
  asked: Need[]
  tone: Tone
  facts: Facts
  /** What a reply is chosen by. */
  matter: Omit<Matter, 'unavailable'>
}

interface House {
  playbook: Playbook
  /** YYYY-MM-DD */
  today: string
}

/** The step at which facts are asked for: before it the matter is not named, later ones act on what is known. */
const asking: Step = 'discovery'

/** The turns whose own scripts serve a step; elsewhere the intent of a few words is a guess, and the step tells more. */
const turnsOf: Readonly<Record<Step, ReadonlySet<Intent>>> = {
  opening: new Set(['asks_human']),
  discovery: new Set(['adds_information']),
  diagnosis: new Set(['urges']),
  solution: new Set(['accepts', 'rejects']),
  follow_up: new Set(['urges', 'accepts', 'not_solved']),
  closing: new Set(['confirms_solved', 'thanks_closing']),
}

/** Reads a conversation from its turns alone: no ticket, no clocks. A conversation without a customer's word is an empty one. */
export function readConversation(
  turns: readonly Turn[],
  house: House,
  models: Models = loadModels(),
): ConversationReading {
  const heard = listen(turns, { models, today: house.today })
  const { understanding, priority } = heard
  const missing = stillMissing(heard, house.playbook)
  const shares = probabilities(models.step, stepFeatures(heard, missing))
  const likely = steps.find((one) => one === bestOf(models.step.labels, shares).label) ?? 'discovery'
  const step = isSettled(heard) ? 'closing' : likely
  const tone = toneOf({ ...understanding, priority }, heard.text, step)
  const { category, otherCategory, emotion, intent } = understanding
  return {
    category,
    priority,
    emotion,
    step,
    needs: needsAt(step, heard, missing),
    asked: step === asking ? missing : [],
    tone,
    facts: heard.facts,
    matter: {
      text: heard.text,
      category,
      ...(otherCategory ? { otherCategory } : {}),
      step,
      tone,
      ...(turnsOf[step].has(intent) ? { intent } : {}),
    },
  }
}

const sure = 0.95

/** Whoever says clearly that it is solved, in answer to somebody, closes it. */
const isSettled = ({ understanding: { intent, confidence }, agentSaid }: Heard): boolean =>
  intent === 'confirms_solved' && confidence.intent >= sure && agentSaid !== ''

/** What anything that was arranged for a customer cannot be without. */
const underWay: ReadonlySet<Need> = new Set(['order_no', 'contact', 'address', 'time_window'])

/** What is missing at a step: nothing once it closes, and not the whereabouts of what is under way already. */
function needsAt(step: Step, { agentSaid }: Heard, missing: readonly Need[]): Need[] {
  if (step === 'closing') return []
  const arranged = step === 'follow_up' && agentSaid !== '' && !isInstruction(agentSaid)
  return missing.filter((need) => !arranged || !underWay.has(need))
}

/** The facts that the handling of what was heard needs and nobody has told. */
export const stillMissing = ({ understanding, facts, onFile, priority }: Heard, playbook: Playbook): Need[] =>
  missingNeeds(categoryOf(playbook, understanding.category), facts, priority === 'critical').filter(
    (need) => !onFile.has(need),
  )
