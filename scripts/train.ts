/** `npm run train`: fits the models on the whole corpus and writes src/language/weights, on two processors where there are. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { parentPort, Worker } from 'node:worker_threads'
import { brotliCompressSync } from 'node:zlib'
import type { Model } from '../src/language/model.ts'
import { type ModelCard, type Models, modelNames, packed, weightsFolder } from '../src/language/weights.ts'
import { corpusDigest, readLines } from './corpus.ts'
import { fitEmotion, fitTalks, fitTopic, type Lessons } from './fit.ts'
import { fitFindings, readReplies, writeFindings } from './reply-corpus.ts'
import { scriptReplies } from './script-replies.ts'

const lessons: Lessons = { messages: readLines('messages'), turns: readLines('turns'), calibrate: true }
mkdirSync(weightsFolder, { recursive: true })
if (parentPort) {
  parentPort.postMessage(fitEmotion(lessons))
  const replies = [...Object.values(readReplies()).flat(), ...scriptReplies()]
  writeFindings(fitFindings(replies, [...lessons.messages, ...lessons.turns]))
  process.stdout.write('weights written for the reply check\n')
} else {
  const emotion = once(new Worker(new URL(import.meta.url)), 'message') as Promise<[Model]>
  const topic = fitTopic(lessons)
  const understanders = { ...topic, emotion: (await emotion)[0] }
  writeModels({ ...understanders, ...fitTalks(understanders) })
}

function writeModels(models: Models): void {
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
}
