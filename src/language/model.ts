import type { Features } from './gather.ts'
import { type Rows, rowOf, rowsFor } from './rows.ts'

/** A softmax over labels: one weight for each feature and label, kept in eight bits. */
export interface Model {
  labels: readonly string[]
  /** The features that have weights. */
  rows: Rows
  /** weights[row * labels + label], to be multiplied by `scale`. */
  weights: Int8Array
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
  { labels, rows, weights, scale, bias }: Model,
  { at, value }: Features,
): Float64Array {
  const count = labels.length
  const scores = new Float64Array(count)
  for (let index = 0; index < at.length; index++) {
    const row = rowOf(rows, at[index] ?? 0)
    if (row < 0) continue
    const size = value[index] ?? 0
    for (let label = 0; label < count; label++)
      scores[label] = (scores[label] ?? 0) + (weights[row * count + label] ?? 0) * size
  }
  for (let label = 0; label < count; label++)
    scores[label] = (scores[label] ?? 0) * (scale[label] ?? 0) + (bias[label] ?? 0)
  return scores
}

/** The weight of a feature for a label, by their numbers. */
export function weightOf({ labels, rows, weights }: Model, place: number, label: number): number {
  const row = rowOf(rows, place)
  return row < 0 ? 0 : (weights[row * labels.length + label] ?? 0)
}

/** The rows that hold any weight, of weights for every feature there can be. */
export function weighty(all: Int8Array, count: number): Pick<Model, 'rows' | 'weights'> {
  const places: number[] = []
  for (let place = 0; place * count < all.length; place++)
    if (all.subarray(place * count, (place + 1) * count).some((weight) => weight !== 0)) places.push(place)
  const weights = new Int8Array(places.length * count)
  for (const [row, place] of places.entries())
    weights.set(all.subarray(place * count, (place + 1) * count), row * count)
  return { rows: rowsFor(places), weights }
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
