import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Heard, Said } from '../../../../src/platforms/web/api.ts'

const said: Said = { kind: 'message', id: '5f0c', text: '你好', uploads: [] }

/** What is used of the page's module; it is written for a browser's types, which the tests do not have. */
interface WireModule {
  createWire: (
    identify: () => Record<string, string>,
    onExpired: undefined,
    renew: () => Promise<void>,
  ) => { say: (said: Said) => Promise<Heard> }
}

interface Asked {
  token: string | null
  body: unknown
}

/** A server that takes one token only, or answers every request in the same way. */
function serve(answer: (token: string | null) => Response): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    const token = new Headers(init.headers).get('x-csrf')
    asked.push({ token, body: init.body })
    return answer(token)
  })
  return asked
}

const refuse = (status: number, error: string): Response =>
  Response.json({ error, message: error }, { status })

async function createWire(renewed: string) {
  const { createWire: create } = await vi.importActual<WireModule>(
    '../../../../src/platforms/web/page/wire.ts',
  )
  let token = 'old'
  return create(
    () => ({ 'x-csrf': token }),
    undefined,
    async () => {
      token = renewed
    },
  )
}

beforeEach(() => {
  vi.stubGlobal('location', new URL('https://desk.example/desk?lang=en'))
  vi.stubGlobal('document', { getElementById: () => null })
})
afterEach(() => vi.unstubAllGlobals())

describe('a token the server no longer takes', () => {
  const takesNew = (token: string | null): Response =>
    token === 'new' ? Response.json({ status: 'done' }) : refuse(403, 'csrf')

  test('is renewed, and the same goes out once more', async () => {
    const asked = serve(takesNew)
    const wire = await createWire('new')
    expect(await wire.say(said)).toEqual({ status: 'done' })
    expect(asked).toEqual(['old', 'new'].map((token) => ({ token, body: JSON.stringify(said) })))
  })

  test('is not tried a third time', async () => {
    const asked = serve(takesNew)
    const wire = await createWire('wrong')
    await expect(wire.say(said)).rejects.toMatchObject({ kind: 'stale', status: 403, passing: false })
    expect(asked).toHaveLength(2)
  })

  test.each([
    [403, 'forbidden', 'refused'],
    [401, 'signed_out', 'expired'],
    [500, 'csrf', 'broken'],
  ])('is not what %i %s means', async (status, error, kind) => {
    const asked = serve(() => refuse(status, error))
    const wire = await createWire('new')
    await expect(wire.say(said)).rejects.toMatchObject({ kind })
    expect(asked).toHaveLength(1)
  })
})
