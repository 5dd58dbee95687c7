import type { Locale } from '../lib/i18n.ts'
import { type Intent, intents, type Need, type Step, steps, type Tone, tones } from '../playbook/playbook.ts'
import { barred, highest } from './highest.ts'
import { termsOf } from './match.ts'
import type { Script, ScriptLibrary, Slot } from './script.ts'
import { likeness, membersOf, plainlyAsked, setOf } from './traits.ts'
import { anyCategory, slotNames } from './vocabulary.ts'

/** What the next reply is about. */
export interface Matter {
  /** The customer's last words. */
  text: string
  /** What both said, up to these words. */
  talk?: string
  category: string
  /** The next likely category while the first is a guess. */
  otherCategory?: string
  step: Step
  /** How likely the next reply serves each step (shares of one) where that is a guess. */
  likely?: Readonly<Record<Step, number>>
  tone: Tone
  /** What the customer does with these words; without it the words alone decide. */
  intent?: Intent
  /** Facts that are known or not to be had: nobody asks for them again. */
  settled?: readonly Need[]
  /** Nobody has answered the customer yet. */
  unanswered?: boolean
  /** Slots that cannot be filled. */
  unavailable: readonly Slot[]
  /** Only scripts with this slot: the department's plan or result goes out in it. */
  carries?: Slot
  /** The customer's language: in English, only scripts that have an English wording. */
  locale?: Locale
}

export type Why = 'category' | 'step' | 'tone' | 'words' | 'approved' | 'carries'

export interface Candidate {
  script: Script
  /** Comparable within one answer only, where it never rises. */
  score: number
  why: Why[]
}

/** Fitted to what readers chose (docs/decisions/suggestion.md). */
const weights = {
  category: 3.5,
  step: 2.4,
  tone: 0.6,
  soothing: 1,
  words: 10.6,
  intent: 1.7,
  otherIntent: 4.5,
  standing: 0.3,
  /** For each fact that it asks for again. */
  again: 3,
  /** For a message like one that it was approved for, beyond what their words are alike. */
  proven: 9,
}
const otherCategoryFit = 0.9
const anyCategoryFit = 0.4
/** Where the step is not a guess, a later one's script may still answer at once; an earlier one goes back. */
const aheadFit = 0.65
const besideFit = 0.2
/** Last words of so many characters weigh as much as the whole talk: the shorter, the less they say by themselves. */
const evenLength = 24
/** So much of the end of a talk tells what it is about. */
const talkLength = 300
/** From here on the words themselves are a reason to show. */
const wordsGate = 0.3
/**
 * A message that a script was approved for counts as much of an example it ships with. Measured against putting those
 * messages among the examples, thirty to a script: a matter met before comes first in 85 of 100 cases against 78, and
 * agents who send whatever stands first cost 1 point of recall against 16.
 */
const caseFit = 0.8
/** From here on what agents did is a reason to show: two approvals alone, or one for a message like this. */
const liftGate = 0.05
/** Two texts that share more of their character pairs than this are the same wording. */
const sameWordingGate = 0.5
/** So many are looked at for different wordings. */
const shortList = 50

/**
 * The scripts an agent may choose from, best first: none automatic, none with a slot that cannot be filled, no
 * wording twice. Wherever the library has one, the first serves the step if that is no guess, and one soothes an upset customer.
 */
