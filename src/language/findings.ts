import { readFileSync } from 'node:fs'
import { type Features, featureBits } from './features.ts'
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

const otherPlaces = 0x2a5a5

/** Gathers features: named ones at hashed places, the greatest value of a place counts. */
export function createFeatures(): {
  add(name: string, value: number): void
  addGrams(text: string, weight: number): void
  /** Features of something else, at places of their own. */
  addOther(other: Features): void
  done(): Features
} {
  const found = new Map<number, number>()
  const put = (place: number, value: number): void => {
    if ((found.get(place) ?? 0) < value) found.set(place, value)
  }
  return {
    add: (name, value) => put(placeOf(name, 0, name.length), value),
    addGrams(text, weight) {
      const places = new Set<number>()
      for (let length = 1; length <= 3; length++)
        for (let start = 0; start + length <= text.length; start++)
          places.add(placeOf(text, start, start + length))
      const value = weight / Math.sqrt(Math.max(1, places.size))
      for (const place of places) put(place, value)
    },
    addOther({ at, value }) {
      for (let index = 0; index < at.length; index++) put((at[index] ?? 0) ^ otherPlaces, value[index] ?? 0)
    },
    done: () => ({ at: Uint32Array.from(found.keys()), value: Float32Array.from(found.values()) }),
  }
}

/** FNV-1a with a final mix. */
function placeOf(text: string, start: number, end: number): number {
  let h = 2166136261
  for (let at = start; at < end; at++) h = Math.imul(h ^ text.charCodeAt(at), 16777619)
  h = Math.imul(h ^ (h >>> 15), 2246822507)
  return (h ^ (h >>> 13)) & ((1 << featureBits) - 1)
}
