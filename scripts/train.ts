/** `npm run train`: fits the models on the whole corpus and writes src/language/weights; what the reply check needs meanwhile, beside. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { isMainThread, Worker } from 'node:worker_threads'
import { brotliCompressSync } from 'node:zlib'
import { type ModelCard, modelNames, packed, weightsFolder } from '../src/language/weights.ts'
import { corpusDigest, readLines } from './corpus.ts'
import { fitModels } from './fit.ts'
import { fitFindings, readReplies, writeFindings } from './reply-corpus.ts'
import { scriptReplies } from './script-replies.ts'

const messages = readLines('messages')
const turns = readLines('turns')
mkdirSync(weightsFolder, { recursive: true })
if (isMainThread) {
  const beside = new Worker(new URL(import.meta.url))
  const models = fitModels(messages, turns)
  const cards: Record<string, ModelCard> = {}
  for (const name of modelNames) {
    const { labels, scale, bias, temperature } = models[name]
    const bytes = packed(models[name])
    writeFileSync(new URL(`${name}.bin`, weightsFolder), brotliCompressSync(bytes))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    cards[name] = { labels: [...labels], scale: [...scale], bias: [...bias], temperature, sha256 }
  }
  const written = `${JSON.stringify({ corpus: corpusDigest(), models: cards }, null, 1)}\n`
  writeFileSync(new URL('models.json', weightsFolder), written)
  process.stdout.write(`weights written for ${modelNames.join(', ')}\n`)
  beside.on('error', (error) => {
    throw error
  })
} else {
  const replies = [...Object.values(readReplies()).flat(), ...scriptReplies()]
  writeFindings(fitFindings(replies, [...messages, ...turns]))
  process.stdout.write('weights written for the reply check\n')
}
