import { afterEach, expect, test, vi } from 'vitest'
import { keep, kept } from '../../../../src/platforms/web/page/kept.ts'

/** A browser's store that takes values of at most `room` characters; with none it refuses everything. */
function storage(room: number, held: Map<string, string>) {
  const guard = (allowed: boolean): void => {
    if (!allowed) throw new Error('refused')
  }
  return {
    getItem(name: string) {
      guard(room > 0)
      return held.get(name) ?? null
    },
    setItem(name: string, value: string) {
      guard(value.length <= room)
      held.set(name, value)
    },
    removeItem(name: string) {
      guard(room > 0)
      held.delete(name)
    },
  }
}

afterEach(() => vi.unstubAllGlobals())

test.each([
  ['what fits', 9, ['a'], 'a', 'a'],
  ['the newest of two', 9, ['a', 'b'], 'b', 'b'],
  ['nothing once forgotten', 9, ['a', undefined], undefined, undefined],
  ['what does not fit, and not the one before it', 3, ['old', 'too long'], 'too long', undefined],
  ['what fits again after what did not', 3, ['too long', 'new'], 'new', 'new'],
  ['nothing once what did not fit is forgotten', 3, ['old', 'too long', undefined], undefined, undefined],
  ['what a refusing browser does not store', 0, ['a', 'b'], 'b', undefined],
  ['nothing once forgotten in a refusing browser', 0, ['a', undefined], undefined, undefined],
])('keeps %s', (name, room, values, now, stored) => {
  const held = new Map<string, string>()
  vi.stubGlobal('localStorage', storage(room, held))
  for (const value of values) keep(name, value)
  expect(kept(name)).toBe(now)
  expect(held.get(`kefutai.${name}`)).toBe(stored)
})
