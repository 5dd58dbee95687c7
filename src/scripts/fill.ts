import type { Slot } from './script.ts'

export type SlotValues = Partial<Record<Slot, string>>

interface Filled {
  text: string
  /** Slots that had no value; they stay in the text as `{slot}`. */
  missing: Slot[]
}

/** Puts values into a text's slots. A value goes in literally: braces inside it are never expanded. */
export function fill(text: string, values: SlotValues): Filled {
  const missing = new Set<Slot>()
  const filled = text.replace(/\{([a-z_]+)\}/g, (whole, name: Slot) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value !== undefined && value.trim() !== '') return value
    missing.add(name)
    return whole
  })
  return { text: filled, missing: [...missing] }
}
