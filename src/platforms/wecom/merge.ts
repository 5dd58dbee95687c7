type Turn<T> = { from: AsyncIterator<T>; result: IteratorResult<T> }

/** Yields what several yield, as it comes; ends when all have ended. One that throws ends them all: their signal falls. */
export async function* merge<T>(
  sources: readonly ((signal: AbortSignal) => AsyncIterable<T>)[],
  signal: AbortSignal,
): AsyncGenerator<T> {
  const stop = new AbortController()
  const turns = new Map<AsyncIterator<T>, Promise<Turn<T>>>()
  const ask = (from: AsyncIterator<T>): void => {
    const turn = from.next().then((result) => ({ from, result }))
    // Whoever fails while another's turn is taken is seen at the next race.
    turn.catch(() => undefined)
    turns.set(from, turn)
  }
  const either = AbortSignal.any([signal, stop.signal])
  for (const source of sources) ask(source(either)[Symbol.asyncIterator]())
  try {
    while (turns.size > 0) {
      const { from, result } = await Promise.race(turns.values())
      if (result.done) {
        turns.delete(from)
        continue
      }
      yield result.value
      ask(from)
    }
  } finally {
    stop.abort()
    await Promise.allSettled([...turns.keys()].map(async (from) => from.return?.()))
  }
}
