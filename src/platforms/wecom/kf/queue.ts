/** What is pushed is taken by one who waits for it, in order. */
export interface Queue<T> {
  push: (one: T) => void
  /** Until the signal. */
  each(signal: AbortSignal): AsyncGenerator<T>
}

export function createQueue<T>(): Queue<T> {
  const waiting: T[] = []
  let stir = (): void => undefined
  return {
    push(one) {
      waiting.push(one)
      stir()
    },
    async *each(signal) {
      const wake = (): void => stir()
      signal.addEventListener('abort', wake)
      try {
        while (!signal.aborted) {
          const one = waiting.shift()
          if (one !== undefined) yield one
          else
            await new Promise<void>((resolve) => {
              stir = resolve
              if (signal.aborted) resolve()
            })
        }
      } finally {
        signal.removeEventListener('abort', wake)
      }
    },
  }
}
