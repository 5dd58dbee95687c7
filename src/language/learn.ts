import { type Features, featureBits } from './gather.ts'
import { type Model, softmax, weighty } from './model.ts'

/** One labelled message. */
export interface Example {
  features: Features
  label: string
}

/** How a model is fitted; the defaults are what cross-validation liked. */
export interface Recipe {
  rounds: number
  rate: number
  decay: number
  /** 0 takes the examples as they are, 1 makes all labels count the same. */
  balance: number
  /** A feature of so many examples or fewer is left out, 3 unless told: where examples are few, two alike tell something. */
  rare?: number
  /** A label that an example has right to within this, 0 unless told, is left as it is: learnt on, it only learns the wording by heart. */
  content?: number
}

interface State {
  count: number
  /** What one example of a label counts: rare labels count more. */
  shares: readonly number[]
  weights: Float32Array
  bias: Float32Array
  squares: Float32Array
  biasSquares: Float32Array
}

/** This part of the features is left out, others each time: no single wording is relied on. */
const leftOut = 0.3

/** Fits a softmax regression by AdaGrad in a fixed order: the same examples give the same bytes. */
export function learn(all: readonly Example[], labels: readonly string[], recipe: Recipe): Model {
  const examples = withoutRare(all, recipe.rare ?? 3)
  const count = labels.length
  const state: State = {
    count,
    shares: sharesOf(examples, labels, recipe.balance),
    weights: new Float32Array(count << featureBits),
    bias: new Float32Array(count),
    squares: new Float32Array(count << featureBits).fill(1e-6),
    biasSquares: new Float32Array(count).fill(1e-6),
  }
  // The mean over the later rounds is steadier than where the last one happened to stop.
  const mean = { count, weights: new Float32Array(count << featureBits), bias: new Float32Array(count) }
  const firstCounted = Math.floor(recipe.rounds / 2)
  const order = examples.map((_, index) => index)
  const chance = sequence(7)
  for (let round = 0; round < recipe.rounds; round++) {
    shuffle(order, chance)
    for (const index of order) {
      const example = examples[index]
      if (example)
        step(state, thinned(example.features, chance), { wanted: labels.indexOf(example.label), recipe })
    }
    if (round >= firstCounted) addTo(mean, state, 1 / (recipe.rounds - firstCounted))
  }
  return quantise(mean, labels)
}

/** A feature that few messages have says nothing of others and only crowds the hashed places. */
function withoutRare(examples: readonly Example[], rare: number): Example[] {
  const seen = new Uint16Array(1 << featureBits)
  for (const { features } of examples) for (const place of features.at) seen[place] = (seen[place] ?? 0) + 1
  return examples.map(({ label, features }) => ({
    label,
    features: filtered(features, (place) => (seen[place] ?? 0) > rare, 1),
  }))
}

const thinned = (features: Features, chance: () => number): Features =>
  filtered(features, () => chance() >= leftOut, 1 / (1 - leftOut))

function filtered({ at, value }: Features, keep: (place: number) => boolean, factor: number): Features {
  const kept: Features = { at: new Uint32Array(at.length), value: new Float32Array(at.length) }
  let count = 0
  for (let index = 0; index < at.length; index++) {
    const place = at[index] ?? 0
    if (!keep(place)) continue
    kept.at[count] = place
    kept.value[count++] = (value[index] ?? 0) * factor
  }
  return { at: kept.at.subarray(0, count), value: kept.value.subarray(0, count) }
}

function step(
  state: State,
  features: Features,
  { wanted, recipe }: { wanted: number; recipe: Recipe },
): void {
  const { count, weights, squares } = state
  const slope = slopeOf(state, features, wanted)
  for (let label = 0; label < count; label++) {
    const g = slope[label] ?? 0
    const square = (state.biasSquares[label] ?? 0) + g * g
    state.biasSquares[label] = square
    state.bias[label] = (state.bias[label] ?? 0) - (recipe.rate * g) / Math.sqrt(square)
  }
  const wrong = [...slope.keys()].filter((label) => Math.abs(slope[label] ?? 0) >= (recipe.content ?? 0))
  if (wrong.length === 0) return
  for (let index = 0; index < features.at.length; index++) {
    const row = (features.at[index] ?? 0) * count
    const value = features.value[index] ?? 0
    for (const label of wrong) {
      const place = row + label
      const weight = weights[place] ?? 0
      const g = (slope[label] ?? 0) * value + recipe.decay * weight
      const square = (squares[place] ?? 0) + g * g
      squares[place] = square
      weights[place] = weight - (recipe.rate * g) / Math.sqrt(square)
    }
  }
}

function slopeOf(state: State, features: Features, wanted: number): Float64Array {
  const { count, weights } = state
  const scores = new Float64Array(count)
  for (let label = 0; label < count; label++) scores[label] = state.bias[label] ?? 0
  for (let index = 0; index < features.at.length; index++) {
    const row = (features.at[index] ?? 0) * count
    const value = features.value[index] ?? 0
    for (let label = 0; label < count; label++)
      scores[label] = (scores[label] ?? 0) + (weights[row + label] ?? 0) * value
  }
  softmax(scores)
  scores[wanted] = (scores[wanted] ?? 0) - 1
  const share = state.shares[wanted] ?? 1
  for (let label = 0; label < count; label++) scores[label] = (scores[label] ?? 0) * share
  return scores
}

type Mean = Pick<State, 'count' | 'weights' | 'bias'>

function addTo(mean: Mean, state: State, share: number): void {
  for (let place = 0; place < mean.weights.length; place++)
    mean.weights[place] = (mean.weights[place] ?? 0) + share * (state.weights[place] ?? 0)
  for (let label = 0; label < mean.count; label++)
    mean.bias[label] = (mean.bias[label] ?? 0) + share * (state.bias[label] ?? 0)
}

/** A weight is kept in so many grades to either side of nothing: finer ones changed no answer in four hundred, and squeeze worse. */
const grades = 36

function quantise(state: Mean, labels: readonly string[]): Model {
  const { count, weights } = state
  const scale = new Float32Array(count)
  for (let place = 0; place < weights.length; place++) {
    const size = Math.abs(weights[place] ?? 0)
    if (size > (scale[place % count] ?? 0)) scale[place % count] = size
  }
  for (let label = 0; label < count; label++) scale[label] = (scale[label] ?? 0) / grades
  const small = new Int8Array(weights.length)
  for (let place = 0; place < weights.length; place++) {
    const unit = scale[place % count] ?? 0
    small[place] = unit === 0 ? 0 : Math.round((weights[place] ?? 0) / unit)
  }
  return { labels, ...weighty(small, count), scale, bias: state.bias, temperature: 1 }
}

function sharesOf(examples: readonly Example[], labels: readonly string[], balance: number): number[] {
  return labels.map((label) => {
    const many = examples.filter((example) => example.label === label).length
    return many === 0 ? 1 : (examples.length / (labels.length * many)) ** balance
  })
}

/** A repeatable sequence of numbers in [0, 1). */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function shuffle(order: number[], chance: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
}
