import { afterEach, expect, test } from 'vitest'
import type { Platform } from '../../src/platforms/platform.ts'
import { createServer } from '../../src/server.ts'
import { createDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('whoever waits is answered in time, whatever becomes of it later; whoever is quick gets the real answer', async () => {
  desk = await createDesk()
  const gate = Promise.withResolvers<void>()
  let slow = true
  let answered = 0
  const platform: Platform = {
    name: 'slow',
    send: () => Promise.reject(new Error('nothing is sent here')),
    webhook: async () => ({
      inbound: [],
      async respond() {
        if (slow) await gate.promise
        answered += 1
        return { status: 200, body: 'done' }
      },
      soon: { afterMs: 50, answer: () => ({ status: 200, body: 'working' }) },
    }),
  }
  const server = await createServer({
    deps: { ...desk.deps, platforms: new Map([['slow', platform]]) },
    pages: [],
    wake: () => undefined,
    trusted: [],
  })
  const post = async () =>
    (await server.inject({ method: 'POST', url: '/webhooks/slow', payload: '{}' })).body
  expect(await post()).toBe('working')
  expect(answered).toBe(0)
  gate.resolve()
  slow = false
  expect(await post()).toBe('done')
  expect(answered).toBe(2)
  await server.close()
})
