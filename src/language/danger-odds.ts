import { dangerSigns } from './danger.ts'
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
/** So few characters are mostly the answer to a question, and where a thing stands or is plugged in is no alarm. */
const fewWords = 9
/** What the model must be sure of when a few words hold no sign of danger and no cry. */
const fewWordsGate = 2.5
// 灯泡烧了: what burns out burns nothing.
const cry = /[火烟炸爆焦毒血晕救麻夹]|(?<!灯泡|灯管|灯珠|保险丝?|主板|电机|电容)烧|(?:摸|碰).{0,3}电/
const noWord = /[\s\p{P}]/gu
const clauseEnd = /(?<=[,，。!！?？;；\n~…])/

/**
 * From which log-odds on a message tells of danger. Chosen by cross-validation: a
 * missed danger weighs far more than a false alarm, yet an alarm per hundred
 * ordinary messages is the limit.
 */
const gate = -0.8

/**
 * Danger now, by what the category model makes of a normalised message. What the
 * rules saw in it (`dangerSigns`) is among the features and weighs most.
 */
export function isDangerous(text: string, weighed: Weighed): boolean {
  const whole = oddsOf(weighed.model, weighed.shares)
  if (whole < hopeless || (whole < fewWordsGate && isMereAnswer(text))) return false
  return (whole + worstPassage(text, weighed.model, whole)) / 2 >= gate
}

const isMereAnswer = (text: string): boolean =>
  text.replace(noWord, '').length <= fewWords && !cry.test(text) && dangerSigns(text).length === 0

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
