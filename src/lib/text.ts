/**
 * The same value with strings that PostgreSQL can hold: no NUL, and no half of a
 * character without its other half. Whatever comes from outside passes here once.
 */
export function wellFormed<T>(value: T): T {
  return walk(value) as T
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(walk)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, walk(field)]))
}
