import { expect, test } from 'vitest'
import { merge } from '../../../src/platforms/wecom/merge.ts'

/** Yields these, and then waits for its signal. */
const source = (items: readonly (string | Error)[], ended: string[], ends = false) =>
  async function* (signal: AbortSignal): AsyncGenerator<string> {
    try {
      for (const item of items) {
        if (item instanceof Error) throw item
        yield item
      }
      if (!ends && !signal.aborted)
        await new Promise<void>((resolve) =>
          signal.addEventListener('abort', () => resolve(), { once: true }),
        )
    } finally {
      ended.push(String(items[0]))
    }
  }

test('everything of all of them, each in its order; it ends with the signal', async () => {
  const stop = new AbortController()
  const ended: string[] = []
  const heard: string[] = []
  for await (const one of merge(
    [source(['a1', 'a2'], ended), source(['b1'], ended), source(['c1'], ended, true)],
    stop.signal,
  )) {
    heard.push(one)
    if (heard.length === 4) stop.abort()
  }
  expect(heard.toSorted()).toEqual(['a1', 'a2', 'b1', 'c1'])
  expect(heard.indexOf('a1')).toBeLessThan(heard.indexOf('a2'))
  expect(ended.toSorted()).toEqual(['a1', 'b1', 'c1'])
})

test('one that fails ends them all, and says so', async () => {
  const ended: string[] = []
  const taking = async (): Promise<void> => {
    const stop = new AbortController()
    for await (const one of merge(
      [source(['a1'], ended), source(['b1', new Error('broken')], ended)],
      stop.signal,
    ))
      expect(one).toMatch(/[ab]1/)
  }
  await expect(taking()).rejects.toThrow('broken')
  expect(ended.toSorted()).toEqual(['a1', 'b1'])
})

test('whoever stops listening ends them', async () => {
  const ended: string[] = []
  for await (const one of merge(
    [source(['a1'], ended), source(['b1'], ended)],
    new AbortController().signal,
  )) {
    expect(one).toBeDefined()
    break
  }
  expect(ended.toSorted()).toEqual(['a1', 'b1'])
})
