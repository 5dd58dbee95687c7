import type { Weekday } from '../playbook/playbook.ts'
import { closePattern, targetPattern } from '../playbook/times.ts'
import { remember } from './time-zone.ts'

export type TargetUnit = 'm' | 'h' | 'wm' | 'wh' | 'wd'

/** A length: `m` and `h` run day and night, `wm` and `wh` count working time, `wd` counts working days. */
export interface Target {
  amount: number
  unit: TargetUnit
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** What one of a unit lasts; a working day stands for eight hours where only a rough length is wanted. */
const unitMs: Record<TargetUnit, number> = {
  m: minuteMs,
  h: hourMs,
  wm: minuteMs,
  wh: hourMs,
  wd: 8 * hourMs,
}

/** Reads `15m`, `24h`, `90wm`, `4wh` or `3wd`. Throws RangeError for anything else. */
export function parseTarget(text: string): Target {
  const [, amount, unit] = /^(\d+)([a-z]+)$/.exec(text) ?? []
  if (!targetPattern.test(text) || !amount || !unit)
    throw new RangeError(`"${text}" is not a length such as 15m, 24h, 90wm, 4wh or 3wd`)
  return { amount: Number(amount), unit: unit as TargetUnit }
}

/** Whether a target is a length; otherwise it is an end of work, or a date that somebody set. */
export const readsAsLength = (text: string): boolean => targetPattern.test(text)

/** The day at whose end of work `fri_close` or `day_close` is due; `undefined` for a length. */
export const closeOf = (text: string): Weekday | 'day' | undefined =>
  closePattern.exec(text)?.[1] as Weekday | 'day' | undefined

/** The length in milliseconds of its own kind of time, elapsed or working; `wd` counts as eight hours each. */
export const lengthOf = (text: string): number =>
  remember(lengths, text, () => {
    const { amount, unit } = parseTarget(text)
    return amount * unitMs[unit]
  })

// Playbooks know a handful of lengths, and a sweep asks for them again with every clock.
const lengths = new Map<string, number>()

/** Whether a target runs day and night; an end of work and a date that somebody set do not count as lengths. */
export const isElapsed = (text: string): boolean => /^\d+[mh]$/.test(text)
