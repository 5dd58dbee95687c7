import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Attempt, Carry, CarryEnd, Push } from './pushes.ts'
import { type Fields, fieldsIn, wordIn } from './shapes.ts'
import {
  type DisconnectReason,
  freeze,
  openSocket,
  type Socket,
  type SocketMeans,
  send,
  tell,
} from './socket.ts'
import type { World } from './world.ts'

/** Every connection of the app: at most ten. https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface Sockets {
  /** How many take payloads now. */
  open(): number
  /** A new single-use address: the answer of apps.connections.open. */
  ticket(): string
  carry: Carry
  /** Says to one socket (or to all) that it should go; a socket that was told so gets no more payloads. */
  disconnects(reason: DisconnectReason, which?: number): void
  /** From now on nothing comes from this socket and nothing goes to it, while TCP stays open. */
  freeze(which?: number): void
  /** Cuts one socket or all. */
  cut(which?: number): void
  /** Sends any frame to all. */
  sends(frame: unknown): void
  /** Every frame the app sent. */
  heard: Fields[]
  close(): void
}

const most = 10

export function openSockets(means: SocketMeans): Sockets {
  const { world } = means
  const wss = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const all: Socket[] = []
  const heard: Fields[] = []
  const waiting = new Map<string, CarryEnd>()
  const alive = (): Socket[] => all.filter(({ ws, leaving }) => ws.readyState === ws.OPEN && !leaving)
  const chosen = (which?: number): Socket[] =>
    which === undefined ? alive() : alive().slice(which, which + 1)

  const hear = (frame: Fields): void => {
    heard.push(frame)
    const id = wordIn(frame, 'envelope_id')
    const end = waiting.get(id)
    waiting.delete(id)
    end?.acknowledged(fieldsIn(frame, 'payload'))
  }

  means.server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '/', 'http://slack').searchParams.get('ticket') ?? ''
    if (!tickets.delete(ticket)) {
      raw.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n')
      return
    }
    wss.handleUpgrade(request, raw, head, (ws) => admit(ws, raw))
  })

  const admit = (ws: WebSocket, raw: Duplex): void => {
    const socket = openSocket(means, { ws, raw, number: all.length })
    if (alive().length >= most) {
      tell(socket, 'too_many_websockets')
      ws.close()
      return
    }
    all.push(socket)
    ws.on('message', (data) => hear(JSON.parse((data as Buffer).toString('utf8')) as Fields))
    send(socket, hello(world, { open: alive().length, number: all.length }))
    world.changed()
  }

  return {
    heard,
    open: () => alive().length,
    ticket() {
      const ticket = world.nextId('ticket')
      tickets.add(ticket)
      return `${world.url.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${world.appId}`
    },
    carry(push, attempt, end) {
      const open = alive()
      const socket = open[means.pick(open.length)]
      if (!socket) {
        end.failed('no_connection')
        return
      }
      waiting.set(attempt.id, end)
      send(socket, envelope(push, attempt))
    },
    disconnects(reason, which) {
      for (const socket of chosen(which)) tell(socket, reason)
    },
    freeze(which) {
      for (const socket of chosen(which)) freeze(world, socket)
    },
    cut(which) {
      for (const { raw } of chosen(which)) raw.destroy()
    },
    sends(frame) {
      for (const socket of alive()) send(socket, frame)
    },
    close() {
      for (const { raw } of all) raw.destroy()
      wss.close()
    },
  }
}

function hello(world: World, { open, number }: { open: number; number: number }): Fields {
  return {
    type: 'hello',
    num_connections: open,
    debug_info: { host: `applink-${number}`, build_number: 10, approximate_connection_time: 18_060 },
    connection_info: { app_id: world.appId },
  }
}

function envelope(push: Push, attempt: Attempt): Fields {
  const isEvent = push.kind === 'events_api'
  const again = attempt.reason !== '' && attempt.reason !== 'twice'
  return {
    envelope_id: attempt.id,
    type: push.kind,
    accepts_response_payload: !isEvent && push.payload.type !== 'block_actions',
    ...(isEvent ? { retry_attempt: again ? push.attempts.length - 1 : 0 } : {}),
    ...(isEvent ? { retry_reason: again ? attempt.reason : '' } : {}),
    payload: push.payload,
  }
}
