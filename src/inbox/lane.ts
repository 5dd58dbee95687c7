const tails = new Map<string, Promise<unknown>>()

/**
 * Runs one thing of a lane after the other, in the order they came to this
 * process; lanes do not wait for each other. Between processes the database's
 * lock on the lane does the same, without promising the order.
 */
export async function inLane<T>(lane: string, run: () => Promise<T>): Promise<T> {
  const earlier = tails.get(lane) ?? Promise.resolve()
  const mine = earlier.then(run, run)
  const tail = mine.catch(() => undefined)
  tails.set(lane, tail)
  try {
    return await mine
  } finally {
    if (tails.get(lane) === tail) tails.delete(lane)
  }
}
