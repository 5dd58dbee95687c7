import { named } from './kept.ts'

/** Tells when another tab changed what is kept under the name. */
export function onKept(name: string, changed: () => void): () => void {
  const listener = (event: StorageEvent): void => {
    if (event.key === named(name)) changed()
  }
  addEventListener('storage', listener)
  return () => removeEventListener('storage', listener)
}
