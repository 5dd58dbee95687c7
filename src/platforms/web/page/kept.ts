// A browser may refuse storage altogether (a strict frame in another site): then it lasts as long as the page.
const memory = new Map<string, string>()

const named = (name: string): string => `kefutai.${name}`

/** What was kept in this browser under a name. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(named(name)) ?? undefined
  } catch {
    return memory.get(name)
  }
}

/** Keeps a value in this browser; undefined forgets it. */
export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(named(name))
    else localStorage.setItem(named(name), value)
  } catch {
    if (value === undefined) memory.delete(name)
    else memory.set(name, value)
  }
}

/** Tells when another tab changed what is kept under the name. */
export function onKept(name: string, changed: () => void): () => void {
  const listener = (event: StorageEvent): void => {
    if (event.key === named(name)) changed()
  }
  addEventListener('storage', listener)
  return () => removeEventListener('storage', listener)
}
