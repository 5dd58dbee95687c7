import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export interface Closing {
  /** How long answers that are under way may still take. */
  graceMs: number
}

/** Longer than any answer of ours takes to somebody who reads it. */
const usualClosing: Closing = { graceMs: 10_000 }

/**
 * Watches the server's connections; the returned function, called when it begins to close, lets each go once the
 * answer under way on it has left, and all that are left after the grace. By itself a closing server waits for as
 * long as the other side likes: for a connection that browsers open in advance and never use, for one that is kept
 * for the next request, for an answer that does not end.
 */
export function watchConnections(server: Server, { graceMs }: Closing = usualClosing): () => void {
  const underWay = new Map<Socket, number>()
  let closing = false
  const letGo = (socket: Socket): void => {
    if (closing && !underWay.get(socket)) socket.destroySoon()
  }
  server.on('connection', (socket: Socket) => {
    underWay.set(socket, 0)
    socket.once('close', () => underWay.delete(socket))
    letGo(socket)
  })
  server.on('request', ({ socket }, response) => {
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1)
    response.once('close', () => {
      if (!underWay.has(socket)) return
      underWay.set(socket, (underWay.get(socket) ?? 1) - 1)
      letGo(socket)
    })
  })
  return () => {
    closing = true
    for (const socket of underWay.keys()) letGo(socket)
    const cut = setTimeout(() => {
      for (const socket of underWay.keys()) socket.destroy()
    }, graceMs)
    server.once('close', () => clearTimeout(cut))
  }
}