export function suggest(matter: Matter, library: ScriptLibrary, count = 3): Candidate[] {
  const terms = termsOf(matter.text)
  const words = wordsOf(matter, library, terms)
  const lifts = liftsOf(matter, library, { terms, words })
  const lift = (at: number): number => lifts?.[at] ?? 0
  const scores = scoresOf(matter, library, { words, lift })
  const ranked = highest(scores, shortList)
  const inTone = (at: number): boolean => ((library.traits.tones[at] ?? 0) & setOf(tones, [matter.tone])) > 0
  // What agents keep turning down is put before nobody first.
  const isLiked = (at: number): boolean => lift(at) > -liftGate
  // What was approved in a like case needs no other reason to stand first.
  const isProven = lift(ranked[0] ?? 0) >= liftGate
  const serving = isProven ? [] : servingOf(matter, library)
  const order = [
    ...firstThat({ scores, ranked }, serving, (at) => inTone(at) && isLiked(at)),
    ...(matter.tone === 'empathy_first' ? best({ scores, ranked }, (at) => inTone(at) && isLiked(at)) : []),
    ...(matter.likely ? ranked.filter(isLiked).slice(0, 1) : []),
    ...ranked,
  ]
  const chosen: number[] = []
  for (const at of order) {
    if (chosen.length === count) break
    if (!chosen.some((earlier) => sameWording(earlier, at, library))) chosen.push(at)
  }
  return chosen.flatMap((at, place) => {
    const script = library.scripts[at]
    const told = { words: words[at] ?? 0, lift: lift(at) }
    // Whatever is put before others is worth no less than they are: the scores tell the order too.
    const score = Math.max(...chosen.slice(place).map((next) => scores[next] ?? 0))
    return script ? [{ script, score, why: reasons(script, matter, told) }] : []
  })
}

/** The figures of all scripts, and the places of the highest, best first. */
interface Ranking {
  scores: Float64Array
  ranked: readonly number[]
}

/** The best that passes: mostly it is among the ranked. */
function best({ scores, ranked }: Ranking, passes: (at: number) => boolean): number[] {
  const near = ranked.find(passes)
  return near === undefined ? highest(scores, 1, passes) : [near]
}

/** The best that passes the first of several tests that any passes. */
function firstThat(
  ranking: Ranking,
  tests: readonly ((at: number) => boolean)[],
  also: (at: number) => boolean,
): number[] {
  for (const test of tests) {
    const found = best(ranking, (at) => test(at) && also(at))
    if (found.length > 0) return found
  }
  return []
}

/** How well each script fits the last words and all that was said. */
function wordsOf(
  { text, talk = '' }: Matter,
  { index }: ScriptLibrary,
  terms: readonly string[],
): Float64Array {
  const last = index.scoresOf(terms)
  if (talk.length <= text.length) return last
  const all = index.scores(talk.slice(-talkLength))
  const talkPart = evenLength / (evenLength + text.length)
  return last.map((score, at) => (1 - talkPart) * score + talkPart * (all[at] ?? 0))
}

/** Whether a script, by its number, serves a step that is known: in this very turn at best, in either else. */
function servingOf({ step, likely, intent }: Matter, { traits }: ScriptLibrary): ((at: number) => boolean)[] {
  if (likely) return []
  const wanted = steps.indexOf(step)
  const turn = intent ? setOf(intents, [intent]) : 0
  const ofStep = (at: number): boolean => traits.steps[at] === wanted
  const ofTurn = (at: number): boolean => ((traits.intents[at] ?? 0) & turn) > 0
  const ofOther = (at: number): boolean => turn > 0 && (traits.intents[at] ?? 0) > 0 && !ofTurn(at)
  return [(at) => ofStep(at) && ofTurn(at), (at) => (ofStep(at) && !ofOther(at)) || ofTurn(at)]
}

/** What agents' decisions add to the score of each script; nothing while nothing was decided. */
function liftsOf(
  { category }: Matter,
  { learnt }: ScriptLibrary,
  { terms, words }: { terms: readonly string[]; words: Float64Array },
): Float64Array | undefined {
  if (!learnt) return undefined
  const standing = learnt.standing(category)
  const lifts = learnt.cases(terms)
  for (let at = 0; at < lifts.length; at++) {
    const like = Math.min(1, lifts[at] ?? 0)
    const alike = Math.max(0, caseFit * like - (words[at] ?? 0))
    lifts[at] =
      weights.words * alike + weights.proven * (like * like) + weights.standing * (standing?.[at] ?? 0)
  }
  return lifts
}

