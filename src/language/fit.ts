import { featureBits, type Features } from './features.ts'
import { type Model, probabilities, softmax } from './model.ts'

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

/** Fits a softmax regression by AdaGrad in a fixed order: the same examples give the same bytes. */
export function fit(examples: readonly Example[], labels: readonly string[], recipe: Recipe): Model {
  const count = labels.length
  const state: State = {
    count,
    shares: sharesOf(examples, labels, recipe.balance),
    weights: new Float32Array(count << featureBits),
    bias: new Float32Array(count),
    squares: new Float32Array(count << featureBits).fill(1e-6),
    biasSquares: new Float32Array(count).fill(1e-6),
  }
  const order = examples.map((_, index) => index)
  const chance = sequence(7)
  for (let round = 0; round < recipe.rounds; round++) {
    shuffle(order, chance)
    for (const index of order) {
      const example = examples[index]
      if (example) step(state, example.features, labels.indexOf(example.label), recipe)
    }
  }
  return quantise(state, labels)
}

function step(state: State, features: Features, wanted: number, recipe: Recipe): void {
  const { count, weights, squares } = state
  const slope = slopeOf(state, features, wanted)
  for (let label = 0; label < count; label++) {
    const g = slope[label] ?? 0
    const square = (state.biasSquares[label] ?? 0) + g * g
    state.biasSquares[label] = square
    state.bias[label] = (state.bias[label] ?? 0) - (recipe.rate * g) / Math.sqrt(square)
  }
  for (let index = 0; index < features.at.length; index++) {
    const row = (features.at[index] ?? 0) * count
    const value = features.value[index] ?? 0
    for (let label = 0; label < count; label++) {
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

function quantise(state: State, labels: readonly string[]): Model {
  const { count, weights } = state
  const scale = new Float32Array(count)
  for (let place = 0; place < weights.length; place++) {
    const size = Math.abs(weights[place] ?? 0)
    if (size > (scale[place % count] ?? 0)) scale[place % count] = size
  }
  for (let label = 0; label < count; label++) scale[label] = (scale[label] ?? 0) / 127
  const small = new Int8Array(weights.length)
  for (let place = 0; place < weights.length; place++) {
    const unit = scale[place % count] ?? 0
    small[place] = unit === 0 ? 0 : Math.round((weights[place] ?? 0) / unit)
  }
  return { labels, weights: small, scale, bias: state.bias, temperature: 1 }
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

/** How a model is to be fitted, and on what its confidence is measured. */
export interface Plan {
  recipe: Recipe
  /** Ways of writing left out in turn: confidence is made honest on examples the model did not learn from. */
  folds: readonly { learn: readonly Example[]; judge: readonly Example[] }[]
}

/** Fits on all examples, with the temperature at which the folds' left-out examples are likeliest. */
export function calibrated(examples: readonly Example[], labels: readonly string[], plan: Plan): Model {
  const judged = plan.folds
    .filter(({ learn, judge }) => learn.length > 0 && judge.length > 0)
    .flatMap(({ learn, judge }) => {
      const model = fit(learn, labels, plan.recipe)
      return judge.map(({ features, label }) => ({
        logs: probabilities(model, features).map((p) => Math.log(Math.max(p, 1e-12))),
        right: labels.indexOf(label),
      }))
    })
  return { ...fit(examples, labels, plan.recipe), temperature: bestTemperature(judged) }
}

function bestTemperature(judged: readonly { logs: Float64Array; right: number }[]): number {
  let best = 1
  let lowest = Number.POSITIVE_INFINITY
  for (let temperature = 0.5; temperature <= 4; temperature += 0.05) {
    let loss = 0
    for (const { logs, right } of judged)
      loss -= Math.log(Math.max(softmax(logs.map((log) => log / temperature))[right] ?? 0, 1e-12))
    if (loss < lowest) {
      lowest = loss
      best = temperature
    }
  }
  return Number(best.toFixed(2))
}
