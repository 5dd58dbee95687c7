import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { type Answer, refusal } from './faults.ts'
import type { HeldClock } from './held-clock.ts'
import type { World } from './world.ts'

export interface Ack {
  code: number
  headers: { messageId: string }
  message: string
  data: string
}

/** One connection as the gateway sees it. */
export interface Link {
  id: string
  socket: WebSocket
  subscriptions: { type: string; topic: string }[]
  /** It was told to go: nothing more comes by it. */
  leaving: boolean
  /** The network swallows everything in both directions, and nobody is told. */
  dead: boolean
}

interface Frame {
  type: 'SYSTEM' | 'EVENT' | 'CALLBACK'
  topic: string
  data: unknown
  headers?: Record<string, string>
}

/** How the next connections fail: at the open call, at the handshake, or by an answer that never comes. */
type OpenFault = 'refused' | 'broken' | 'handshake' | 'hanging handshake' | 'html'

export interface Gateway {
  links: Link[]
  /** Every open call, by the held clock. */
  opens: { at: Date; subscriptions: unknown; ua: string }[]
  acks: Ack[]
  /** What waits for somebody to connect. */
  waiting: number
  fail(...faults: OpenFault[]): void
  /** Sends a frame by any live connection, or when there is one; answers its message id. */
  push(frame: Frame): string
  /** The answer to a frame; waits for it. */
  acked(messageId: string): Promise<Ack>
  /** The same frame once more, as it happens. */
  again(messageId: string): void
  /** Frames that were not answered are sent again after so much time each; none where DingTalk forgets them. */
  retries: number[]
  /** Something that is no frame. */
  garble(raw: string): void
  /** Tells every connection to go: silent from now on, closed in ten seconds. */
  disconnectAll(): void
  /** Every connection is dead and nobody is told. */
  goSilent(): void
  /** Sockets break. */
  breakAll(): void
  ping(): string
  open(body: unknown, base: string): Answer
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  close(): Promise<void>
}

const ticketMs = 90_000
const disconnectMs = 10_000

