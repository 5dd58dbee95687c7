import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Passage, passageOf } from '../src/language/cues.ts'
import { type Features, featureBits } from '../src/language/gather.ts'
import { type Example, learn, type Recipe } from '../src/language/learn.ts'
import type { Model } from '../src/language/model.ts'
import { inCodePoints, personalByRule } from '../src/language/personal/mask.ts'
import {
  type Candidate,
  nameCandidates,
  nameFeatures,
  nameLabels,
} from '../src/language/personal/name-odds.ts'
import { type PlainText, placeOf, plainText } from '../src/language/plain.ts'
import { spokenAsDigits } from '../src/language/spoken.ts'
import { corpusDigest, readLabelled } from './corpus.ts'
import { findingsDigest } from './reply-corpus.ts'

/** A text with its personal words; offsets in code points. */
export interface PersonalLine {
  text: string
  spans: { type: string; start: number; end: number }[]
}

const recipe: Recipe = { rounds: 10, rate: 0.1, decay: 1e-4, balance: 0.2, rare: 1 }
/** Each name lends its place to so many others: what stands around tells of any of them. */
const lent = 2
/** A sign that so many other words have tells against a name. */
const often = 12

/** Fits what tells a name from other words: `texts` hold none but those that the rules find. */
export function fitNames(texts: readonly string[]): Model {
  const lines = [...readLabelled<PersonalLine>('personal'), ...readLabelled<PersonalLine>('names')]
  const labelled = lines.flatMap(examplesOf)
  const others = texts.flatMap((text) => {
    const passage = passageOf(spokenAsDigits(plainText(text).text))
    return nameCandidates(passage, personalByRule(passage)).map((one) => example(passage, one, 'none'))
  })
  return learn(onlyTelling([...labelled, ...lentNames(lines), ...others]), nameLabels, recipe)
}

function examplesOf({ text, spans }: PersonalLine): Example[] {
  const plain = plainText(text)
  const passage = passageOf(spokenAsDigits(plain.text))
  const at = (one: Candidate): { start: number; end: number } => placed(text, plain, one)
  return nameCandidates(passage).flatMap((one) => {
    const { start, end } = at(one)
    const touched = spans.filter((span) => span.start < end && start < span.end)
    if (touched.some(({ type }) => type !== 'name')) return []
    const isName = touched.some((span) => span.start === start && span.end === end)
    return [example(passage, one, isName ? 'name' : 'none')]
  })
}

/** Where a candidate stands in the text as it was written, in code points. */
function placed(text: string, plain: PlainText, one: Candidate): { start: number; end: number } {
  const [start, end] = placeOf(plain, one.start, one.end)
  return inCodePoints(text, [{ start, end }])[0] ?? { start, end }
}

const example = (passage: Passage, one: Candidate, label: (typeof nameLabels)[number]): Example => ({
  features: nameFeatures(passage, one),
  label,
})

/** The same texts with names of others in the places of names. */
function lentNames(lines: readonly PersonalLine[]): Example[] {
  const chinese = /^[\u3400-\u9fff]{2,4}$/
  const told = lines.flatMap(({ text, spans }) => {
    const letters = Array.from(text)
    const names = spans.filter(({ type }) => type === 'name')
    return names.map(({ start, end }) => ({
      before: letters.slice(0, start).join(''),
      name: letters.slice(start, end).join(''),
      after: letters.slice(end).join(''),
    }))
  })
  const names = [...new Set(told.map(({ name }) => name).filter((name) => chinese.test(name)))]
  return told.flatMap(({ before, after }, index) =>
    Array.from(
      { length: lent },
      (_, turn) => names[(index * 31 + turn * 977 + 7) % names.length] ?? '',
    ).flatMap((name) => {
      const passage = passageOf(spokenAsDigits(plainText(before + name + after).text))
      const start = plainText(before).text.length
      const one = nameCandidates(passage).find(
        (candidate) => candidate.start === start && candidate.end === start + name.length,
      )
      return one ? [example(passage, one, 'name')] : []
    }),
  )
}

/** What no name had and few other words have says nothing: without it the model is a fifth as large, and finds as many. */
function onlyTelling(examples: readonly Example[]): Example[] {
  const seen = new Uint32Array(1 << featureBits)
  for (const { features, label } of examples)
    for (const place of features.at) seen[place] = (seen[place] ?? 0) + (label === 'name' ? often : 1)
  return examples.map(({ features, label }) => ({ label, features: kept(features, seen) }))
}

function kept({ at, value }: Features, seen: Uint32Array): Features {
  const places = Array.from(at.keys()).filter((index) => (seen[at[index] ?? 0] ?? 0) >= often)
  return {
    at: Uint32Array.from(places, (index) => at[index] ?? 0),
    value: Float32Array.from(places, (index) => value[index] ?? 0),
  }
}

/** One digest over everything the model of names is made from. */
export function namesDigest(): string {
  const files = [
    'src/language/corpus/personal.jsonl',
    'src/language/corpus/names.jsonl',
    'scripts/fit-names.ts',
    'scripts/train.ts',
  ]
  const hash = createHash('sha256').update(corpusDigest()).update(findingsDigest())
  for (const file of files)
    hash.update(file).update(readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url))))
  return hash.digest('hex')
}
