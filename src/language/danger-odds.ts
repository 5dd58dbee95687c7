import { featuresOf } from './features.ts'
import { type Model, probabilities } from './model.ts'

/** What the category model gave a message. */
export interface Weighed {
  model: Model
  shares: Float64Array
}

const dangerLabel = 'emergency'
/** So many clauses are read together: the thing and what ails it seldom stand in one. */
const clausesTogether = 2
/** Below these odds no sentence of its own ever made a message a danger. */
const hopeless = -5
const clauseEnd = /(?<=[,，。!！?？;；\n~…])/

/**
 * From which log-odds on a message tells of danger. Chosen by cross-validation: a
 * missed danger weighs far more than a false alarm, yet an alarm per hundred
 * ordinary messages is the limit.
 */
const gate = -1.2

/**
 * Danger now, by what the category model makes of a normalised message. What the
 * rules saw in it (`dangerSigns`) is among the features and weighs most.
 */
export function isDangerous(text: string, weighed: Weighed): boolean {
  const whole = oddsOf(weighed.model, weighed.shares)
  if (whole < hopeless) return false
  return (whole + worstPassage(text, weighed.model, whole)) / 2 >= gate
}

/** The odds of the most alarming clauses, for a long story drowns the one sentence that matters. */
function worstPassage(text: string, model: Model, whole: number): number {
  const clauses = text.split(clauseEnd).filter((clause) => clause.trim() !== '')
  if (clauses.length <= clausesTogether) return whole
  let worst = Number.NEGATIVE_INFINITY
  for (let at = 0; at + clausesTogether <= clauses.length; at++) {
    const passage = clauses.slice(at, at + clausesTogether).join('')
    worst = Math.max(worst, oddsOf(model, probabilities(model, featuresOf(passage))))
  }
  return worst
}

function oddsOf({ labels }: Model, shares: Float64Array): number {
  const share = shares[labels.indexOf(dangerLabel)] ?? 0
  return Math.log(Math.max(share, 1e-12) / Math.max(1 - share, 1e-12))
}
