import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import type { Model } from './model.ts'
import { placesIn, rowsFor } from './rows.ts'

/** The models that understanding a message needs, one for each question asked of it. */
export interface Understanders {
  category: Model
  urgency: Model
  emotion: Model
  intent: Model
}

/** They, and the models asked of a whole talk: the step its next reply serves, how it should speak, and whether a fact is missing. */
export interface Models extends Understanders {
  step: Model
  tone: Model
  need: Model
}

export const modelNames = ['category', 'urgency', 'emotion', 'intent', 'step', 'tone', 'need'] as const

/** What `weights/models.json` says of a model; its weights lie beside it as `<name>.bin`. The digest is of the bytes unsqueezed. */
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
  const read = (name: keyof Models): Model => modelOf(cards.models[name], readWeights(name))
  return {
    category: read('category'),
    urgency: read('urgency'),
    emotion: read('emotion'),
    intent: read('intent'),
    step: read('step'),
    tone: read('tone'),
    need: read('need'),
  }
}

/** The bytes of a model, which lie squeezed in the folder: a third less to clone. */
export const readWeights = (name: string): Uint8Array =>
  brotliDecompressSync(readFileSync(new URL(`${name}.bin`, weightsFolder)))

/** A model from its card and its bytes, see `packed`. */
export function modelOf(card: ModelCard, bytes: Uint8Array): Model {
  const count = card.labels.length
  const places: number[] = []
  const rows: Uint8Array[] = []
  let place = 0
  let at = 0
  while (at < bytes.length) {
    let step = 0
    // 255 means: and more in the next byte.
    for (let part = 255; part === 255; ) {
      part = bytes[at++] ?? 0
      step += part
    }
    place += step
    places.push(place)
    rows.push(bytes.subarray(at, at + count))
    at += count
  }
  const weights = new Int8Array(rows.length * count)
  for (const [row, held] of rows.entries()) weights.set(held, row * count)
  return {
    labels: card.labels,
    rows: rowsFor(places),
    weights,
    scale: Float32Array.from(card.scale),
    bias: Float32Array.from(card.bias),
    temperature: card.temperature,
  }
}

/** The rows of a model that hold more than a trace: how many places after the row before, then one byte a label. */
export function packed({ labels, rows, weights }: Model): Uint8Array {
  const count = labels.length
  const out: number[] = []
  let last = 0
  let row = 0
  for (const place of placesIn(rows)) {
    const held = weights.subarray(row * count, (row + 1) * count)
    row += 1
    if (held.every((weight) => Math.abs(weight) <= 1)) continue
    let step = place - last
    for (; step >= 255; step -= 255) out.push(255)
    out.push(step)
    for (const weight of held) out.push(weight & 255)
    last = place
  }
  return Uint8Array.from(out)
}
