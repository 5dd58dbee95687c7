import { feelingFeatures } from '../../language/feeling-features.ts'
import { beside, type Features, type Gathering, gathered, joined, placeOf } from '../../language/gather.ts'
import { matchesOf } from '../../language/matches.ts'
import { normalise } from '../../language/normalise.ts'
import { type Draft, type Range, signsOf, textOf } from './draft.ts'
import { type Fault, type FindingCode, findingCodes } from './finding.ts'
import { showsOnlyOwn } from './leak.ts'
import { promisesNothing } from './overpromise.ts'
import { entersSecret, warningsIn } from './secret.ts'
import { deadline, firmTime, tellsWhen } from './time.ts'

/** A draft with what the rules found in it. */
export interface Reading {
  draft: Draft
  faults: Readonly<Record<FindingCode, readonly Fault[]>>
}

const weight = {
  grams: 2,
  customer: 3,
  sign: 0.4,
  again: 0.2,
  word: 0.15,
  rule: 0.8,
  shape: 0.3,
  near: 0.5,
  far: 0.15,
}
/** A clause longer than this is read piece by piece: voice-to-text has no punctuation. */
const longClause = 30
const piece = { length: 24, step: 12 }
const clausePattern = /[^,。!?;~\n…]+/g

/** The clauses of a draft, long ones in overlapping pieces. */
function clausesOf({ plain }: Draft): Range[] {
  return matchesOf(clausePattern, plain).flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length]
    if (end - start <= longClause) return [{ start, end }]
    const pieces: Range[] = []
    for (let from = start; from < end - piece.step || from === start; from += piece.step)
      pieces.push({ start: from, end: Math.min(end, from + piece.length) })
    return pieces
  })
}

const runsOf = (text: string, size: number): Features =>
  gathered((into) => {
    into.noteRuns(folded(text))
    into.share(size)
  })

/** The words, signs and shape of a reply: what every model that reads all of it begins with. */
export const wordFeatures = ({ draft }: Reading): Features =>
  gathered((into) => {
    into.noteRuns(folded(draft.plain))
    into.share(weight.grams)
    into.part()
    for (const { value } of draft.signs) into.add('s:', value, weight.sign)
    for (const shape of shapesOf(draft.plain)) into.add('h:', shape, weight.shape)
  })

/** The whole reply as the models read it, by its words. */
export const replyFeatures = ({ draft, faults }: Reading, words: Features): Features =>
  joined(
    words,
    gathered((into) => {
      const counts = new Map<string, number>()
      for (const { start, end, value } of draft.signs) {
        const many = (counts.get(value) ?? 0) + 1
        counts.set(value, many)
        if (many === 2 || many === 3) into.add(`s${many}:`, value, weight.again)
        into.add('w:', `${value}:${draft.plain.slice(start, end)}`, weight.word)
      }
      for (const code of findingCodes) if (faults[code].length > 0) into.add('r:', code, weight.rule)
    }),
  )

/** Its clauses one by one; what stands elsewhere counts a little. */
export function clauseFeatures(reading: Reading): { range: Range; features: Features }[] {
  // Every clause is far from nearly all signs.
  const farPlaces = reading.draft.signs.map(({ value }) => placeOf('o:', value))
  return clausesOf(reading.draft).map((range) => ({
    range,
    features: gathered((into) => addClause(into, { reading, range, farPlaces })),
  }))
}

interface Clause {
  reading: Reading
  range: Range
  /** Of each sign of the draft, the place it has where it stands elsewhere. */
  farPlaces: readonly number[]
}

function addClause(into: Gathering, { reading: { draft, faults }, range, farPlaces }: Clause): void {
  into.noteRuns(folded(textOf(draft, range)))
  into.share(weight.grams)
  for (const [index, { start, end, value }] of draft.signs.entries()) {
    if (start >= range.end || end <= range.start) {
      into.put(farPlaces[index] ?? 0, weight.far)
      continue
    }
    into.add('s:', value, weight.near)
    into.add('w:', `${value}:${draft.plain.slice(start, end)}`, weight.word)
  }
  for (const code of findingCodes)
    if (faults[code].some(({ start, end }) => start < range.end && range.start < end))
      into.add('r:', code, weight.rule)
}

/** The customer's words as the models read them, with the signs of their mood. */
export function customerFeatures(customer: string): Features {
  const text = normalise(customer)
  return feelingFeatures(runsOf(text, weight.customer), text)
}

/** A reply, by its words, beside those it answers: how upset they are (0 to 1) and whether it says so. */
export function empathyFeatures(
  { draft }: Reading,
  words: Features,
  { customer, upset }: { customer: Features; upset: number },
): Features {
  const comforts = signsOf(draft, 'comfort.')
  const state = comforts.length > 0 ? 'comforts' : 'bare'
  const marks = gathered((into) => {
    for (const { start, end, value } of comforts)
      into.add('w:', `${value}:${draft.plain.slice(start, end)}`, weight.word)
    into.add('upset', '', upset)
    into.add('upset:', state, upset)
    into.add('upset:', `${Math.floor(upset * 5)}:${state}`, weight.near)
  })
  return joined(words, marks, beside(customer, 1))
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
  if (faults.overpromise.length === 0 && promisesNothing(draft)) out.add('overpromise')
  if (faults.leaks_pii.length === 0 && showsOnlyOwn(draft)) out.add('leaks_pii')
  // 很正常 said by the rude comforts nobody.
  const kind = faults.rude.length === 0 && faults.denial.length === 0
  if (signsOf(draft, 'comfort.sorry').length > 0 || (kind && signsOf(draft, 'comfort.feel').length > 0))
    out.add('no_empathy')
  return out
}
