import type { Features } from './gather.ts'

/** A softmax over labels: one weight for each feature and label, kept in eight bits. */
export interface Model {
  labels: readonly string[]
  /** weights[feature * labels + label], to be multiplied by `scale`. */
  weights: Int8Array
  /** One factor a label. */
  scale: Float32Array
  bias: Float32Array
  /** Scores are divided by it, so that a probability of 0.8 is right four times in five. */
  temperature: number
}

/** The probability of every label, in the order of `model.labels`. */
export function probabilities(model: Model, features: Features): Float64Array {
  const count = model.labels.length
  const scores = new Float64Array(count)
  const { weights } = model
  for (let index = 0; index < features.at.length; index++) {
    const row = (features.at[index] ?? 0) * count
    const value = features.value[index] ?? 0
    for (let label = 0; label < count; label++)
      scores[label] = (scores[label] ?? 0) + (weights[row + label] ?? 0) * value
  }
  for (let label = 0; label < count; label++)
    scores[label] =
      ((scores[label] ?? 0) * (model.scale[label] ?? 0) + (model.bias[label] ?? 0)) / model.temperature
  return softmax(scores)
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
