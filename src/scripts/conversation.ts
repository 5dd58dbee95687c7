import { agentActs } from '../language/agent-acts.ts'
import { factsIn } from '../language/facts.ts'
import { toneOf } from '../language/tone.ts'
import { type Context, understand } from '../language/understand.ts'
import type { Understanding } from '../language/understanding.ts'
import { type Facts, missingNeeds } from '../playbook/needs.ts'
import {
  categoryOf,
  type Emotion,
  type Need,
  type Playbook,
  type Priority,
  priorities,
  type Step,
  type Tone,
} from '../playbook/playbook.ts'
import { nextStepOf } from './next-step.ts'
import type { ScriptLibrary } from './script.ts'
import { suggest, type Why } from './suggest.ts'

/** One utterance of a conversation. */
export interface Turn {
  from: 'customer' | 'agent'
  text: string
}

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

/** What the customer has told so far, turn by turn. */
interface Heard {
  understanding: Understanding
  facts: Facts
  priority: Priority
  text: string
  /** What the agent did just before, and ever. */
  before: ReadonlySet<string>
  ever: ReadonlySet<string>
}

/** Reads a conversation from its turns alone: no ticket, no clocks. A conversation without a customer's word is an empty one. */
export function readConversation(turns: readonly Turn[], house: House): ConversationReading {
  const heard = listen(turns, house.today)
  const { understanding, priority } = heard
  const critical = priority === 'critical'
  const category = categoryOf(house.playbook, understanding.category)
  const needs = missingNeeds(category, heard.facts, critical)
  const tone = toneOf({ ...understanding, priority }, heard.text)
  const unclear = understanding.category === house.playbook.fallbackCategory
  const step = nextStepOf({ ...heard, intent: understanding.intent, category, unclear, missing: needs })
  const candidates = suggest(
    {
      text: heard.text,
      category: understanding.category,
      ...(understanding.otherCategory ? { otherCategory: understanding.otherCategory } : {}),
      step,
      tone,
      intent: understanding.intent,
      unavailable: ['plan', 'result'],
    },
    house.scripts,
  )
  return {
    category: understanding.category,
    priority,
    emotion: understanding.emotion,
    step,
    needs,
    tone,
    suggestions: candidates.map(({ script, score, why }) => ({
      script: script.id,
      text: script.text,
      score: Math.round(score * 1000) / 1000,
      why,
    })),
  }
}

function listen(turns: readonly Turn[], today: string): Heard {
  let heard: Heard | undefined
  let agentSaid = ''
  const ever = new Set<string>()
  for (const { from, text } of turns) {
    if (from === 'agent') {
      agentSaid = text
      for (const act of agentActs(text)) ever.add(act)
    } else heard = hear(heard, { text, agentSaid, today, ever: new Set(ever) })
  }
  return heard ?? hear(undefined, { text: '', agentSaid, today, ever })
}

interface Utterance {
  text: string
  agentSaid: string
  today: string
  ever: ReadonlySet<string>
}

function hear(earlier: Heard | undefined, { text, agentSaid, today, ever }: Utterance): Heard {
  const known = earlier?.understanding
  const context: Context = {
    today,
    ...(agentSaid === '' ? {} : { agentSaid }),
    ...(known
      ? { known: { category: known.category, confidence: known.confidence.category }, open: true }
      : {}),
  }
  const understanding = understand(text, context)
  const priority = moreUrgent(earlier?.priority, understanding.priority)
  const told: [string, string[]][] = Object.entries({
    ...understanding.entities,
    ...factsIn(text, agentSaid),
  })
  const facts: Record<string, readonly string[] | undefined> = { ...earlier?.facts }
  for (const [name, values] of told) if (values.length > 0) facts[name] = [...(facts[name] ?? []), ...values]
  return { understanding, facts, priority, text, before: agentActs(agentSaid), ever }
}

const moreUrgent = (one: Priority | undefined, other: Priority): Priority =>
  one !== undefined && priorities.indexOf(one) < priorities.indexOf(other) ? one : other
