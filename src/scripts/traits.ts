import { type AskedFact, factsAsked } from '../language/told.ts'
import { intents, steps, tones } from '../playbook/playbook.ts'
import type { Script } from './script.ts'
import { slotNames } from './vocabulary.ts'

/** What ranking asks of every script, as numbers side by side: ten thousand are judged in a fraction of a millisecond. */
export interface Traits {
  /** The script's step, as its place in `steps`. */
  steps: Uint8Array
  /** Sets: bit n stands for the nth of `tones`, `slotNames`, `intents`. */
  tones: Uint8Array
  slots: Uint32Array
  intents: Uint16Array
  /** Those of `plainlyAsked` that its text asks for. */
  asked: Uint8Array
  /** 1 where it asks how things are after all was done: it reaches out, and answers nobody. */
  reaching: Uint8Array
  /** The character pairs of its text, sorted: two scripts with mostly the same ones are one wording. */
  pairs: Uint32Array[]
}

/** The traits of scripts, in their order. */
export const traitsOf = (scripts: readonly Script[]): Traits => ({
  steps: Uint8Array.from(scripts, ({ step }) => steps.indexOf(step)),
  tones: Uint8Array.from(scripts, ({ tone }) => setOf(tones, tone)),
  slots: Uint32Array.from(scripts, ({ slots }) => setOf(slotNames, slots)),
  intents: Uint16Array.from(scripts, ({ intent = [] }) => setOf(intents, intent)),
  asked: Uint8Array.from(scripts, ({ text }) => setOf(plainlyAsked, factsAskedIn(text))),
  reaching: Uint8Array.from(scripts, (script) => Number(isReaching(script))),
  pairs: scripts.map(({ text }) => pairsOf(text)),
})

/** What the words of a script ask for beyond doubt: 时间 and 地址 stand in many that only tell one. */
export const plainlyAsked: readonly AskedFact[] = ['order_no', 'model', 'contact', 'photo', 'error_text']

/** What a script tells, where it sounds like asking: its own ticket's number, whom else it asks, what it will say. */
const telling = /(?:工单|单号) ?\{number\}|请\{department\}|告诉您/g

function factsAskedIn(text: string): AskedFact[] {
  const asked = factsAsked(text.replace(telling, ''))
  return plainlyAsked.filter((fact) => asked.has(fact))
}

const isReaching = ({ step, intent = [], text, slots }: Script): boolean =>
  step === 'follow_up' && intent.length === 0 && text.startsWith('{greeting}') && !slots.includes('result')

/** The character pairs of a text, each once, sorted. */
export function pairsOf(text: string): Uint32Array {
  const pairs = new Set<number>()
  for (let at = 1; at < text.length; at++) pairs.add(text.charCodeAt(at - 1) * 0x10000 + text.charCodeAt(at))
  return Uint32Array.from(pairs).sort()
}

/** The part of two sorted sets that they share, 0…1. */
export function likeness(one: Uint32Array, other: Uint32Array): number {
  let shared = 0
  for (let at = 0, beside = 0; at < one.length && beside < other.length; ) {
    const left = one[at] ?? 0
    const right = other[beside] ?? 0
    if (left === right) shared++
    if (left <= right) at++
    if (right <= left) beside++
  }
  return shared / Math.max(1, one.length + other.length - shared)
}

/** Some of a vocabulary as bits. */
export const setOf = <Word>(vocabulary: readonly Word[], some: readonly Word[]): number =>
  some.reduce((set, word) => set | (1 << vocabulary.indexOf(word)), 0)

/** How many are in a set. */
export function membersOf(set: number): number {
  let many = 0
  for (let rest = set; rest > 0; rest &= rest - 1) many += 1
  return many
}
