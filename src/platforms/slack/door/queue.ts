/** What waits to be taken, those in a hurry first; otherwise in the order it came. */
export interface Queue<T> {
  add(item: T, hurried: boolean): void
  /** The next one; `undefined` once the signal fell. */
  next(signal: AbortSignal): Promise<T | undefined>
}

export function createQueue<T>(): Queue<T> {
  const waiting: { hurried: T[]; patient: T[] } = { hurried: [], patient: [] }
  let stir: () => void = () => undefined
  return {
    add(item, hurried) {
      waiting[hurried ? 'hurried' : 'patient'].push(item)
      stir()
    },
    async next(signal) {
      for (;;) {
        if (signal.aborted) return undefined
        const item = waiting.hurried.shift() ?? waiting.patient.shift()
        if (item !== undefined) return item
        await new Promise<void>((resolve) => {
          const end = (): void => {
            signal.removeEventListener('abort', end)
            resolve()
          }
          stir = end
          signal.addEventListener('abort', end)
        })
      }
    },
  }
}
