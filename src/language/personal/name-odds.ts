import { cueBefore, cueEndingAt, type Passage } from '../cues.ts'
import { type Features, gathered } from '../gather.ts'
import { type Model, scoresOf } from '../model.ts'
import type { Finding } from './finding.ts'
import { nameAt } from './name-alone.ts'
import {
  doubleSurnames,
  everyday,
  isGiven,
  mayBeSurname,
  rareSurnames,
  surnames,
  titles,
} from './name-character.ts'
import { loadNameModel } from './name-model.ts'
import { neverNamed } from './name-shape.ts'

/** Characters that may be a full name: a surname and one or two more. */
export interface Candidate {
  start: number
  end: number
  /** How many of them are the surname. */
  family: number
}

/** What each kind of sign weighs. */
const weight = { form: 0.5, edge: 0.5, around: 0.25, near: 0.3 }
/** So far to either side the words tell whether a person is spoken of. */
const reach = { left: 8, right: 6 }
const han = /^[\u3400-\u9fff]+$/

/** The candidates of a text that touch nothing of `taken`. */
export function nameCandidates(
  text: string,
  taken: readonly { start: number; end: number }[] = [],
): Candidate[] {
  const candidates: Candidate[] = []
  for (let start = 0; start + 2 <= text.length; start++) {
    if (!mayBeSurname(text, start)) continue
    const family = doubleSurnames.has(text.slice(start, start + 2)) ? 2 : 1
    // 安装, 高兴, 李工 begin like a name.
    const begins = text.slice(start, start + 2)
    if (family === 1 && (everyday.has(begins) || titles.has(begins))) continue
    for (const length of [2, 1]) {
      const end = start + family + length
      const given = text.slice(start + family, end)
      if (given.length < length || !han.test(given) || neverNamed(given) || titles.has(given)) continue
      if (!taken.some((one) => one.start < end && start < one.end)) candidates.push({ start, end, family })
    }
  }
  return candidates
}

/** What the characters themselves tell: whether people are called so. */
export const formFeatures = (text: string, { start, end, family }: Candidate): Features =>
  gathered((into) => {
    const surname = text.slice(start, start + family)
    const given = text.slice(start + family, end)
    const { length } = given
    const put = (name: string): void => into.add('#name:', name, weight.form)
    put(`${length}`)
    put(`s:${surname}`)
    put(`g:${given}`)
    put(`sg:${surname}${given.charAt(0)}`)
    put(`kind:${family}${surnames.has(surname)}${rareSurnames.has(surname)}`)
    put(`given:${[...given].map((one) => (isGiven(one) ? 1 : 0)).join('')}`)
    for (let at = 0; at < length; at++) put(`g${length}${at}:${given.charAt(at)}`)
  })

/** What stands around it. */
export const aroundFeatures = (passage: Passage, { start, end }: Candidate): Features =>
  gathered((into) => {
    const { text, cues } = passage
    const put = (name: string, size: number): void => into.add('#name:', name, size)
    const left = text.slice(Math.max(0, start - reach.left), start)
    const right = text.slice(end, end + reach.right)
    const edges = `${kindOf(left.at(-1))}${kindOf(right.at(0))}`
    put(`edges:${edges}:${end - start}`, weight.edge)
    put(`before:${kindOf(left.at(-2))}${kindOf(left.at(-1))}`, weight.edge)
    put(`after:${kindOf(right.at(0))}${kindOf(right.at(1))}`, weight.edge)
    for (let length = 1; length <= 3; length++) {
      put(`l:${left.slice(-length)}`, weight.edge)
      put(`r:${right.slice(0, length)}`, weight.edge)
    }
    put(`cue:${(cueEndingAt(cues, start) ?? cueBefore(passage, start, reach.left))?.kind ?? ''}`, weight.edge)
    put(`run:${passage.run > 5}`, weight.near)
    for (let at = 0; at + 2 <= left.length; at++) put(`L:${left.slice(at, at + 2)}`, weight.around)
    for (let at = 0; at + 2 <= right.length; at++) put(`R:${right.slice(at, at + 2)}`, weight.around)
  })

/** The kind of a character beside a name: the text's end, a digit, a letter, a space, a mark, a character. */
function kindOf(character: string | undefined): string {
  if (character === undefined) return '^'
  if (han.test(character)) return 'h'
  if (/\d/.test(character)) return '0'
  if (/[A-Za-z]/.test(character)) return 'a'
  return /\s/.test(character) ? '_' : 'p'
}

export const nameLabels = ['name', 'none'] as const

/** Below these log-odds of the characters alone no surroundings make them a name. */
const hopeless = -9
/** From which log-odds on it is a name; chosen on texts of strangers that it had not learned from. */
const gate = -0.4

/** Names that no word leads to and no title follows: 昨天孙丽来过了. What is found already is `settled`. */
export function findLikelyNames(
  passage: Passage,
  settled: readonly Finding[],
  model: Model = loadNameModel(),
): Finding[] {
  const likely = nameCandidates(passage.text, settled).flatMap((candidate) => {
    const form = oddsOf(model, formFeatures(passage.text, candidate))
    if (form < hopeless) return []
    const odds = form + oddsOf(model, aroundFeatures(passage, candidate)) - bias(model)
    return odds < gate ? [] : [{ ...candidate, odds }]
  })
  const chosen: typeof likely = []
  for (const one of likely.toSorted((a, b) => b.odds - a.odds))
    if (!chosen.some(({ start, end }) => one.start < end && start < one.end)) chosen.push(one)
  return chosen.map(({ start, end }) => nameAt(start, end, 0.8))
}

function oddsOf(model: Model, features: Features): number {
  const [name = 0, none = 0] = scoresOf(model, features)
  return name - none
}

const bias = ({ bias: [name = 0, none = 0] }: Model): number => name - none
