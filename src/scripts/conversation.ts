import { bestOf } from '../language/category.ts'
import { probabilities } from '../language/model.ts'
import { toneOf } from '../language/tone.ts'
import { loadModels } from '../language/weights.ts'
import { missingNeeds } from '../playbook/needs.ts'
import {
  categoryOf,
  type Emotion,
  type Need,
  type Playbook,
  type Priority,
  type Step,
  steps,
  type Tone,
} from '../playbook/playbook.ts'
import { type Heard, listen, type Turn } from './listen.ts'
import type { ScriptLibrary } from './script.ts'
import { stepFeatures } from './step-features.ts'
import { suggest, type Why } from './suggest.ts'

/** What a whole conversation says, and which replies would fit next. */
export interface ConversationReading {
  category: string
  priority: Priority
  emotion: Emotion
  step: Step
  needs: Need[]
  tone: Tone
  suggestions: { script: string; text: string; score: number; why: Why[] }[]
}

interface House {
  playbook: Playbook
  scripts: ScriptLibrary
  /** YYYY-MM-DD */
  today: string
}

/** Steps at which facts are still asked for; later ones act on what is known. */
const asking: ReadonlySet<Step> = new Set(['opening', 'discovery', 'diagnosis'])

/** Reads a conversation from its turns alone: no ticket, no clocks. A conversation without a customer's word is an empty one. */
export function readConversation(turns: readonly Turn[], house: House): ConversationReading {
  const models = loadModels()
  const heard = listen(turns, { models, today: house.today })
  const { understanding, priority } = heard
  const missing = stillMissing(heard, house.playbook)
  const shares = probabilities(models.step, stepFeatures(heard, missing))
  const step = steps.find((one) => one === bestOf(models.step.labels, shares).label) ?? 'discovery'
  const tone = toneOf({ ...understanding, priority }, heard.text)
  const matter = {
    text: heard.text,
    category: understanding.category,
    ...(understanding.otherCategory ? { otherCategory: understanding.otherCategory } : {}),
    step,
    tone,
    intent: understanding.intent,
    unavailable: ['plan', 'result'] as const,
  }
  return {
    category: understanding.category,
    priority,
    emotion: understanding.emotion,
    step,
    needs: asking.has(step) ? missing : [],
    tone,
    suggestions: suggest(matter, house.scripts).map(({ script, score, why }) => ({
      script: script.id,
      text: script.text,
      score: Math.round(score * 1000) / 1000,
      why,
    })),
  }
}

/** The facts that the handling of what was heard needs and nobody has told. */
export const stillMissing = ({ understanding, facts, priority }: Heard, playbook: Playbook): Need[] =>
  missingNeeds(categoryOf(playbook, understanding.category), facts, priority === 'critical')
