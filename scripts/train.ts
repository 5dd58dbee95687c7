/** `npm run train`: fits the models on the whole corpus and writes src/language/weights, on two processors where there are. */
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { parentPort, Worker } from 'node:worker_threads'
import { weightsFolder } from '../src/language/weights.ts'
import { type ConversationLine, corpusDigest, readLabelled, readLines } from './corpus.ts'
import { fitCategory, fitManner, fitTalks, type Lessons } from './fit.ts'
import { fitNames, namesDigest } from './fit-names.ts'
import { findingsDigest, fitFindings, type ReplyLine, readReplies } from './reply-corpus.ts'
import { scriptReplies } from './script-replies.ts'
import { writeWeights } from './write-weights.ts'

type Manner = ReturnType<typeof fitManner>

const lessons: Lessons = { messages: readLines('messages'), turns: readLines('turns'), calibrate: true }
const words = [...lessons.messages, ...lessons.turns]
const replies = [...Object.values(readReplies()).flat(), ...scriptReplies()]
mkdirSync(weightsFolder, { recursive: true })
if (parentPort) {
  parentPort.postMessage(fitManner(lessons))
  const models = { ...fitFindings(replies, words) }
  writeWeights({ file: 'findings', prefix: 'findings-', models, digest: findingsDigest() })
} else {
  // The others read texts in which names are found.
  const others = [
    ...words.map(({ text }) => text),
    ...replies.filter(showsNobody).map(({ reply }) => reply),
    ...readLabelled<ConversationLine>('conversations')
      .flatMap(({ turns }) => turns.map(({ text }) => text))
      .filter(namesNobody),
  ]
  writeWeights({ file: 'names', prefix: '', models: { name: fitNames(others) }, digest: namesDigest() })
  const manner = once(new Worker(new URL(import.meta.url)), 'message') as Promise<[Manner]>
  const category = fitCategory(lessons)
  const understanders = { category, ...(await manner)[0] }
  const models = { ...understanders, ...fitTalks(understanders) }
  writeWeights({ file: 'models', prefix: '', models, digest: corpusDigest() })
}

/** In talks names are given in answer, beside a telephone, or after a word for them; the rest names next to nobody. */
function namesNobody(text: string): boolean {
  return text.length > 5 && !/\d{7}|[姓叫名]|我是/.test(text)
}

function showsNobody({ findings }: ReplyLine): boolean {
  return findings.every(({ code }) => code !== 'leaks_pii')
}
