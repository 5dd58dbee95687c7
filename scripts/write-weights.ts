import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import type { Model } from '../src/language/model.ts'
import { type ModelCard, packed, weightsFolder } from '../src/language/weights.ts'

/** Models that are read together: `<file>.json` tells of them, each one's weights lie in `<prefix><name>.bin`. */
export interface Shelf {
  file: string
  prefix: string
  models: Readonly<Record<string, Model>>
  /** Of everything that they are made from. */
  digest: string
}

/** Writes models into src/language/weights, with their checksums. */
export function writeWeights({ file, prefix, models, digest }: Shelf): void {
  const cards: Record<string, ModelCard> = {}
  for (const [name, model] of Object.entries(models)) {
    const { labels, scale, bias, temperature } = model
    const bytes = packed(model)
    writeFileSync(new URL(`${prefix}${name}.bin`, weightsFolder), brotliCompressSync(bytes))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    cards[name] = { labels: [...labels], scale: [...scale], bias: [...bias], temperature, sha256 }
  }
  const written = `${JSON.stringify({ corpus: digest, models: cards }, null, 1)}\n`
  writeFileSync(new URL(`${file}.json`, weightsFolder), written)
  process.stdout.write(`weights written for ${Object.keys(cards).join(', ')}\n`)
}
