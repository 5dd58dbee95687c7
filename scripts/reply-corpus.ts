import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FindingModels } from '../src/language/findings.ts'
import { type Features, featureBits } from '../src/language/gather.ts'
import { type Example, learn, type Recipe } from '../src/language/learn.ts'
import { type Model, probabilities, weightOf, weighty } from '../src/language/model.ts'
import type { Range } from '../src/scripts/check/draft.ts'
import {
  clauseFeatures,
  customerFeatures,
  empathyFeatures,
  replyFeatures,
  wordFeatures,
} from '../src/scripts/check/features.ts'
import { clauseCodes, type FindingCode, replyCodes } from '../src/scripts/check/finding.ts'
import { read } from '../src/scripts/check/read.ts'
import type { Line } from './corpus.ts'

/** An agent's reply with what is wrong with it; `words` is empty where the whole reply is meant. */
export interface ReplyLine {
  /** Empty where only the reply was written. */
  customer: string
  reply: string
  findings: { code: FindingCode; words: string }[]
  style: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
const recipes: Record<keyof FindingModels, Recipe> = {
  upset: { rounds: 12, rate: 0.1, decay: 1e-4, balance: 0 },
  reply: { rounds: 14, rate: 0.1, decay: 0.003, balance: 0, rare: 1, content: 0.05 },
  clause: { rounds: 10, rate: 0.1, decay: 0.001, balance: 0, rare: 1, content: 0.05 },
  empathy: { rounds: 14, rate: 0.1, decay: 0.001, balance: 0, content: 0.05 },
}
/** A reply's customer counts as much as so many messages of the corpus. */
const customerWeight = 3

/** All labelled replies, by file. */
export const readReplies = (): Record<string, ReplyLine[]> =>
  Object.fromEntries(
    replyFiles().map((file) => [
      path.basename(file, '.jsonl'),
      readFileSync(`${root}${file}`, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as ReplyLine),
    ]),
  )

const replyFiles = (): string[] => listed('src/language/corpus', /^replies.*\.jsonl$/)

const listed = (folder: string, pattern: RegExp): string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => `${folder}/${name}`)

/** Fits what the reply check learns; `messages` are customers' words whose emotion is known. */
export function fitFindings(replies: readonly ReplyLine[], messages: readonly Line[]): FindingModels {
  const rows = replies.map((line) => {
    const reading = read(line.reply, line.customer)
    return { line, reading, words: wordFeatures(reading) }
  })
  const reply = rows.map(({ line, reading, words }) => ({ line, features: replyFeatures(reading, words) }))
  const clause = rows.flatMap(({ line, reading }) =>
    clauseFeatures(reading).map((clause) => ({ line, ...clause })),
  )
  const upset = fitUpset(rows, messages)
  const answered = rows.filter(({ line }) => line.customer !== '')
  const empathy = answered.map(({ line, reading, words }) => {
    const customer = customerFeatures(line.customer)
    const likely = probabilities(upset, customer)[1] ?? 0
    return { line, features: empathyFeatures(reading, words, { customer, upset: likely }) }
  })
  return {
    upset,
    reply: side(replyCodes, (code) =>
      fitOne(
        'reply',
        reply.map(({ line, features }) => example(features, has(line, code))),
      ),
    ),
    clause: side(clauseCodes, (code) =>
      fitOne(
        'clause',
        clause.map(({ line, range, features }) => example(features, touches(line, code, range))),
      ),
    ),
    empathy: side(['no_empathy'], (code) =>
      fitOne(
        'empathy',
        empathy.map(({ line, features }) => example(features, has(line, code))),
      ),
    ),
  }
}

type Row = { line: ReplyLine; reading: ReturnType<typeof read> }

/** Who is upset: said so by the messages' labels, shown by the replies that should have comforted. */
function fitUpset(rows: readonly Row[], messages: readonly Line[]): Model {
  const known = messages.map(({ text, emotion }) =>
    example(customerFeatures(text), emotion === 'angry' || emotion === 'anxious'),
  )
  const shown = rows
    .filter(
      ({ line, reading }) =>
        line.customer !== '' && (has(line, 'no_empathy') || reading.faults.no_empathy.length > 0),
    )
    .map(({ line }) => example(customerFeatures(line.customer), has(line, 'no_empathy')))
  return learn([...known, ...Array(customerWeight).fill(shown).flat()], sides, recipes.upset)
}

const sides = ['no', 'yes'] as const
const example = (features: Features, yes: boolean): Example => ({ features, label: yes ? 'yes' : 'no' })
const fitOne = (name: keyof FindingModels, examples: readonly Example[]): Model =>
  learn(examples, sides, recipes[name])
const has = (line: ReplyLine, code: FindingCode): boolean => line.findings.some((one) => one.code === code)

/** The clause holds a good part of the words that are the fault. */
function touches({ reply, findings }: ReplyLine, code: FindingCode, { start, end }: Range): boolean {
  return findings.some(({ code: found, words }) => {
    if (found !== code) return false
    const from = reply.indexOf(words)
    const shared = Math.min(from + words.length, end) - Math.max(from, start)
    return shared >= Math.min(4, words.length) || shared >= (end - start) / 2
  })
}

/** Models of two sides made one model with a column of odds for each code. */
function side(codes: readonly FindingCode[], fit: (code: FindingCode) => Model): Model {
  const models = codes.map(fit)
  const count = codes.length
  const weights = new Int8Array(count << featureBits)
  const scale = new Float32Array(count)
  const bias = new Float32Array(count)
  for (const [column, model] of models.entries()) {
    const [no = 0, yes = 0] = model.scale
    const odds = new Float32Array(1 << featureBits)
    for (let place = 0; place < odds.length; place++)
      odds[place] = weightOf(model, place, 1) * yes - weightOf(model, place, 0) * no
    const unit = odds.reduce((most, one) => Math.max(most, Math.abs(one)), 0) / 127
    for (let place = 0; place < odds.length; place++)
      weights[place * count + column] = unit === 0 ? 0 : Math.round((odds[place] ?? 0) / unit)
    scale[column] = unit
    bias[column] = (model.bias[1] ?? 0) - (model.bias[0] ?? 0)
  }
  return { labels: codes, ...weighty(weights, count), scale, bias, temperature: 1 }
}

/** One digest over everything the finding models are made from. */
export function findingsDigest(): string {
  const hash = createHash('sha256')
  const files = [
    ...replyFiles(),
    ...listed('src/language/corpus/messages', /\.jsonl$/),
    ...listed('src/language/corpus/turns', /\.jsonl$/),
    ...listed('src/language/words', /\.txt$/),
    ...listed('src/scripts/check', /\.ts$/),
    ...listed('src/language', /\.ts$/),
    'scripts/reply-corpus.ts',
    'scripts/script-replies.ts',
    ...listed('locales/zh-CN/scripts', /\.yaml$/),
  ]
  for (const file of files) hash.update(file).update(readFileSync(`${root}${file}`))
  return hash.digest('hex')
}