export function createGateway(world: World, clock: HeldClock): Gateway {
  const server = new WebSocketServer({ noServer: true, autoPong: false })
  const tickets = new Map<string, { until: number; subscriptions: Link['subscriptions'] }>()
  const frames = new Map<string, { text: string; topic: string; type: string }>()
  const queue: string[] = []
  const waiters = new Map<string, (ack: Ack) => void>()
  const answered = new Map<string, Ack>()
  const hanging = new Set<Duplex>()
  const openFaults: OpenFault[] = []
  let turn = 0
  const live = (): Link[] =>
    gateway.links.filter((link) => !link.leaving && link.socket.readyState === WebSocket.OPEN)
  const wants = (link: Link, { topic, type }: { topic: string; type: string }): boolean =>
    type === 'SYSTEM' ||
    link.subscriptions.some((one) => one.type === type && (one.topic === '*' || one.topic === topic))

  /** Whoever of several connections gets it is a matter of chance: here they take turns. */
  const send = (messageId: string): void => {
    const frame = frames.get(messageId)
    if (!frame) return
    const links = live().filter((link) => wants(link, frame))
    const link = links[turn++ % Math.max(1, links.length)]
    if (!link) return void queue.push(messageId)
    if (!link.dead) link.socket.send(frame.text)
    for (const [index, after] of gateway.retries.entries()) {
      if (index > 0 && gateway.retries[index - 1] === after) continue
      clock.after(after, () => {
        if (!answered.has(messageId)) resend(messageId)
      })
    }
  }
  const resend = (messageId: string): void => {
    const frame = frames.get(messageId)
    const [link] = live().filter((one) => !one.dead && frame && wants(one, frame))
    if (frame && link) link.socket.send(frame.text)
    else queue.push(messageId)
  }
  const accept = (socket: WebSocket, subscriptions: Link['subscriptions']): void => {
    const link: Link = { id: randomUUID(), socket, subscriptions, leaving: false, dead: false }
    gateway.links.push(link)
    socket.on('ping', (data) => {
      if (!link.dead) socket.pong(data)
    })
    socket.on('message', (raw: Buffer) => {
      if (link.dead) return
      const ack = JSON.parse(raw.toString('utf8')) as Ack
      gateway.acks.push(ack)
      const { messageId } = ack.headers
      answered.set(messageId, ack)
      waiters.get(messageId)?.(ack)
      waiters.delete(messageId)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => gateway.links.splice(gateway.links.indexOf(link), 1))
    setImmediate(() => {
      for (const messageId of queue.splice(0)) resend(messageId)
    })
  }
  const gateway: Gateway = {
    links: [],
    opens: [],
    acks: [],
    retries: [16_000, 60_000],
    get waiting() {
      return queue.length
    },
    fail: (...faults) => openFaults.push(...faults),
    push({ type, topic, data, headers }) {
      const messageId = randomUUID()
      const text = JSON.stringify({
        specVersion: '1.0',
        type,
        headers: {
          topic,
          messageId,
          contentType: 'application/json',
          time: String(world.now().getTime()),
          appId: 'fake',
          connectionId: 'fake',
          ...headers,
        },
        data: JSON.stringify(data),
      })
      frames.set(messageId, { text, topic, type })
      send(messageId)
      return messageId
    },
    acked: async (messageId) =>
      answered.get(messageId) ?? (await new Promise((resolve) => waiters.set(messageId, resolve))),
    again: resend,
    garble(raw) {
      for (const link of live()) link.socket.send(raw)
    },
    disconnectAll() {
      for (const link of live()) {
        const reason = JSON.stringify({ reason: 'connection is expired' })
        const headers = { topic: 'disconnect', messageId: randomUUID(), contentType: 'application/json' }
        link.socket.send(JSON.stringify({ specVersion: '1.0', type: 'SYSTEM', headers, data: reason }))
        link.leaving = true
        clock.after(disconnectMs, () => link.socket.terminate())
      }
    },
    goSilent() {
      for (const link of live()) link.dead = true
    },
    breakAll() {
      for (const { socket } of gateway.links) socket.terminate()
    },
    ping() {
      return gateway.push({ type: 'SYSTEM', topic: 'ping', data: { opaque: randomUUID() } })
    },
    open(body, base) {
      const {
        clientId,
        clientSecret,
        subscriptions = [],
        ua = '',
      } = body as {
        clientId?: string
        clientSecret?: string
        subscriptions?: Link['subscriptions']
        ua?: string
      }
      gateway.opens.push({ at: world.now(), subscriptions, ua })
      if (openFaults[0] === 'refused' || openFaults[0] === 'broken' || openFaults[0] === 'html') {
        const fault = openFaults.shift()
        if (fault === 'html') return { status: 200, body: '<xml/>', html: true }
        return fault === 'refused' ? refusal(403, 'Forbidden', 'no') : refusal(503, 'unavailable', 'busy')
      }
      if (clientId !== world.clientId || clientSecret !== world.clientSecret)
        return refusal(401, 'authFailed', '鉴权失败')
      const ticket = `${randomUUID()}+/=`
      tickets.set(ticket, { until: world.now().getTime() + ticketMs, subscriptions })
      return { status: 200, body: { endpoint: `${base.replace('http', 'ws')}/connect`, ticket } }
    },
    upgrade(request, socket, head) {
      const fault =
        openFaults[0] === 'handshake' || openFaults[0] === 'hanging handshake'
          ? openFaults.shift()
          : undefined
      if (fault === 'hanging handshake') {
        hanging.add(socket)
        return
      }
      if (fault === 'handshake') {
        socket.destroy()
        return
      }
      const ticket = new URL(request.url ?? '/', 'http://fake').searchParams.get('ticket') ?? ''
      const known = tickets.get(ticket)
      tickets.delete(ticket)
      if (known && known.until >= world.now().getTime())
        server.handleUpgrade(request, socket, head, (ws) => accept(ws, known.subscriptions))
      else socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    },
    async close() {
      for (const socket of hanging) socket.destroy()
      for (const { socket } of gateway.links) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return gateway
}
