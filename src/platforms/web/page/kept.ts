// A browser may refuse to store (a strict frame in another site, a full store): then it lasts as long as the page.
const memory = new Map<string, string>()

/** What the browser's store calls it; other pages of the site keep things too. */
export const named = (name: string): string => `kefutai.${name}`

/** What was kept in this browser under a name. */
export function kept(name: string): string | undefined {
  const held = memory.get(name)
  if (held !== undefined) return held
  try {
    return localStorage.getItem(named(name)) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a value in this browser; undefined forgets it. */
export function keep(name: string, value: string | undefined): void {
  memory.delete(name)
  if (value !== undefined) {
    if (stored(name, value)) return
    memory.set(name, value)
  }
  drop(name)
}

function stored(name: string, value: string): boolean {
  try {
    localStorage.setItem(named(name), value)
    return true
  } catch {
    return false
  }
}

/** Also after a value that did not fit: the one before it must not come back with a reload. */
function drop(name: string): void {
  try {
    localStorage.removeItem(named(name))
  } catch {
    // Whoever may not store has nothing stored.
  }
}
