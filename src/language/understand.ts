import type { Emotion, Intent } from '../playbook/playbook.ts'
import { conceptsIn } from './concepts.ts'
import { dangerSigns } from './danger.ts'
import { emotionByRule } from './emotion.ts'
import { entitiesIn } from './entities.ts'
import { featuresOf } from './features.ts'
import { intentByRule } from './intent.ts'
import { type Model, probabilities } from './model.ts'
import { normalise } from './normalise.ts'
import { priorityOf } from './priority.ts'
import { categoryGate, type Understanding } from './understanding.ts'
import { loadModels, type Models } from './weights.ts'

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

interface Guess {
  label: string
  sure: number
  other: string
}

/** Danger by the rules stands unless the model is this sure that it is none. */
const dangerFloor = { strong: 0.02, weak: 0.15 }
/** Danger by the model alone. */
const dangerAlone = 0.4

/** What a customer's message says: category, priority, emotion, intent and the facts in it. */
export function understand(text: string, context: Context = {}): Understanding {
  return understandWith(loadModels(), text, context)
}

/** `understand` with models of one's own. */
export function understandWith(models: Models, text: string, context: Context): Understanding {
  const plain = normalise(text)
  const features = featuresOf(plain)
  const byModel = probabilities(models.category, features)
  const danger = isDanger(plain, shareOf(models.category, byModel, 'emergency'))
  const category = categoryGuess(plain, { labels: models.category.labels, shares: byModel, danger, context })
  const urgency = shareOf(models.urgency, probabilities(models.urgency, features), 'urgent')
  const priority = priorityOf(plain, { category: category.label, danger, urgency })
  const emotion = emotionGuess(plain, best(models.emotion, probabilities(models.emotion, features)))
  const intent = intentGuess(models.intent, plain, context)
  return {
    category: category.label,
    ...(category.sure < categoryGate && category.other !== '' ? { otherCategory: category.other } : {}),
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

/** Rules first, for a missed danger is the worst error; the model only overrules them when it is very sure. */
function isDanger(text: string, share: number): boolean {
  const signs = dangerSigns(text).filter((sign) => !sign.guard)
  if (signs.length === 0) return share >= dangerAlone
  return share >= (signs.some((sign) => sign.strong) ? dangerFloor.strong : dangerFloor.weak)
}

interface CategoryGrounds {
  labels: readonly string[]
  shares: Float64Array
  danger: boolean
  context: Context
}

function categoryGuess(text: string, { labels, shares, danger, context }: CategoryGrounds): Guess {
  const known = context.known
  if (danger) {
    const rest = bestOf(labels, shares.map((share, index) => (labels[index] === 'emergency' ? 0 : share)))
    return { label: 'emergency', sure: Math.max(0.9, shares[labels.indexOf('emergency')] ?? 0), other: rest.label }
  }
  if (known && (known.category === 'emergency' || isContentless(text)))
    return { label: known.category, sure: known.confidence, other: '' }
  // Without a sign of danger the emergency class has no say beyond its threshold.
  const calm = shares.map((share, index) => (labels[index] === 'emergency' ? share / 4 : share))
  if (!known) return bestOf(labels, scaled(calm))
  const other = labels.indexOf('other')
  const joined = calm.map((share, index) => {
    if (labels[index] === known.category) return share * (1 + 6 * known.confidence) + 0.05
    return index === other ? share / 4 : share
  })
  return bestOf(labels, scaled(joined))
}

/** A greeting, a thank-you, an order number: nothing that says what it is about. */
function isContentless(text: string): boolean {
  const words = text.replace(/[\s\p{P}\p{S}\p{N}a-z]/gu, '')
  if (words.length <= 1) return true
  if (words.length > 12) return false
  const concepts = conceptsIn(text).filter(({ slip }) => !slip)
  return words.length <= 4
    ? !concepts.some(({ name }) => /^(?:fault|use|complain|return|ship|account|install|extra|remote|propose|buy)\./.test(name))
    : concepts.length > 0 && concepts.every(({ name }) => /^(?:social|please|mark|press|rhetoric)\./.test(name))
}

function emotionGuess(text: string, guess: Guess): Guess {
  const byRule = emotionByRule(text)
  return byRule === undefined || byRule === guess.label ? guess : { label: byRule, sure: 0.85, other: guess.label }
}

function intentGuess(model: Model, text: string, context: Context): Guess {
  const byRule = intentByRule(text)
  if (byRule === 'asks_human') return { label: byRule, sure: 0.97, other: '' }
  if (context.agentSaid === undefined && context.open !== true) return { label: 'new_request', sure: 0.95, other: '' }
  if (byRule) return { label: byRule, sure: 0.6, other: '' }
  return best(model, probabilities(model, featuresOf(text, normalise(context.agentSaid ?? ''))))
}

const best = (model: Model, shares: Float64Array): Guess => bestOf(model.labels, shares)

function bestOf(labels: readonly string[], shares: Float64Array): Guess {
  let first = 0
  let second = -1
  for (let index = 1; index < shares.length; index++) {
    if ((shares[index] ?? 0) > (shares[first] ?? 0)) {
      second = first
      first = index
    } else if (second < 0 || (shares[index] ?? 0) > (shares[second] ?? 0)) second = index
  }
  return { label: labels[first] ?? '', sure: shares[first] ?? 0, other: labels[second] ?? '' }
}

function scaled(shares: Float64Array): Float64Array {
  let sum = 0
  for (const share of shares) sum += share
  return shares.map((share) => share / sum)
}

const shareOf = (model: Model, shares: Float64Array, label: string): number => shares[model.labels.indexOf(label)] ?? 0

const round = (share: number): number => Math.round(share * 1000) / 1000
