import type { Step } from '../playbook/playbook.ts'
import { featuresOf, type Marks, withMarks } from './features.ts'
import { feelingFeatures, moodFeatures } from './feeling-features.ts'
import type { Features } from './gather.ts'
import { type Model, probabilities } from './model.ts'
import { normalise } from './normalise.ts'
import { type Felt, toneByRule } from './tone-rule.ts'

/** What each kind of sign weighs; chosen by cross-validation over writers. */
const weight = { base: 0.35, mood: 4, pair: 2, rule: 1, matter: 0.5, length: 0.4 }

/** What was said around the customer's words, as far as it is known. */
export interface Around {
  /** The customer's words before. */
  before?: string
  /** What the next reply serves. */
  step?: Step
}

/** What tells how the next reply should speak: how likely each mood is, what the rules make of it, and the words. */
export function toneFeatures(emotion: Model, felt: Felt, said: { text: string } & Around): Features {
  const { category, priority, intent } = felt
  const plain = normalise(said.text)
  const own = feelingFeatures(featuresOf(plain), plain)
  const marks: Marks = new Map()
  for (const [mood, share] of moods(emotion, feelings(said.text))) {
    marks.set(`tone.mood:${mood}`, weight.mood * share)
    marks.set(`tone.mood:${mood}+${category}`, weight.pair * share)
    if (intent) marks.set(`tone.mood:${mood}+${intent}`, weight.pair * share)
  }
  if (said.before)
    for (const [mood, share] of moods(emotion, feelings(said.before)))
      marks.set(`tone.before:${mood}`, weight.mood * share)
  const rule = toneByRule(felt, said.text, said.step)
  marks.set(`tone.rule:${rule}`, weight.rule)
  marks.set(`tone.rule:${rule}+${category}`, weight.matter)
  marks.set(`tone.category:${category}`, weight.matter)
  marks.set(`tone.priority:${priority}`, weight.matter)
  if (intent) marks.set(`tone.intent:${intent}`, weight.matter)
  marks.set(`tone.length:${Math.floor(Math.log2(said.text.length + 1))}`, weight.length)
  return withMarks(own, marks, weight.base)
}

const feelings = (text: string): Features => moodFeatures(normalise(text))

const moods = (emotion: Model, features: Features): (readonly [string, number])[] => {
  const shares = probabilities(emotion, features)
  return emotion.labels.map((label, at) => [label, shares[at] ?? 0] as const)
}
