import { type Features, featureBits } from './gather.ts'

/** A softmax over labels: one weight for each feature and label, kept in eight bits. */
export interface Model {
  labels: readonly string[]
  /** weights[feature * labels + label], to be multiplied by `scale`. */
  weights: Int8Array
  /** A bit for each feature that has a weight: two in three have none, and need not be fetched. */
  known: Uint32Array
  /** One factor a label. */
  scale: Float32Array
  bias: Float32Array
  /** Scores are divided by it, so that a probability of 0.8 is right four times in five. */
  temperature: number
}

/** The probability of every label, in the order of `model.labels`. */
export function probabilities(model: Model, features: Features): Float64Array {
  const scores = scoresOf(model, features)
  for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) / model.temperature
  return softmax(scores)
}

/** What the features say for each label. */
export function scoresOf(
  { labels, weights, known, scale, bias }: Model,
  { at, value }: Features,
): Float64Array {
  const count = labels.length
  const scores = new Float64Array(count)
  for (let index = 0; index < at.length; index++) {
    const place = at[index] ?? 0
    if ((((known[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 0) continue
    const row = place * count
    const size = value[index] ?? 0
    for (let label = 0; label < count; label++)
      scores[label] = (scores[label] ?? 0) + (weights[row + label] ?? 0) * size
  }
  for (let label = 0; label < count; label++)
    scores[label] = (scores[label] ?? 0) * (scale[label] ?? 0) + (bias[label] ?? 0)
  return scores
}

/** The features that have a weight, as bits. */
export function knownRows(weights: Int8Array, count: number): Uint32Array {
  const known = new Uint32Array(1 << (featureBits - 5))
  for (let at = 0; at < weights.length; at++) if (weights[at] !== 0) markRow(known, Math.floor(at / count))
  return known
}

export function markRow(known: Uint32Array, place: number): void {
  known[place >>> 5] = (known[place >>> 5] ?? 0) | (1 << (place & 31))
}

/** Scores made probabilities, in place. */
export function softmax(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > highest) highest = score
  let sum = 0
  for (let at = 0; at < scores.length; at++) {
    const power = Math.exp((scores[at] ?? 0) - highest)
    scores[at] = power
    sum += power
  }
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) / sum
  return scores
}
