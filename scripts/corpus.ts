import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { answerFeatures } from '../src/language/answer-features.ts'
import { calibrated } from '../src/language/calibrate.ts'
import { featuresOf } from '../src/language/features.ts'
import { feelingFeatures } from '../src/language/feeling-features.ts'
import { type Example, learn, type Recipe } from '../src/language/learn.ts'
import { talkFeatures } from '../src/language/matter.ts'
import type { Model } from '../src/language/model.ts'
import { normalise } from '../src/language/normalise.ts'
import type { Models } from '../src/language/weights.ts'
import { loadPlaybook } from '../src/playbook/load.ts'
import { emotions, intents, steps } from '../src/playbook/playbook.ts'
import { stillMissing } from '../src/scripts/conversation.ts'
import { listen, type Turn, talkOf } from '../src/scripts/listen.ts'
import { stepFeatures } from '../src/scripts/step-features.ts'

/** One line of the corpus; messages have a category and a priority, turns an intent. */
export interface Line {
  text: string
  said?: string
  category?: string
  priority?: string
  emotion: string
  intent?: string
  style: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
/** The files whose change asks for training anew, from the root of the repository. */
const folders = { corpus: 'src/language/corpus', words: 'src/language/words', code: 'src/language' }

/** Styles nobody who wrote rules or word lists looked at: the held-out figure is taken on them. */
const heldOut: readonly string[] = ['dialect', 'elder', 'formal', 'sarcasm']

/** Styles that are left out together, in turn, to see how a model does on a way of writing it never met. */
export const styleGroups: readonly (readonly string[])[] = [
  ['long', 'fragment'],
  ['voice', 'typo'],
  ['trad', 'mixed', 'near'],
  heldOut,
]

export const readLines = (folder: 'messages' | 'turns'): Line[] => {
  const path = `${root}${folders.corpus}/${folder}`
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(`${path}/${name}`, 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)
}

/** The lines of one labelled file that is no message's or turn's. */
export const readLabelled = <Row>(file: string): Row[] =>
  readFileSync(`${root}${folders.corpus}/${file}.jsonl`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): Row => JSON.parse(line))

/** One digest over everything the weights are made from. */
export function corpusDigest(): string {
  const hash = createHash('sha256')
  const files = [
    ...listed(`${folders.corpus}/messages`, '.jsonl'),
    ...listed(`${folders.corpus}/turns`, '.jsonl'),
    `${folders.corpus}/conversations.jsonl`,
    ...listed(folders.words, '.txt'),
    ...listed(folders.code, '.ts'),
    ...['listen', 'step-features', 'conversation'].map((name) => `src/scripts/${name}.ts`),
    'src/playbook/default.yaml',
    'scripts/corpus.ts',
  ]
  for (const file of files) hash.update(file).update(readFileSync(`${root}${file}`))
  return hash.digest('hex')
}

const listed = (folder: string, ending: string): string[] =>
  existsSync(`${root}${folder}`)
    ? readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
        .map((name) => name.replaceAll('\\', '/'))
        .filter((name) => name.endsWith(ending))
        .sort()
        .map((name) => `${folder}/${name}`)
    : []

/** A line that a model learns from: its style decides in which fold it is left out. */
type Styled = Example & { style: string }

const recipes: Record<keyof Models, Recipe> = {
  category: { rounds: 20, rate: 0.1, decay: 1e-4, balance: 0 },
  urgency: { rounds: 20, rate: 0.1, decay: 1e-4, balance: 0 },
  emotion: { rounds: 20, rate: 0.1, decay: 1e-4, balance: 0.5 },
  intent: { rounds: 20, rate: 0.1, decay: 1e-4, balance: 0 },
  step: { rounds: 45, rate: 0.1, decay: 1e-4, balance: 1, rare: 1 },
}

/** A conversation and the step its next reply serves. */
export interface ConversationLine {
  turns: Turn[]
  category: string
  step: string
  needs: string[]
  tone: string
  style: string
}

const playbook = loadPlaybook()

/** Categories whose priority the category alone decides. */
const decided = new Set(['emergency', 'service_complaint', 'suggestion', 'other'])

/** Fits all models on these lines; the same lines give the same bytes. */
export function fitModels(
  messages: readonly Line[],
  turns: readonly Line[],
  { calibrate = true } = {},
): Models {
  const plain = messages.map((line) => ({ line, features: featuresOf(normalise(line.text)) }))
  const spoken = turns.map((line) => ({
    line,
    features: answerFeatures(normalise(line.text), normalise(line.said ?? '')),
  }))
  const felt = [...messages, ...turns].map((line) => {
    const text = normalise(line.text)
    return { line, features: feelingFeatures(featuresOf(text), text) }
  })
  const examples = (rows: typeof plain, key: 'category' | 'priority' | 'emotion' | 'intent'): Styled[] =>
    rows.flatMap(({ line, features }) => {
      const label = line[key]
      return label === undefined ? [] : [{ features, label, style: line.style }]
    })
  const talks = readLabelled<ConversationLine>('conversations')
  // All that is said in a conversation tells what it is about, as a message of its own does.
  const whole = talks.map(({ turns: talk, category, style }) => {
    return { features: talkFeatures(talkOf(talk)), label: category, style }
  })
  const open = plain.filter(({ line }) => !decided.has(line.category ?? ''))
  const urgency = examples(open, 'priority').map((one) => ({
    ...one,
    label: one.label === 'urgent' || one.label === 'critical' ? 'urgent' : 'normal',
  }))
  const categories = [...new Set(messages.map((line) => line.category ?? ''))].sort()
  const model = (name: keyof Models, rows: readonly Styled[], labels: readonly string[]): Model =>
    calibrate ? fitOne(name, rows, labels) : learn(rows, labels, recipes[name])
  const understanding = {
    category: model('category', [...examples(plain, 'category'), ...whole], categories),
    urgency: model('urgency', urgency, ['normal', 'urgent']),
    emotion: model('emotion', examples(felt, 'emotion'), [...emotions]),
    intent: model('intent', examples(spoken, 'intent'), [...intents]),
  }
  const told = talks.map(({ turns: talk, step, style }) => {
    const heard = listen(talk, { models: understanding, today: '2026-01-01' })
    return { features: stepFeatures(heard, stillMissing(heard, playbook)), label: step, style }
  })
  return { ...understanding, step: model('step', told, [...steps]) }
}

function fitOne(
  name: keyof Models,
  examples: readonly Styled[],
  labels: readonly string[],
): Models['category'] {
  // Two halves of the styles tell as much about confidence as four quarters, in half the time.
  const halves = [styleGroups.slice(0, 2), styleGroups.slice(2)].map((groups) => new Set(groups.flat()))
  const folds = halves.map((styles) => ({
    rest: examples.filter((one) => !styles.has(one.style)),
    judge: examples.filter((one) => styles.has(one.style)),
  }))
  return calibrated(examples, labels, { recipe: recipes[name], folds })
}

/** The split for a held-out figure: learn from all styles but some. */
export const withoutStyles = (lines: readonly Line[], styles: readonly string[]): Line[] =>
  lines.filter((line) => !styles.includes(line.style))
export const onlyStyles = (lines: readonly Line[], styles: readonly string[]): Line[] =>
  lines.filter((line) => styles.includes(line.style))
