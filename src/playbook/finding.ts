export type Path = readonly PropertyKey[]

/** One thing that is wrong in a playbook: where, and what would be right. */
export interface Finding {
  path: Path
  says: string
}

/** Names that may be used somewhere, and what they are. */
export interface Known {
  what: string
  names: readonly string[]
}

/** A value as one would write it, shortened. */
export function shown(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60))
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'a group of keys'
}

/** What to choose from: `use one of a, b, c`. */
export const oneOf = (names: readonly unknown[]): string =>
  names.length > 1 ? `use one of ${names.join(', ')}` : `use ${names.join('')}`

/** A finding unless the name is one of the known. */
export const unknownName = (path: Path, name: string, { what, names }: Known): Finding[] =>
  names.includes(name) ? [] : [{ path, says: `${shown(name)} is not ${what}; ${oneOf(names)}` }]

/** A finding for each value that was there before. */
export function repeatedValues(entries: readonly { path: Path; value: string }[]): Finding[] {
  const seen = new Set<string>()
  return entries.flatMap(({ path, value }) => {
    const again = seen.has(value)
    seen.add(value)
    return again ? [{ path, says: `${shown(value)} is used twice; give each its own` }] : []
  })
}
