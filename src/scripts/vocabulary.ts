/** What a script may leave open; `greeting` is the whole salutation (Ms Wang, hello), `deadline` a phrased instant, `until` how long the first answer takes at most. */
export const slotNames = [
  'greeting',
  'customer',
  'team',
  'agent',
  'work_no',
  'number',
  'department',
  'deadline',
  'until',
  'hours',
  'ask',
  'plan',
  'result',
  'product',
  'order_no',
  'words',
  'phone',
] as const

/** Occasions on which the bot speaks without approval. */
export const automaticKinds = [
  'greeting',
  'left_message',
  'receipt',
  'rating',
  'busy',
  'handover',
  'secret_warning',
] as const

export const scriptClasses = ['consultation', 'complaint', 'after_sales'] as const

/** The category of a script that fits every matter. */
export const anyCategory = 'any'

export type Slot = (typeof slotNames)[number]
export type AutomaticKind = (typeof automaticKinds)[number]

/** The slots in a text, each once, in the order of `slotNames`; names that are no slot are left out. */
export const slotsOf = (text: string): Slot[] => slotNames.filter((slot) => text.includes(`{${slot}}`))
