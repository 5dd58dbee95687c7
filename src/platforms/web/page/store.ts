import { useEffect, useState } from 'preact/hooks'

/** One value that parts of a page watch. */
export interface Store<Value> {
  get: () => Value
  /** Changes it; the same value tells nobody. */
  change(next: (value: Value) => Value): void
  watch(told: () => void): () => void
}

export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial
  const watching = new Set<() => void>()
  return {
    get: () => value,
    change(next) {
      const changed = next(value)
      if (Object.is(changed, value)) return
      value = changed
      for (const told of watching) told()
    },
    watch(told) {
      watching.add(told)
      return () => void watching.delete(told)
    },
  }
}

/** The store's value; the component is drawn again when it changes. */
export function useStore<Value>(store: Store<Value>): Value {
  const [, redraw] = useState(0)
  useEffect(() => store.watch(() => redraw((count) => count + 1)), [store])
  return store.get()
}
