import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { watchConnections } from '../../src/server/connections.ts'

let server: Server
const clients: Socket[] = []
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy()
  server.closeAllConnections()
})

/** A server whose answers the test begins and ends, and whose closing ends the way ours does. */
async function listening(graceMs: number, answer: Parameters<typeof createServer>[1]) {
  server = createServer(answer)
  const letGo = watchConnections(server, { graceMs })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return async () => {
    letGo()
    server.close()
    await once(server, 'close')
  }
}

async function client(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  clients.push(socket)
  const there = once(server, 'connection')
  await Promise.all([once(socket, 'connect'), there])
  return socket
}

const request = 'GET / HTTP/1.1\r\nhost: desk\r\n\r\n'
const never = 3_600_000

test('a connection on which nobody asked anything is not waited for', async () => {
  const close = await listening(never, () => undefined)
  const idle = await client()
  const gone = once(idle.resume(), 'close')
  await close()
  await gone
})

test('an answer under way leaves whole; then its connection goes, though it was to be kept', async () => {
  const asked = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const close = await listening(never, (_request, response) => {
    asked.resolve()
    void gate.promise.then(() => response.end('x'.repeat(1_000_000)))
  })
  const socket = await client()
  let heard = ''
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  socket.write(request)
  await asked.promise
  let closed = false
  const closing = close().then(() => (closed = true))
  expect(closed).toBe(false)
  gate.resolve()
  await Promise.all([closing, once(socket, 'close')])
  expect(heard).toMatch(/^HTTP\/1\.1 200 OK/)
  expect(heard.split('\r\n\r\n')[1]).toHaveLength(1_000_000)
})

test('a connection kept for the next request is not waited for', async () => {
  const close = await listening(never, (_request, response) => response.end('said'))
  const socket = await client()
  socket.write(request)
  await once(socket, 'data')
  const gone = once(socket, 'close')
  await close()
  await gone
})

test('an answer that does not end is cut off after the grace', async () => {
  const close = await listening(50, (_request, response) => response.write('the beginning'))
  const socket = await client()
  socket.write(request)
  await once(socket, 'data')
  await close()
})
