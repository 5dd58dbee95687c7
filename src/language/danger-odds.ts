import { dangerSigns } from './danger.ts'
import type { Model } from './model.ts'

/** What the category model gave a message. */
export interface Weighed {
  model: Model
  shares: Float64Array
}

const dangerLabel = 'emergency'
/** So few characters are mostly the answer to a question, and where a thing stands or is plugged in is no alarm. */
const fewWords = 9
/** What the model must be sure of when a few words hold no sign of danger and no cry. */
const fewWordsGate = 2.5
// 灯泡烧了: what burns out burns nothing.
const cry = /[火烟炸爆焦毒血晕救麻夹]|(?<!灯泡|灯管|灯珠|保险丝?|主板|电机|电容)烧|(?:摸|碰).{0,3}电/
const noWord = /[\s\p{P}]/gu

/**
 * From which log-odds on a message tells of danger. Chosen by cross-validation over ten strangers' messages, a
 * tenth of them dangers and as many nearly so: it finds 99 of 100 dangers, and alarms for one or two of a hundred others.
 */
const gate = -1.1

/**
 * Danger now, by what the category model makes of a normalised message. What the
 * rules saw in it (`dangerSigns`) is among the features and weighs most.
 */
export function isDangerous(text: string, { model, shares }: Weighed): boolean {
  const odds = oddsOf(model, shares)
  return odds >= gate && (odds >= fewWordsGate || !isMereAnswer(text))
}

const isMereAnswer = (text: string): boolean =>
  text.replace(noWord, '').length <= fewWords && !cry.test(text) && dangerSigns(text).length === 0

function oddsOf({ labels }: Model, shares: Float64Array): number {
  const share = shares[labels.indexOf(dangerLabel)] ?? 0
  return Math.log(Math.max(share, 1e-12) / Math.max(1 - share, 1e-12))
}
