const deepest = 20

/** The same value without the signs that no database keeps: NUL, and halves of a character. */
export function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed()
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return undefined
  if (Array.isArray(value)) return value.map((one) => clean(one, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clean(one, depth + 1)]))
}
