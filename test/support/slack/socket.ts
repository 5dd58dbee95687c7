import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { World } from './world.ts'

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

/** One connection of the app. */
export interface Socket {
  ws: WebSocket
  raw: Duplex
  /** Nothing comes or goes any more. */
  frozen: boolean
  /** It was told to go and gets no more payloads. */
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

/** Looks after a new connection: pings it, lets it age, tells the world when it ends. */
export function openSocket(
  means: SocketMeans,
  { ws, raw, number }: { ws: WebSocket; raw: Duplex; number: number },
): Socket {
  const { world } = means
  const socket: Socket = { ws, raw, frozen: false, leaving: false }
  if (means.leavesTcpOpen) leaveOpen(raw, () => world.changed())
  const pings = setInterval(() => {
    if (ws.readyState === ws.OPEN && !socket.frozen) ws.ping()
  }, means.pingMs)
  const tells = ageing(means, socket, number)
  ws.on('error', () => undefined)
  ws.on('close', () => {
    clearInterval(pings)
    for (const callOff of tells) callOff()
    world.changed()
  })
  return socket
}

// Sockets opened together do not go together.
function ageing({ world, refreshMs }: SocketMeans, socket: Socket, number: number): (() => void)[] {
  if (refreshMs === undefined) return []
  const age = refreshMs * (1 + (number % 5) / 10)
  return [
    world.clock.after(Math.max(0, age - 10_000), () => tell(socket, 'warning')),
    world.clock.after(age, () => tell(socket, 'refresh_requested')),
  ]
}

// A warning too says disconnect, but the socket still works for ten seconds.
export function tell(socket: Socket, reason: DisconnectReason): void {
  if (reason !== 'warning') socket.leaving = true
  send(socket, { type: 'disconnect', reason, debug_info: { host: 'applink-1' } })
}

export function send({ ws, frozen }: Socket, frame: unknown): void {
  if (!frozen && ws.readyState === ws.OPEN) ws.send(JSON.stringify(frame))
}

/** Makes it half-open: Slack itself notices after half a minute. */
export function freeze(world: World, socket: Socket): void {
  socket.frozen = true
  socket.raw.pause()
  socket.ws.pause()
  world.clock.after(30_000, () => socket.raw.destroy())
}

/** Keeps the TCP connection when the close handshake is over, as the real one does. */
function leaveOpen(raw: Duplex, said: () => void): void {
  raw.end = () => {
    said()
    return raw
  }
}
