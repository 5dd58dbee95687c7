import { type Features, featuresOf } from '../../language/features.ts'
import { feelingFeatures } from '../../language/feeling-features.ts'
import { createFeatures } from '../../language/findings.ts'
import { normalise } from '../../language/normalise.ts'
import { type Draft, type Range, signsOf, textOf } from './draft.ts'
import { type Fault, type FindingCode, findingCodes } from './finding.ts'
import { showsOnlyOwn } from './leak.ts'
import { entersSecret, warningsIn } from './secret.ts'
import { deadline, firmTime, tellsWhen } from './time.ts'

/** A draft with what the rules found in it. */
export interface Reading {
  draft: Draft
  faults: Readonly<Record<FindingCode, readonly Fault[]>>
}

const weight = { grams: 2, sign: 0.4, again: 0.2, word: 0.15, rule: 0.8, shape: 0.3, near: 0.5, far: 0.15 }
/** A clause longer than this is read piece by piece: voice-to-text has no punctuation. */
const longClause = 30
const piece = { length: 24, step: 12 }
const clausePattern = /[^,。!?;~\n…]+/g

/** The clauses of a draft, long ones in overlapping pieces. */
export function clausesOf({ plain }: Draft): Range[] {
  return [...plain.matchAll(clausePattern)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length]
    if (end - start <= longClause) return [{ start, end }]
    const pieces: Range[] = []
    for (let from = start; from < end - piece.step || from === start; from += piece.step)
      pieces.push({ start: from, end: Math.min(end, from + piece.length) })
    return pieces
  })
}

/** The whole reply as the models read it. */
export function replyFeatures({ draft, faults }: Reading): Features {
  const features = createFeatures()
  features.addGrams(folded(draft.plain), weight.grams)
  const counts = new Map<string, number>()
  for (const { start, end, value } of draft.signs) {
    const many = (counts.get(value) ?? 0) + 1
    counts.set(value, many)
    features.add(`s:${value}`, weight.sign)
    if (many === 2 || many === 3) features.add(`s${many}:${value}`, weight.again)
    features.add(`w:${value}:${draft.plain.slice(start, end)}`, weight.word)
  }
  for (const code of findingCodes) if (faults[code].length > 0) features.add(`r:${code}`, weight.rule)
  for (const shape of shapesOf(draft.plain)) features.add(`h:${shape}`, weight.shape)
  return features.done()
}

/** One clause of it; what stands elsewhere counts a little. */
export function clauseFeatures({ draft, faults }: Reading, clause: Range): Features {
  const features = createFeatures()
  features.addGrams(folded(textOf(draft, clause)), weight.grams)
  for (const { start, end, value } of draft.signs) {
    if (start >= clause.end || end <= clause.start) {
      features.add(`o:${value}`, weight.far)
      continue
    }
    features.add(`s:${value}`, weight.near)
    features.add(`w:${value}:${draft.plain.slice(start, end)}`, weight.word)
  }
  for (const code of findingCodes)
    if (faults[code].some(({ start, end }) => start < clause.end && clause.start < end))
      features.add(`r:${code}`, weight.rule)
  return features.done()
}

/** The customer's words as the models read them, with the signs of their mood. */
export function customerFeatures(customer: string): Features {
  const text = normalise(customer)
  return feelingFeatures(featuresOf(text), text)
}

/** A reply beside the words it answers: how upset they are (0 to 1) and whether it says so. */
export function empathyFeatures({ draft }: Reading, customer: Features, upset: number): Features {
  const features = createFeatures()
  features.addGrams(folded(draft.plain), weight.grams)
  let comforts = false
  for (const { start, end, value } of draft.signs) {
    features.add(`s:${value}`, weight.sign)
    if (!value.startsWith('comfort.')) continue
    comforts = true
    features.add(`w:${value}:${draft.plain.slice(start, end)}`, weight.word)
  }
  for (const shape of shapesOf(draft.plain)) features.add(`h:${shape}`, weight.shape)
  const state = comforts ? 'comforts' : 'bare'
  features.add('upset', upset)
  features.add(`upset:${state}`, upset)
  features.add(`upset:${Math.floor(upset * 5)}:${state}`, weight.near)
  features.addOther(customer)
  return features.done()
}

/** Numbers and Latin words as one character each, a mark at both ends. */
const folded = (text: string): string => `^${text.replace(/\d+/g, '0').replace(/[a-z]+/g, '@')}$`

function shapesOf(text: string): string[] {
  const shapes = [`length${Math.min(7, Math.floor(Math.log2(text.length + 2)))}`]
  if (firmTime.test(text)) shapes.push('time')
  if (deadline.test(text)) shapes.push('deadline')
  if (/\?/.test(text)) shapes.push('question')
  if (/!/.test(text)) shapes.push('exclamation')
  if (/您/.test(text)) shapes.push('polite')
  if (/你/.test(text)) shapes.push('familiar')
  if (/\d/.test(text)) shapes.push('number')
  if (!/[,。!?;]/.test(text)) shapes.push('unpunctuated')
  return shapes
}

/** What a reply cannot be, whatever the models think: its words leave no room for it. */
export function ruledOut({ draft, faults }: Reading): ReadonlySet<FindingCode> {
  const out = new Set<FindingCode>()
  if (tellsWhen(draft.plain)) out.add('no_next_step')
  if (faults.asks_secret.length === 0 && (warningsIn(draft).length > 0 || entersSecret(draft)))
    out.add('asks_secret')
  if (faults.leaks_pii.length === 0 && showsOnlyOwn(draft)) out.add('leaks_pii')
  if (signsOf(draft, 'comfort.sorry').length > 0) out.add('no_empathy')
  return out
}
