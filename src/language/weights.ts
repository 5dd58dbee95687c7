import { readFileSync } from 'node:fs'
import { featureBits } from './features.ts'
import type { Model } from './model.ts'

/** The models that understanding needs, one for each question asked of a message. */
export interface Models {
  category: Model
  urgency: Model
  emotion: Model
  intent: Model
}

export const modelNames = ['category', 'urgency', 'emotion', 'intent'] as const

/** What `weights/models.json` says of a model; its weights lie beside it as `<name>.bin`. */
export interface ModelCard {
  labels: string[]
  scale: number[]
  bias: number[]
  temperature: number
  sha256: string
}

/** The folder of the committed weights. */
export const weightsFolder = new URL('./weights/', import.meta.url)

let loaded: Models | undefined

/** The committed models, read once. */
export function loadModels(): Models {
  loaded ??= readModels()
  return loaded
}

function readModels(): Models {
  const cards = JSON.parse(readFileSync(new URL('models.json', weightsFolder), 'utf8')) as {
    models: Record<keyof Models, ModelCard>
  }
  const read = (name: keyof Models): Model => modelOf(cards.models[name], readFileSync(new URL(`${name}.bin`, weightsFolder)))
  return { category: read('category'), urgency: read('urgency'), emotion: read('emotion'), intent: read('intent') }
}

/** A model from its card and its bytes. */
export function modelOf(card: ModelCard, bytes: Buffer): Model {
  const wanted = card.labels.length << featureBits
  if (bytes.length !== wanted) throw new Error(`weights: ${bytes.length} bytes where ${wanted} belong: run npm run train`)
  return {
    labels: card.labels,
    weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    scale: Float32Array.from(card.scale),
    bias: Float32Array.from(card.bias),
    temperature: card.temperature,
  }
}
