/** Lets one thing of a lane begin after the other, in the order they asked; lanes do not wait for each other. */
export function createLanes(): (lane: string | undefined) => Promise<() => void> {
  const tails = new Map<string, Promise<void>>()
  return async (lane) => {
    if (lane === undefined) return () => undefined
    const before = tails.get(lane)
    const { promise, resolve } = Promise.withResolvers<void>()
    tails.set(lane, promise)
    await before
    return () => {
      resolve()
      if (tails.get(lane) === promise) tails.delete(lane)
    }
  }
}
