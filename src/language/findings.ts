import { readFileSync } from 'node:fs'
import { type Model, scoresOf } from './model.ts'
import { type ModelCard, modelOf, readWeights, weightsFolder } from './weights.ts'

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
  const read = (name: keyof FindingModels): Model => modelOf(models[name], readWeights(`findings-${name}`))
  return { upset: read('upset'), reply: read('reply'), clause: read('clause'), empathy: read('empathy') }
}

/** How likely each label is by itself, as log odds, in the order of `model.labels`. */
export const oddsOf = scoresOf

export const shareOf = (odds: number): number => 1 / (1 + Math.exp(-odds))
