import type { Priority } from '../playbook/playbook.ts'
import { categoryGuess, type Guess } from './category.ts'
import { affirmsDanger } from './danger-answer.ts'
import { dangerLabel, isDangerous } from './danger-odds.ts'
import { featuresOf, type Signs, signsIn } from './features.ts'
import { beside, type Features, joined } from './gather.ts'
import { matterOf } from './matter.ts'
import { probabilities } from './model.ts'
import { normalise } from './normalise.ts'
import { priorityOf } from './priority.ts'
import type { Models } from './weights.ts'

/** What a message or a talk is about, and how soon it must be seen to. */
export interface Topic {
  category: Guess
  priority: { priority: Priority; sure: number }
}

/** A customer's words, normalised, and what is seen in them. */
export interface Words {
  plain: string
  signs: Signs
  features: Features
}

/** Reads normalised words, each only once: what a message is about, its mood and its intent mostly stand in the same. */
export function createReader(): (plain: string) => Words {
  const read = new Map<string, Words>()
  return (plain) => {
    const known = read.get(plain)
    if (known) return known
    const signs = signsIn(plain)
    const words = { plain, signs, features: featuresOf(plain, signs) }
    read.set(plain, words)
    return words
  }
}

/** A talk: what the customer said in it, and what both said. */
export interface Talk {
  own: string
  both: string
}

/** What the customer's part of a talk weighs beside the whole of it; chosen by cross-validation. */
const ownPart = 0.5

/** The features of a talk, from those of the customer's part. Without an agent's words it is one long message. */
export const talkFeatures = ({ own, both }: Talk, ownFeatures: Features = matterFeatures(own)): Features =>
  own === both ? ownFeatures : joined(matterFeatures(both), beside(ownFeatures, ownPart))

/** The features of what a text is about. */
export const matterFeatures = (text: string): Features => featuresOf(matterOf(normalise(text)))

/** What one message is about, from its matter (see matterOf); `said` are the agent's words before it, normalised, `known` is the category that its talk has so far. */
export function topicOf(
  models: Pick<Models, 'category' | 'urgency'>,
  { said, ...words }: Words & { said?: string },
  known: { category: string; confidence: number } | undefined,
): Topic {
  const answers = said !== undefined
  const shares = probabilities(models.category, words.features)
  const danger =
    isDangerous(words.plain, { model: models.category, shares, answers }) ||
    (answers && affirmsDanger(words.plain, said))
  return judged(models, { ...words, shares, danger, known })
}

/**
 * From which share on both sides' words together tell of a danger. Chosen by cross-validation over writers: it finds
 * four in ten of those that the customer's words alone do not give away, and alarmed for no other of 1,143 talks; lower
 * ones begin to, for where an installer is on the way and the main valve is shut.
 */
const talkGate = 0.8

/**
 * What a whole talk is about: the agent's words may name it better than the customer's. Of a danger the customer may
 * say no more than 关了，我们在楼下等着, and the agent all the rest (总阀关好了是吧，抢修组已经出发).
 */
export function topicOfTalk(models: Pick<Models, 'category' | 'urgency'>, talk: Talk): Topic {
  const plain = matterOf(normalise(talk.own))
  const signs = signsIn(plain)
  const features = featuresOf(plain, signs)
  const ownShares = probabilities(models.category, features)
  const answers = talk.own !== talk.both
  const shares = probabilities(models.category, talkFeatures(talk, features))
  const danger =
    isDangerous(plain, { model: models.category, shares: ownShares, answers }) ||
    (answers && (shares[models.category.labels.indexOf(dangerLabel)] ?? 0) >= talkGate)
  return judged(models, { plain, signs, features, shares, danger, known: undefined })
}

interface Judged extends Words {
  shares: Float64Array
  danger: boolean
  known: { category: string; confidence: number } | undefined
}

function judged(
  models: Pick<Models, 'category' | 'urgency'>,
  { plain, signs, features, shares, danger, known }: Judged,
): Topic {
  const { labels } = models.category
  const category = categoryGuess(plain, { labels, shares, danger, concepts: signs.concepts, known })
  const urgent = probabilities(models.urgency, features)[models.urgency.labels.indexOf('urgent')] ?? 0
  return { category, priority: priorityOf(plain, { category: category.label, danger, urgency: urgent }) }
}
