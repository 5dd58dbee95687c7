import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WebhookRequest } from '../../src/platforms/platform.ts'
import { allowanceOf, bodyMax } from '../../src/server/body.ts'
import { createServer } from '../../src/server.ts'
import { createDesk, type TestDesk } from '../support/desk.ts'
import { createMemoryPlatform } from '../support/memory-platform.ts'

const mb = 1024 * 1024
const large = {
  bytes: 64 * mb,
  admits: async (headers: WebhookRequest['headers']) => headers.token === 'good',
}

describe('how much is read of whom', () => {
  test.each([
    ['little', undefined, { 'content-length': '10' }, bodyMax],
    ['nobody said how much', undefined, {}, bodyMax],
    ['too much', undefined, { 'content-length': `${bodyMax + 1}` }, 'BodyError'],
    ['much, by somebody known', large, { 'content-length': `${40 * mb}`, token: 'good' }, 64 * mb],
    ['much, by somebody unknown', large, { 'content-length': `${40 * mb}`, token: 'bad' }, 'ForbiddenError'],
    ['too much, by somebody known', large, { 'content-length': `${65 * mb}`, token: 'good' }, 'BodyError'],
    ['nobody said how much, by somebody known', large, { token: 'good' }, 64 * mb],
    ['nobody said how much, by somebody unknown', large, {}, bodyMax],
    ['little, by somebody unknown', large, { 'content-length': '10' }, bodyMax],
    ['a platform that takes less than anybody', { ...large, bytes: 5 }, { token: 'good' }, bodyMax],
  ])('%s', async (_name, taken, headers, allowed) => {
    const asked = allowanceOf(taken ? { large: taken } : {}, headers)
    expect(await asked.catch((error: Error) => error.name)).toBe(allowed)
  })
})

describe('over the wire', () => {
  let desk: TestDesk
  let server: FastifyInstance
  let sockets: Socket[] = []
  let heard: number[] = []

  beforeEach(async () => {
    desk = await createDesk()
    heard = []
    const webhook = async ({ body }: WebhookRequest) => {
      heard.push(body.length)
      return { inbound: [], respond: () => ({ status: 200, body: `${body.length} bytes` }) }
    }
    const platforms = new Map([
      ['small', { ...createMemoryPlatform('small'), webhook }],
      ['large', { ...createMemoryPlatform('large'), webhook, large }],
    ])
    server = await createServer({
      deps: { ...desk.deps, platforms },
      pages: [],
      wake: () => undefined,
      trusted: [],
      patience: { idleMs: 1_000, wholeMs: 20_000 },
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
  })
  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    sockets = []
    await server.close()
    await desk.close()
  })

  /** Opens a request by its head; `answer` is the status it gets, whatever of the body was sent. */
  function open(platform: string, headers: string[]): { socket: Socket; answer: Promise<string> } {
    const { port } = server.server.address() as { port: number }
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.write([`POST /webhooks/${platform} HTTP/1.1`, 'host: desk', ...headers, '', ''].join('\r\n'))
    const answer = new Promise<string>((resolve) => {
      socket.once('data', (data) => resolve(data.toString().slice(9, 12)))
    })
    return { socket, answer }
  }

  test.each([
    ['small', ['content-length: 20000000'], '413'],
    ['large', ['content-length: 20000000', 'token: bad'], '401'],
    ['large', ['content-length: 99000000', 'token: good'], '413'],
    ['nobody', ['content-length: 10'], '404'],
  ])('%s %j is answered %s before any of it is read', async (platform, headers, status) => {
    expect(await open(platform, headers).answer).toBe(status)
    expect(heard).toEqual([])
  })

  test('a large one by somebody known comes through whole', async () => {
    const { socket, answer } = open('large', [`content-length: ${20 * mb}`, 'token: good'])
    socket.write(Buffer.alloc(20 * mb, 'x'))
    expect(await answer).toBe('200')
    expect(heard).toEqual([20 * mb])
  })

  test('one that never ends is cut at the limit', async () => {
    const { socket, answer } = open('small', ['transfer-encoding: chunked'])
    const piece = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(mb, 'x'), Buffer.from('\r\n')])
    for (let sent = 0; sent <= 17; sent++) socket.write(piece)
    expect(await answer).toBe('413')
    expect(heard).toEqual([])
  })

  test('one that stops in the middle is waited for, but not for long', async () => {
    const { socket, answer } = open('small', ['content-length: 100'])
    socket.write('x')
    expect(await answer).toBe('408')
    expect(heard).toEqual([])
  })

  test('a server that closes waits for no body', async () => {
    const { socket, answer } = open('large', ['content-length: 100'])
    socket.write('x')
    await once(server.server, 'request')
    await server.close()
    expect(await answer).toBe('503')
  })

  test('what the platform does not understand is told as ever', async () => {
    const { socket, answer } = open('small', ['content-length: 3', 'content-type: application/json'])
    socket.write('{"a')
    expect(await answer).toBe('200')
    expect(heard).toEqual([3])
  })
})
