import { dangerSigns } from './danger.ts'
import { featuresOf } from './features.ts'
import { type Model, probabilities } from './model.ts'

/** What the category model gave a message. */
export interface Weighed {
  model: Model
  shares: Float64Array
  /** An agent has spoken: much that is said then answers a question. */
  answers: boolean
}

/** The category of a danger. */
export const dangerLabel = 'emergency'
/** So few characters are mostly the answer to a question, and where a thing stands or is plugged in is no alarm. */
const fewWords = 9
/** What the model must be sure of when a few words hold no sign of danger and no cry. */
const fewWordsGate = 2.5
/** And when an answer holds none: an address is told in danger more often than elsewhere, and is no alarm. */
const answerGate = 1
// 灯泡烧了: what burns out burns nothing.
const cry =
  /[火烟炸爆焦毒血晕救麻夹]|来人|出大?事了?(?![故情项儿])|sos|(?<!灯泡|灯管|灯珠|保险丝?|主板|电机|电容)烧|(?:摸|碰).{0,3}电/
const noWord = /[\s\p{P}]/gu
/** 帮我报警, 快叫救护车: whoever writes so needs no more words. */
const callForHelp =
  /^(?:快|帮|我|麻烦|请|赶紧|马上|谁|来个?人){1,4}(?:报警|叫救护车|[叫打](?:110|119|120))[啊呀吧快了]*$/
const clauseEnd = /(?<=[,，。!！?？;；\n~…])/
/** So many clauses are read together: the thing and what ails it seldom stand in one. */
const clausesTogether = 2
/** Below these odds no sentence of its own makes a message a danger. */
const hopeless = -8
/** A long message whose most alarming clauses, halved with the whole, reach this is a danger all the same. */
const passageGate = 0

/**
 * From which log-odds on a message tells of danger. Chosen by cross-validation over ten strangers' messages, a
 * tenth of them dangers and as many nearly so: it finds 99 of 100 dangers, and alarms for one or two of a hundred others.
 */
const gate = -1

/**
 * Danger now, by what the category model makes of a normalised message. What the
 * rules saw in it (`dangerSigns`) is among the features and weighs most.
 */
export function isDangerous(text: string, { model, shares, answers }: Weighed): boolean {
  const words = text.replace(noWord, '')
  if (callForHelp.test(words)) return true
  const odds = oddsOf(model, shares)
  if (odds < gate) return odds > hopeless && (odds + worstPassage(text, model)) / 2 >= passageGate
  if (odds >= fewWordsGate || hasSign(text)) return true
  return words.length > fewWords && (!answers || odds >= answerGate)
}

const hasSign = (text: string): boolean => cry.test(text) || dangerSigns(text).length > 0

/** The odds of the most alarming clauses, for a long story drowns the one sentence that matters; none of a short one. */
function worstPassage(text: string, model: Model): number {
  const clauses = text.split(clauseEnd).filter((clause) => clause.trim() !== '')
  let worst = Number.NEGATIVE_INFINITY
  for (let at = 0; clauses.length > clausesTogether && at + clausesTogether <= clauses.length; at++) {
    const passage = clauses.slice(at, at + clausesTogether).join('')
    worst = Math.max(worst, oddsOf(model, probabilities(model, featuresOf(passage))))
  }
  return worst
}

function oddsOf({ labels }: Model, shares: Float64Array): number {
  const share = shares[labels.indexOf(dangerLabel)] ?? 0
  return Math.log(Math.max(share, 1e-12) / Math.max(1 - share, 1e-12))
}
