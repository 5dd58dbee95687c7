import { type Model, probabilities } from '../language/model.ts'
import { toneOf } from '../language/tone.ts'
import { loadModels, type Models } from '../language/weights.ts'
import { askable, type Facts, factsSettled, missingNeeds } from '../playbook/needs.ts'
import {
  categoryOf,
  type Emotion,
  type Need,
  type Playbook,
  type Priority,
  type Step,
  type Tone,
} from '../playbook/playbook.ts'
import { likelyStep } from './likely-step.ts'
import { type Heard, listen, type Turn } from './listen.ts'
import { type NeedState, needFeatures } from './need-features.ts'
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
  matter: Omit<Matter, 'unavailable'> & Required<Pick<Matter, 'talk'>>
}

interface House {
  playbook: Playbook
  /** YYYY-MM-DD */
  today: string
}

/** The step at which facts are asked for: before it the matter is not named, later ones act on what is known. */
const asking: Step = 'discovery'

/** Reads a conversation from its turns alone: no ticket, no clocks. A conversation without a customer's word is an empty one. */
export function readConversation(
  turns: readonly Turn[],
  house: House,
  models: Models = loadModels(),
): ConversationReading {
  const heard = listen(turns, { models, today: house.today })
  const { understanding, priority } = heard
  const states = needStates(heard, house.playbook)
  const guess = likelyStep(heard, missingOf(states), models)
  const settled = isSettled(heard)
  const step = settled ? 'closing' : guess.step
  const tone = toneOf({ ...understanding, priority }, heard.text, { before: heard.before, step, models })
  // Nothing is missing once it closes; else what the talk leaves open of the category's list.
  const open = step === 'closing' ? [] : states.filter((one) => isMissing(models.need, heard, one))
  const needs = open.map(([need]) => need)
  const { category, otherCategory, emotion, intent } = understanding
  return {
    category,
    priority,
    emotion,
    step,
    needs,
    asked: step === asking ? askable(needs, heard.facts) : [],
    tone,
    facts: heard.facts,
    matter: {
      text: heard.text,
      category,
      ...(otherCategory ? { otherCategory } : {}),
      step,
      ...(settled ? {} : { likely: guess.likely }),
      tone,
      intent,
      talk: heard.dialogue,
      settled: factsSettled(heard.facts),
      unanswered: heard.agentSaid === '',
    },
  }
}

const sure = 0.95

/** Whoever says clearly that it is solved, in answer to somebody, closes it. */
const isSettled = ({ understanding: { intent, confidence }, agentSaid }: Heard): boolean =>
  intent === 'confirms_solved' && confidence.intent >= sure && agentSaid !== ''

/** Of facts that the corpus never asks for, the rules alone tell. */
const learnt: ReadonlySet<Need> = new Set<Need>([
  'order_no',
  'model',
  'contact',
  'address',
  'time_window',
  'photo',
  'error_text',
])

/** What somebody told is never asked for again, whatever the model makes of it. */
function isMissing(model: Model, heard: Heard, [need, state]: [Need, NeedState]): boolean {
  if (state === 'told' || !learnt.has(need)) return state === 'missing'
  const shares = probabilities(model, needFeatures(heard, need, state))
  return (shares[model.labels.indexOf('missing')] ?? 0) > 0.5
}

/** Each fact that the handling of what was heard needs, and what the rules say of it. */
export function needStates(
  { understanding, facts, onFile, priority }: Heard,
  playbook: Playbook,
): [Need, NeedState][] {
  const category = categoryOf(playbook, understanding.category)
  const missing = missingNeeds(category, facts, priority === 'critical')
  return missingNeeds(category, {}, priority === 'critical').map((need) => [
    need,
    !missing.includes(need) ? 'told' : onFile.has(need) ? 'implied' : 'missing',
  ])
}

/** The facts that the rules find missing. */
export const stillMissing = (heard: Heard, playbook: Playbook): Need[] =>
  missingOf(needStates(heard, playbook))

const missingOf = (states: readonly [Need, NeedState][]): Need[] =>
  states.flatMap(([need, state]) => (state === 'missing' ? [need] : []))
