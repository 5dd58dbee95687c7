/** So many at once; whoever comes later takes turns. */
interface Slots {
  /** Resolves when it is one's turn; rejects with `closed` when that never comes. */
  take(): Promise<void>
  /** The next one's turn. */
  free(): void
  /** Nobody who waits gets a turn any more. */
  close(closed: Error): void
}

/** Turns for `most` at once. */
export function createSlots(most: number): Slots {
  const waiting: PromiseWithResolvers<void>[] = []
  let taken = 0
  let over: Error | undefined
  return {
    async take() {
      if (over) throw over
      if (taken < most) {
        taken += 1
        return
      }
      const turn = Promise.withResolvers<void>()
      waiting.push(turn)
      await turn.promise
    },
    free() {
      const next = waiting.shift()
      if (next) next.resolve()
      else taken -= 1
    },
    close(closed) {
      over = closed
      for (const turn of waiting.splice(0)) turn.reject(closed)
    },
  }
}
