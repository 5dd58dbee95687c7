/** Does something with each of many, so many at a time: the next begins as soon as one is done. */
export async function sideBySide<T, R>(
  many: readonly T[],
  atOnce: number,
  act: (one: T) => Promise<R>,
): Promise<R[]> {
  const waiting = many.values()
  const done: R[] = []
  // They draw from one iterator: whoever is free takes the next.
  const work = async (): Promise<void> => {
    for (const one of waiting) done.push(await act(one))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return done
}
