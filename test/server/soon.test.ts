import { afterEach, expect, test } from 'vitest'
import type { InboundMessage, Outcome, Platform } from '../../src/platforms/platform.ts'
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

test('what came in may be known only later: recorded all the same, and nobody waits for it', async () => {
  desk = await createDesk()
  const known = Promise.withResolvers<InboundMessage[]>()
  const outcomes = Promise.withResolvers<Outcome[]>()
  const message: InboundMessage = {
    kind: 'message',
    platform: 'slow',
    externalId: '1',
    conversation: 'c',
    from: { id: 'u' },
    text: '在吗？',
    attachments: [],
  }
  const platform: Platform = {
    name: 'slow',
    send: () => Promise.reject(new Error('nothing is sent here')),
    webhook: async () => ({
      inbound: [],
      coming: known.promise,
      async respond(all) {
        outcomes.resolve(all)
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
  const answer = await server.inject({ method: 'POST', url: '/webhooks/slow', payload: '{}' })
  expect(answer.body).toBe('working')
  known.resolve([message])
  expect(await outcomes.promise).toMatchObject([{ status: 'done' }])
  await server.close()
})
