import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { VisitorView } from '../../../../src/platforms/web/api.ts'

/** What is used of the page's module; it is written for a browser's types, which the tests do not have. */
interface VisitorModule {
  meetVisitor: () => Promise<VisitorView>
}

const name = 'kefutai.visitor'
const keyOf = (id: string): string => JSON.stringify({ id, token: `t-${id}` })

let held: Map<string, string>

/** A server that knows some visitors and makes new ones called `n1`, `n2`, …; `made` runs before it answers. */
function serve(known: string[], made?: () => void): { count: number } {
  const fresh = { count: 0 }
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    if (init.method === 'POST') {
      fresh.count += 1
      const id = `n${fresh.count}`
      known.push(id)
      await Promise.resolve()
      made?.()
      return Response.json({ id, token: `t-${id}` })
    }
    const authorization = new Headers(init.headers).get('authorization')
    const id = known.find((one) => authorization === `Visitor t-${one}`)
    return id
      ? Response.json({ id, address })
      : Response.json({ error: 'signed_out', message: '' }, { status: 401 })
  })
  return fresh
}

/** One tab: its own copy of the page, the browser's shared store. */
async function openTab() {
  vi.resetModules()
  const path = '../../../../src/platforms/web/page/visitor.ts'
  return (await vi.importActual<VisitorModule>(path)).meetVisitor
}

/** The browser's locks, or none, or those of a frame that may not use them. */
function locksOf(kind: string) {
  let last: Promise<unknown> = Promise.resolve()
  const request = (_: string, act: () => Promise<void>): Promise<void> => {
    if (kind === 'denied') return Promise.reject(new Error('denied'))
    const done = last.then(act)
    last = done.catch(() => undefined)
    return done
  }
  return kind === 'none' ? {} : { locks: { request } }
}

beforeEach(() => {
  held = new Map()
  vi.stubGlobal('location', new URL('https://desk.example/chat?lang=en'))
  vi.stubGlobal('document', { getElementById: () => null })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => held.set(key, value),
    removeItem: (key: string) => held.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

describe.each(['working', 'none', 'denied'])('with locks: %s', (kind) => {
  beforeEach(() => vi.stubGlobal('navigator', locksOf(kind)))

  test('two fresh tabs are one visitor', async () => {
    serve([])
    const tabs = [await openTab(), await openTab()]
    const [one, other] = await Promise.all(tabs.map((meet) => meet()))
    expect(one?.id).toBe(other?.id)
    expect(held.get(name)).toBe(keyOf(one?.id ?? ''))
  })

  test('a key that was kept while the server answered is taken', async () => {
    serve(['other'], () => held.set(name, keyOf('other')))
    const meet = await openTab()
    expect((await meet()).id).toBe('other')
    expect(held.get(name)).toBe(keyOf('other'))
  })

  test('a refused key is given up for a new one', async () => {
    held.set(name, keyOf('gone'))
    serve([])
    const meet = await openTab()
    expect((await meet()).id).toBe('n1')
    expect(held.get(name)).toBe(keyOf('n1'))
  })

  test('a refused key gives way to the one another tab has kept', async () => {
    held.set(name, keyOf('gone'))
    const fresh = serve(['other'])
    const meet = await openTab()
    held.set(name, keyOf('other'))
    expect((await meet()).id).toBe('other')
    expect(fresh.count).toBe(0)
  })
})

test('with locks the second tab asks for nobody new', async () => {
  vi.stubGlobal('navigator', locksOf('working'))
  const fresh = serve([])
  const tabs = [await openTab(), await openTab()]
  await Promise.all(tabs.map((meet) => meet()))
  expect(fresh.count).toBe(1)
})
