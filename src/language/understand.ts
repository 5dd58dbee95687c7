import type { Emotion, Intent } from '../playbook/playbook.ts'
import { answerFeatures } from './answer-features.ts'
import { bestOf, type Guess } from './category.ts'
import { emotionByRule } from './emotion.ts'
import { entitiesIn } from './entities/entities.ts'
import { moodFeatures } from './feeling-features.ts'
import { type Answer, intentByRule } from './intent.ts'
import { matterOf } from './matter.ts'
import { type Model, probabilities } from './model.ts'
import { normalise } from './normalise.ts'
import { createReader, topicOf, type Words } from './topic.ts'
import { otherLikely, type Understanding } from './understanding.ts'
import { loadModels, type Understanders } from './weights.ts'

/** What is known when a message arrives; all of it may be missing. */
export interface Context {
  /** The agent's last words before the message. */
  agentSaid?: string
  /** The category the conversation has so far. */
  known?: { category: string; confidence: number }
  /** The customer has a matter open. */
  open?: boolean
  /** YYYY-MM-DD, for 昨天 and dates without a year. */
  today?: string
}

/** What a customer's message says: category, priority, emotion, intent and the facts in it. */
export function understand(text: string, context: Context = {}): Understanding {
  return understandWith(loadModels(), text, context)
}

/** `understand` with models of one's own. */
export function understandWith(models: Understanders, text: string, context: Context): Understanding {
  const plain = normalise(text)
  const asked = context.agentSaid === undefined ? undefined : normalise(context.agentSaid)
  const read = createReader()
  const matter = read(matterOf(plain))
  const { category, priority } = topicOf(
    models,
    { ...matter, ...(asked === undefined ? {} : { said: asked }) },
    context.known,
  )
  const moods = probabilities(models.emotion, moodFeatures(plain, matter.features))
  const emotion = emotionGuess(plain, best(models.emotion, moods))
  const intent = intentGuess(models.intent, { text, plain, asked, open: context.open === true }, read)
  return {
    category: category.label,
    ...otherLikely(category),
    priority: priority.priority,
    emotion: emotion.label as Emotion,
    intent: intent.label as Intent,
    entities: entitiesIn(text, {
      ...(context.today === undefined ? {} : { today: context.today }),
      ...(context.agentSaid === undefined ? {} : { said: context.agentSaid }),
    }),
    confidence: {
      category: round(category.sure),
      priority: round(Math.min(priority.sure, category.sure + (1 - category.sure) / 2)),
      emotion: round(emotion.sure),
      intent: round(intent.sure),
    },
  }
}

/** Below this a mood is a mere guess among five, and a plain statement is calm. */
const emotionFloor = 0.34

function emotionGuess(text: string, guess: Guess): Guess {
  const byRule = emotionByRule(text)
  if (byRule === undefined && guess.label !== 'calm' && guess.sure < emotionFloor)
    return { label: 'calm', sure: 0.5, other: guess.label }
  return byRule === undefined || byRule === guess.label
    ? guess
    : { label: byRule, sure: 0.85, other: guess.label }
}

/** A message, what the agent had said before it, and whether a talk is open. */
interface Said extends Answer {
  open: boolean
}

function intentGuess(
  model: Model,
  { text, plain, asked, open }: Said,
  read: (plain: string) => Words,
): Guess {
  const byRule = intentByRule({ text, plain, asked })
  if (byRule === 'asks_human') return { label: byRule, sure: 0.97, other: '' }
  if (asked === undefined && !open) return { label: 'new_request', sure: 0.95, other: '' }
  if (byRule) return { label: byRule, sure: 0.6, other: '' }
  const { signs, features: base } = read(plain)
  return best(model, probabilities(model, answerFeatures(plain, asked ?? '', { signs, base })))
}

const best = (model: Model, shares: Float64Array): Guess => bestOf(model.labels, shares)

const round = (share: number): number => Math.round(share * 1000) / 1000
