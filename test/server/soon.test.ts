import { setTimeout as sleep } from 'node:timers/promises'
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

test('what was answered early is waited for when the server closes; what failed before is no such thing', async () => {
  desk = await createDesk()
  const gate = Promise.withResolvers<void>()
  const lines: string[] = []
  let ended = false
  const platform: Platform = {
    name: 'slow',
    send: () => Promise.reject(new Error('nothing is sent here')),
    webhook: async ({ url }) => ({
      inbound: [],
      async respond() {
        if (url.endsWith('fails')) throw new Error('no')
        await gate.promise
        ended = true
        return { status: 200, body: 'done' }
      },
      soon: { afterMs: 50, answer: () => ({ status: 200, body: 'working' }) },
    }),
  }
  const server = await createServer({
    deps: {
      ...desk.deps,
      log: { ...desk.deps.log, error: (...said: unknown[]) => void lines.push(said.map(String).join(' ')) },
      platforms: new Map([['slow', platform]]),
    },
    pages: [],
    wake: () => undefined,
    trusted: [],
  })
  const post = async (path: string) =>
    await server.inject({ method: 'POST', url: `/webhooks/slow/${path}`, payload: '{}' })
  expect((await post('fails')).statusCode).toBe(503)
  expect(lines.join()).not.toContain('answered early')
  expect((await post('works')).body).toBe('working')
  const closed = server.close()
  expect(await Promise.race([closed.then(() => 'closed'), sleep(100, 'open')])).toBe('open')
  gate.resolve()
  await closed
  expect(ended).toBe(true)
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
