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
}

/** The traits of scripts, in their order. */
export const traitsOf = (scripts: readonly Script[]): Traits => ({
  steps: Uint8Array.from(scripts, ({ step }) => steps.indexOf(step)),
  tones: Uint8Array.from(scripts, ({ tone }) => setOf(tones, tone)),
  slots: Uint32Array.from(scripts, ({ slots }) => setOf(slotNames, slots)),
  intents: Uint16Array.from(scripts, ({ intent = [] }) => setOf(intents, intent)),
})

/** Some of a vocabulary as bits. */
export const setOf = <Word>(vocabulary: readonly Word[], some: readonly Word[]): number =>
  some.reduce((set, word) => set | (1 << vocabulary.indexOf(word)), 0)
