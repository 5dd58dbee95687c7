import { featuresOf, type Marks, withMarks } from './features.ts'
import { feelingPatterns } from './feeling-patterns.ts'
import type { Features } from './gather.ts'
import { allMatches, createLexicon, type Match } from './lexicon.ts'
import { matterOf, withoutCourtesy } from './matter.ts'
import { normalise } from './normalise.ts'
import { createSieve } from './sieve.ts'
import { conceptEntries } from './words.ts'

/** What each kind of sign weighs; chosen by cross-validation. Single wordings count less than what they are signs of. */
const weight = {
  base: 0.35,
  kind: 0.4,
  mood: 0.3,
  entry: 0.2,
  last: 0.2,
  many: 0.3,
  mark: 0.2,
  shape: 0.2,
  pattern: 0.4,
}

interface Sign {
  /** `mood.kind` */
  kind: string
  word: string
}

const normal = (entry: string): string => entry.split('*').map(normalise).join('*')
const words = createLexicon(
  conceptEntries('feeling').map(([word, kind]): readonly [string, Sign] => [normal(word), { kind, word }]),
)
const turns = createSieve(feelingPatterns.map(([name, pattern]) => [`fp:${name}`, pattern] as const))
/** Words that hide others inside them and say nothing themselves: 操作 is no curse. */
const hides = 'z.none'
const denied =
  /(?:不|没|没有|不是|别|无|未|不用|不必|不会|并非|不算|谈不上)(?:太|很|怎么|那么|再|有|什么|啥)?$/
const endPattern = /[吗呢吧啊呀嘛哦啦了的么不没]?[?？!！。~…]*$/
const clausePattern = /[^,，。.!！?？;；~ \n]+/g
const lastClausePattern = /[,，。!！?？;；~ ][^,，。!！?？;；~ ]*$/
const short = 16
const long = 90

/** What tells the mood of a normalised message: courtesy does not, and its words are those of its matter. */
export const moodFeatures = (text: string, matter: Features = featuresOf(matterOf(text))): Features =>
  feelingFeatures(matter, withoutCourtesy(text))

/** The features of a normalised message with the signs of its mood beside them. */
export function feelingFeatures(base: Features, text: string): Features {
  const marks: Marks = new Map()
  addSigns(marks, text)
  addShape(marks, text)
  for (const name of turns.all(text)) marks.set(name, weight.pattern)
  return withMarks(base, marks, weight.base)
}

function addSigns(marks: Marks, text: string): void {
  const lastFrom = text.slice(0, -2).search(lastClausePattern) + 1
  const moods = new Map<string, Set<string>>()
  for (const { start, value } of outermost(allMatches(words, text))) {
    const { kind, word } = value
    if (kind === hides) continue
    if (denied.test(text.slice(Math.max(0, start - 4), start))) {
      marks.set(`fx:${kind}`, weight.mood)
      continue
    }
    const mood = kind.charAt(0)
    const said = moods.get(mood)
    if (said) said.add(word)
    else moods.set(mood, new Set([word]))
    marks.set(`f:${kind}`, weight.kind)
    marks.set(`fw:${word}`, weight.entry)
    if (start >= lastFrom) marks.set(`fl:${kind}`, weight.last)
  }
  for (const [mood, { size }] of moods) addMood(marks, { mood, size, text })
  marks.set(`mm:${[...moods.keys()].sort().join('')}`, weight.mood)
}

function addMood(marks: Marks, { mood, size, text }: { mood: string; size: number; text: string }): void {
  marks.set(`fm:${mood}`, weight.mood)
  for (let many = 2; many <= Math.min(6, size); many++) marks.set(`fn:${mood}${many}`, weight.many)
  if (/[?？]/.test(text)) marks.set(`f?:${mood}`, weight.mark)
  if (/[!！]/.test(text)) marks.set(`f!:${mood}`, weight.mark)
  if (text.length < short) marks.set(`fs:${mood}`, weight.mark)
  if (text.length > long) marks.set(`fL:${mood}`, weight.mark)
}

function addShape(marks: Marks, text: string): void {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  marks.set(`end:${endPattern.exec(text)?.[0] ?? ''}`, weight.shape)
  marks.set(`asks:${Math.min(3, count(/[?？]/g))}shouts:${Math.min(3, count(/[!！]/g))}`, weight.shape)
  marks.set(`clauses:${Math.min(9, count(clausePattern))}`, weight.shape)
  marks.set(`length:${Math.min(15, Math.floor(text.length / 8))}`, weight.shape)
}

/** Signs that are no part of a longer one: 不满意 is not 满意. */
function outermost(all: readonly Match<Sign>[]): Match<Sign>[] {
  const whole = all.filter(({ gap }) => !gap)
  return all.filter(
    ({ start, end }) =>
      !whole.some(
        (other) => other.start <= start && other.end >= end && other.end - other.start > end - start,
      ),
  )
}
