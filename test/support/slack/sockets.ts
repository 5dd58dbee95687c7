import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Carry, CarryEnd } from './pushes.ts'
import { type Fields, fieldsIn } from './shapes.ts'
import type { World } from './world.ts'

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

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

interface Socket {
  ws: WebSocket
  raw: Duplex
  frozen: boolean
  leaving: boolean
}

export interface SocketMeans {
  world: World
  server: Server
  /** Which of so many sockets gets the next payload. */
  pick: (count: number) => number
  pingMs: number
  /** After this long a socket is asked to refresh, with a warning ten seconds before; never when absent. */
  refreshMs?: number
  /** Real Slack answers the close frame and leaves TCP to the client. */
  leavesTcpOpen: boolean
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
    const id = String(frame.envelope_id ?? '')
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
    const socket: Socket = { ws, raw, frozen: false, leaving: false }
    if (means.leavesTcpOpen) leaveOpen(raw, () => world.changed())
    if (alive().length >= most) {
      tell(socket, 'too_many_websockets')
      ws.close()
      return
    }
    all.push(socket)
    ws.on('message', (data) => hear(JSON.parse(String(data)) as Fields))
    ws.on('close', () => world.changed())
    ws.on('error', () => undefined)
    const pings = setInterval(() => {
      if (ws.readyState === ws.OPEN && !socket.frozen) ws.ping()
    }, means.pingMs)
    ws.on('close', () => clearInterval(pings))
    ageing(socket)
    send(socket, {
      type: 'hello',
      num_connections: alive().length,
      debug_info: { host: `applink-${all.length}`, build_number: 10, approximate_connection_time: 18_060 },
      connection_info: { app_id: world.appId },
    })
    world.changed()
  }

  const ageing = (socket: Socket): void => {
    const { refreshMs } = means
    if (refreshMs === undefined) return
    const tells = [
      world.clock.after(Math.max(0, refreshMs - 10_000), () => tell(socket, 'warning')),
      world.clock.after(refreshMs, () => tell(socket, 'refresh_requested')),
    ]
    socket.ws.on('close', () => {
      for (const callOff of tells) callOff()
    })
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
      const again = attempt.reason && attempt.reason !== 'twice'
      send(socket, {
        envelope_id: attempt.id,
        type: push.kind,
        accepts_response_payload: push.kind !== 'events_api' && push.payload.type !== 'block_actions',
        ...(push.kind === 'events_api'
          ? { retry_attempt: again ? push.attempts.length - 1 : 0, retry_reason: again ? attempt.reason : '' }
          : {}),
        payload: push.payload,
      })
    },
    disconnects(reason, which) {
      for (const socket of chosen(which)) tell(socket, reason)
    },
    freeze(which) {
      for (const socket of chosen(which)) {
        socket.frozen = true
        socket.raw.pause()
        socket.ws.pause()
      }
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

// A warning too says disconnect, but the socket still works for ten seconds.
function tell(socket: Socket, reason: DisconnectReason): void {
  if (reason !== 'warning') socket.leaving = true
  send(socket, { type: 'disconnect', reason, debug_info: { host: 'applink-1' } })
}

function send({ ws, frozen }: Socket, frame: unknown): void {
  if (!frozen && ws.readyState === ws.OPEN) ws.send(JSON.stringify(frame))
}

/** Keeps the TCP connection when the close handshake is over, as the real one does. */
function leaveOpen(raw: Duplex, said: () => void): void {
  raw.end = () => {
    said()
    return raw
  }
}
