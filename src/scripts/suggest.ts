import { type Step, steps, type Tone } from '../playbook/playbook.ts'
import type { Script, ScriptLibrary, Slot } from './script.ts'
import { anyCategory } from './vocabulary.ts'

/** What the next reply is about. */
export interface Matter {
  /** The customer's words. */
  text: string
  category: string
  /** The next likely category while the first is a guess. */
  otherCategory?: string
  step: Step
  tone: Tone
  /** Slots that cannot be filled. */
  unavailable: readonly Slot[]
  /** Only scripts with this slot: the department's plan or result goes out in it. */
  carries?: Slot
}

export type Why = 'category' | 'step' | 'tone' | 'words' | 'carries'

export interface Candidate {
  script: Script
  /** Comparable within one answer only. */
  score: number
  why: Why[]
}

/** Chosen by leaving each shipped example out in turn and asking for its script again. */
const weights = { category: 1, step: 1, tone: 1, words: 3 }
const otherCategoryFit = 0.6
const anyCategoryFit = 0.4
const nextStepFit = 0.4
const plainToneFit = 0.3
/** From here on the words themselves are a reason to show. */
const wordsGate = 0.3
/** Two texts that share more of their character pairs than this are the same wording. */
const sameWording = 0.5

/**
 * The scripts an agent may choose from, best first: none automatic, none with a slot that cannot be filled, no
 * wording twice. For an upset customer the first one soothes wherever the library has one.
 */
export function suggest(matter: Matter, library: ScriptLibrary, count = 3): Candidate[] {
  const pile = eligible(matter, library)
  const chosen: Candidate[] = []
  while (chosen.length < count) {
    const mustSoothe = chosen.length === 0 && matter.tone === 'empathy_first'
    const best = (mustSoothe ? take(pile, soothes) : undefined) ?? take(pile, () => true)
    if (!best) break
    if (!chosen.some(({ script }) => alike(script.text, best.script.text))) chosen.push(best)
  }
  return chosen
}

const soothes = ({ script }: Candidate): boolean => script.tone.includes('empathy_first')

/** Every script that may be sent, scored; a script of two categories counts where it fits better. */
function eligible(matter: Matter, library: ScriptLibrary): Candidate[] {
  const words = library.index.scores(matter.text)
  const seen = new Set<number>()
  const categories: [code: string | undefined, fit: number][] = [
    [matter.category, 1],
    [matter.otherCategory, otherCategoryFit],
    [anyCategory, anyCategoryFit],
  ]
  return categories.flatMap(([code, fit]) => {
    const numbers = code === undefined ? undefined : library.byCategory.get(code)
    return (numbers ?? []).flatMap((number) => {
      const script = library.scripts[number]
      if (!script || seen.has(number) || !sendable(script, matter)) return []
      seen.add(number)
      return [judge(script, matter, { category: fit, words: words[number] ?? 0 })]
    })
  })
}

const sendable = (script: Script, { unavailable, carries }: Matter): boolean =>
  !script.slots.some((slot) => unavailable.includes(slot)) &&
  (carries === undefined || script.slots.includes(carries))

function judge(script: Script, matter: Matter, fit: { category: number; words: number }): Candidate {
  const step = stepFit(script.step, matter.step)
  const tone = script.tone.includes(matter.tone) ? 1 : script.tone.includes('plain') ? plainToneFit : 0
  const why: Why[] = []
  if (fit.category > anyCategoryFit) why.push('category')
  if (step === 1) why.push('step')
  if (tone === 1) why.push('tone')
  if (fit.words >= wordsGate) why.push('words')
  if (matter.carries) why.push('carries')
  const score =
    weights.category * fit.category + weights.step * step + weights.tone * tone + weights.words * fit.words
  return { script, score, why }
}

function stepFit(one: Step, other: Step): number {
  const apart = Math.abs(steps.indexOf(one) - steps.indexOf(other))
  return apart === 0 ? 1 : apart === 1 ? nextStepFit : 0
}

/** Takes the best of those that pass off the pile; the library's order decides ties. */
function take(pile: Candidate[], passes: (candidate: Candidate) => boolean): Candidate | undefined {
  let at = -1
  for (const [number, candidate] of pile.entries())
    if (passes(candidate) && (at < 0 || candidate.score > (pile[at]?.score ?? 0))) at = number
  return at < 0 ? undefined : pile.splice(at, 1)[0]
}

function alike(one: string, other: string): boolean {
  const [pairs, others] = [pairsOf(one), pairsOf(other)]
  const shared = [...pairs].filter((pair) => others.has(pair)).length
  return shared / (pairs.size + others.size - shared) > sameWording
}

const pairsOf = (text: string): Set<string> => {
  const letters = [...text]
  return new Set(letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`))
}
