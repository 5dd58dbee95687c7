import { readFileSync } from 'node:fs'
import type { Model } from '../model.ts'
import { type ModelCard, modelOf, readWeights, weightsFolder } from '../weights.ts'

let loaded: Model | undefined

/** What was learned of people's names, read once; see `name-odds.ts`. */
export function loadNameModel(): Model {
  loaded ??= readModel()
  return loaded
}

function readModel(): Model {
  const { models } = JSON.parse(readFileSync(new URL('names.json', weightsFolder), 'utf8')) as {
    models: { name: ModelCard }
  }
  return modelOf(models.name, readWeights('name'))
}