/** One figure for every script of the library; those that may not be sent are barred. */
function scoresOf(
  matter: Matter,
  { traits, byCategory, scripts, english }: ScriptLibrary,
  { words, lift }: { words: Float64Array; lift: (at: number) => number },
): Float64Array {
  const scores = new Float64Array(scripts.length).fill(barred)
  const byStep = steps.map((step) => weights.step * (matter.likely?.[step] ?? stepFit(step, matter.step)))
  const byTones = Array.from({ length: 1 << tones.length }, (_, set) => toneFit(set, matter.tone))
  const closed = setOf(slotNames, matter.unavailable)
  const carried = setOf(slotNames, matter.carries ? [matter.carries] : [])
  const turn = matter.intent ? setOf(intents, [matter.intent]) : 0
  const settled = setOf(
    plainlyAsked,
    plainlyAsked.filter((fact) => matter.settled?.includes(fact)),
  )
  const open = isOpen(matter)
  for (const [code, fit] of categoriesOf(matter))
    for (const at of byCategory.get(code) ?? []) {
      const slots = traits.slots[at] ?? 0
      if ((slots & closed) > 0 || (slots & carried) !== carried) continue
      if (matter.locale === 'en' && !english.has(scripts[at]?.id ?? '')) continue
      scores[at] =
        weights.category * fit +
        (byStep[traits.steps[at] ?? 0] ?? 0) +
        turnFit(traits.intents[at] ?? 0, turn) +
        (byTones[traits.tones[at] ?? 0] ?? 0) +
        weights.words * (words[at] ?? 0) +
        lift(at) -
        weights.again * membersOf((traits.asked[at] ?? 0) & settled) -
        (open && traits.reaching[at] ? weights.otherIntent : 0)
    }
  return scores
}

/** The matter's categories, the best fit last so that it has the last word. */
const categoriesOf = ({ category, otherCategory }: Matter): [code: string, fit: number][] => [
  [anyCategory, anyCategoryFit],
  ...(otherCategory === undefined ? [] : [[otherCategory, otherCategoryFit] satisfies [string, number]]),
  [category, 1],
]

/** Nothing is done yet, or it did not help: nobody asks then how the result is liked. */
const isOpen = ({ unanswered, intent }: Matter): boolean =>
  unanswered === true || (intent !== undefined && openTurns.has(intent))

const openTurns: ReadonlySet<Intent> = new Set([
  'new_request',
  'urges',
  'rejects',
  'not_solved',
  'asks_human',
])

function stepFit(script: Step, matter: Step): number {
  const ahead = steps.indexOf(script) - steps.indexOf(matter)
  if (ahead === 0) return 1
  if (ahead > 0 && ahead <= 2 && steps.indexOf(script) <= steps.indexOf('solution')) return aheadFit
  return Math.abs(ahead) === 1 ? besideFit : 0
}

/** A script for this very turn (agreeing, urging …) fits it, and is wrong in another. */
const turnFit = (intents: number, turn: number): number =>
  intents === 0 || turn === 0 ? 0 : (intents & turn) > 0 ? weights.intent : -weights.otherIntent

/** A script that only soothes is too much for a customer who is not upset. */
function toneFit(set: number, tone: Tone): number {
  const fit = (set & setOf(tones, [tone])) > 0 ? weights.tone : 0
  return set === setOf(tones, ['empathy_first']) && tone !== 'empathy_first' ? fit - weights.soothing : fit
}

function reasons(script: Script, matter: Matter, { words, lift }: { words: number; lift: number }): Why[] {
  const why: Why[] = []
  const { category, otherCategory = category } = matter
  if (script.category.includes(category) || script.category.includes(otherCategory)) why.push('category')
  if (script.step === matter.step) why.push('step')
  if (script.tone.includes(matter.tone)) why.push('tone')
  if (words >= wordsGate) why.push('words')
  if (lift >= liftGate) why.push('approved')
  if (matter.carries) why.push('carries')
  return why
}

function sameWording(one: number, other: number, { traits: { pairs } }: ScriptLibrary): boolean {
  const [left, right] = [pairs[one], pairs[other]]
  return left !== undefined && right !== undefined && likeness(left, right) > sameWordingGate
}
