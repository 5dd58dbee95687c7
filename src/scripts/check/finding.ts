/** What may be wrong with a reply. */
export const findingCodes = [
  'vague',
  'denial',
  'overpromise',
  'rude',
  'asks_secret',
  'leaks_pii',
  'jargon',
  'no_empathy',
  'no_next_step',
] as const

export type FindingCode = (typeof findingCodes)[number]

/** Those that stand somewhere in the reply; the others are about the whole of it. */
export const clauseCodes = [
  'vague',
  'denial',
  'overpromise',
  'rude',
  'asks_secret',
  'leaks_pii',
  'jargon',
] as const satisfies readonly FindingCode[]

/** Those that the reply's own words decide. */
export const replyCodes = [...clauseCodes, 'no_next_step'] as const satisfies readonly FindingCode[]

/** A fault as the rules see it: [start, end) in the draft's text, and which advice mends it. */
export interface Fault {
  start: number
  end: number
  /** A key under `desk.check`. */
  advice: string
  values?: Record<string, string>
  /** The rule needs no second opinion. */
  sure?: boolean
}
