import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { calibrated } from '../src/language/calibrate.ts'
import { featuresOf } from '../src/language/features.ts'
import type { Example, Recipe } from '../src/language/learn.ts'
import { normalise } from '../src/language/normalise.ts'
import type { Models } from '../src/language/weights.ts'
import { emotions, intents } from '../src/playbook/playbook.ts'

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

/** One digest over everything the weights are made from. */
export function corpusDigest(): string {
  const hash = createHash('sha256')
  const files = [
    ...listed(`${folders.corpus}/messages`, '.jsonl'),
    ...listed(`${folders.corpus}/turns`, '.jsonl'),
    ...listed(folders.words, '.txt'),
    ...[
      'normalise',
      'lexicon',
      'words',
      'sound',
      'concepts',
      'danger',
      'features',
      'learn',
      'calibrate',
      'model',
    ].map((name) => `${folders.code}/${name}.ts`),
    'scripts/corpus.ts',
  ]
  for (const file of files) hash.update(file).update(readFileSync(`${root}${file}`))
  return hash.digest('hex')
}

const listed = (folder: string, ending: string): string[] =>
  existsSync(`${root}${folder}`)
    ? readdirSync(`${root}${folder}`)
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
}

/** Categories whose priority the category alone decides. */
const decided = new Set(['emergency', 'service_complaint', 'suggestion', 'other'])

/** Fits all models on these lines; the same lines give the same bytes. */
export function fitModels(messages: readonly Line[], turns: readonly Line[]): Models {
  const plain = messages.map((line) => ({ line, features: featuresOf(normalise(line.text)) }))
  const spoken = turns.map((line) => ({
    line,
    features: featuresOf(normalise(line.text), normalise(line.said ?? '')),
  }))
  const examples = (rows: typeof plain, key: 'category' | 'priority' | 'emotion' | 'intent'): Styled[] =>
    rows.flatMap(({ line, features }) => {
      const label = line[key]
      return label === undefined ? [] : [{ features, label, style: line.style }]
    })
  const open = plain.filter(({ line }) => !decided.has(line.category ?? ''))
  const urgency = examples(open, 'priority').map((one) => ({
    ...one,
    label: one.label === 'urgent' || one.label === 'critical' ? 'urgent' : 'normal',
  }))
  const categories = [...new Set(messages.map((line) => line.category ?? ''))].sort()
  return {
    category: fitOne('category', examples(plain, 'category'), categories),
    urgency: fitOne('urgency', urgency, ['normal', 'urgent']),
    emotion: fitOne(
      'emotion',
      [...examples(plain, 'emotion'), ...examples(spoken, 'emotion')],
      [...emotions],
    ),
    intent: fitOne('intent', examples(spoken, 'intent'), [...intents]),
  }
}

function fitOne(
  name: keyof Models,
  examples: readonly Styled[],
  labels: readonly string[],
): Models['category'] {
  const folds = styleGroups.map((group) => ({
    rest: examples.filter((one) => !group.includes(one.style)),
    judge: examples.filter((one) => group.includes(one.style)),
  }))
  return calibrated(examples, labels, { recipe: recipes[name], folds })
}

/** The split for a held-out figure: learn from all styles but some. */
export const withoutStyles = (lines: readonly Line[], styles: readonly string[]): Line[] =>
  lines.filter((line) => !styles.includes(line.style))
export const onlyStyles = (lines: readonly Line[], styles: readonly string[]): Line[] =>
  lines.filter((line) => styles.includes(line.style))
