import { readFileSync } from 'node:fs'
import type { Features } from './gather.ts'
import { type Model, softmax } from './model.ts'
import { type ModelCard, modelOf, weightsFolder } from './weights.ts'

/**
 * What was learned from labelled replies. `reply` and `clause` have a column for
 * each fault and say of each by itself how likely it is; `empathy` has one.
 */
export interface FindingModels {
  /** Calm or upset, by the customer's words. */
  upset: Model
  reply: Model
  clause: Model
  empathy: Model
}

export const findingModelNames = ['upset', 'reply', 'clause', 'empathy'] as const

let loaded: FindingModels | undefined

/** The committed models, read once. */
export function loadFindingModels(): FindingModels {
  loaded ??= readModels()
  return loaded
}

function readModels(): FindingModels {
  const { models } = JSON.parse(readFileSync(new URL('findings.json', weightsFolder), 'utf8')) as {
    models: Record<keyof FindingModels, ModelCard>
  }
  const read = (name: keyof FindingModels): Model =>
    modelOf(models[name], readFileSync(new URL(`findings-${name}.bin`, weightsFolder)))
  return { upset: read('upset'), reply: read('reply'), clause: read('clause'), empathy: read('empathy') }
}

/** How likely each label is by itself, as log odds, in the order of `model.labels`. */
export function oddsOf({ labels, weights, scale, bias }: Model, { at, value }: Features): Float64Array {
  const count = labels.length
  const sums = new Float64Array(count)
  for (let index = 0; index < at.length; index++) {
    const row = (at[index] ?? 0) * count
    const size = value[index] ?? 0
    for (let label = 0; label < count; label++)
      sums[label] = (sums[label] ?? 0) + (weights[row + label] ?? 0) * size
  }
  for (let label = 0; label < count; label++)
    sums[label] = (sums[label] ?? 0) * (scale[label] ?? 0) + (bias[label] ?? 0)
  return sums
}

export const shareOf = (odds: number): number => softmax(Float64Array.of(odds, 0))[0] ?? 0
