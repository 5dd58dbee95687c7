import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Step, Tone } from '../src/playbook/playbook.ts'
import type { Turn } from '../src/scripts/listen.ts'

/** One line of the corpus; messages have a category and a priority, turns an intent. */
export interface Line {
  text: string
  said?: string
  category?: string
  priority?: string
  emotion: string
  intent?: string
  style: string
  /** The labels that somebody else gave who read only the words and the definitions. */
  reader?: Partial<Record<'category' | 'priority' | 'emotion' | 'intent', string>>
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
    ...['listen', 'step-features', 'need-features', 'conversation'].map((name) => `src/scripts/${name}.ts`),
    'src/playbook/default.yaml',
    'scripts/corpus.ts',
    'scripts/fit.ts',
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

/** A conversation and the step its next reply serves. */
export interface ConversationLine {
  turns: Turn[]
  category: string
  step: Step
  needs: string[]
  tone: Tone
  style: string
  reader?: { step?: string }
}

/** The split for a held-out figure: learn from all styles but some. */
export const withoutStyles = (lines: readonly Line[], styles: readonly string[]): Line[] =>
  lines.filter((line) => !styles.includes(line.style))
export const onlyStyles = (lines: readonly Line[], styles: readonly string[]): Line[] =>
  lines.filter((line) => styles.includes(line.style))
