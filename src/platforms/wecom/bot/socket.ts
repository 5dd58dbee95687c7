import { type RawData, WebSocket } from 'ws'
import { messageOf, PlatformError } from '../../../lib/errors.ts'
import { botError, notSubscribed } from './fault.ts'
import { type Frame, parseFrame } from './frame.ts'

/** How a connection ended: `kicked`: somebody else connected as the same bot; `silent`: nobody answers any more. */
export type Ending = 'closed' | 'kicked' | 'silent' | 'unsubscribed'

export interface BotSocket {
  /**
   * Sends one frame and waits for its answer; `reqId` is that of the callback it answers, else a new one. Throws
   * PlatformError: `unreachable` where it certainly did not arrive, `uncertain` where nobody answered.
   */
  request(cmd: string, body: unknown, reqId?: string): Promise<void>
  ended: Promise<Ending>
  end(why: Ending): void
}

export interface SocketOptions {
  url: string
  bot: { id: string; secret: string }
  /** Each thing that comes in of itself; some come before the connection is said to be open. */
  onFrame: (socket: BotSocket, frame: Frame) => void
  pace: SocketPace
  /** A word never used before. */
  freshId: () => string
}

export interface SocketPace {
  pingMs: number
  /** An answer takes no longer. */
  answerMs: number
}

interface Waiting {
  resolve: () => void
  reject: (error: PlatformError) => void
  timer: NodeJS.Timeout
}

/** Opens the connection and subscribes. Throws PlatformError: `refused` where the bot's id or secret is wrong. */
export async function openSocket(options: SocketOptions): Promise<BotSocket> {
  const { url, bot, pace } = options
  const ws = new WebSocket(url, { handshakeTimeout: pace.answerMs, maxPayload: 4 << 20 })
  const socket = wire(ws, options)
  try {
    await opened(ws)
    await socket.request('aibot_subscribe', { bot_id: bot.id, secret: bot.secret })
  } catch (error) {
    socket.end('closed')
    throw error
  }
  keepAlive(socket, pace)
  return socket
}

function opened(ws: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    ws.once('open', () => resolve())
    ws.once('error', (error) => reject(new PlatformError('unreachable', messageOf(error))))
    ws.once('close', () => reject(new PlatformError('unreachable', 'closed before it was open')))
  })
}

function wire(ws: WebSocket, { onFrame, pace, freshId }: SocketOptions): BotSocket {
  const waiting = new Map<string, Waiting>()
  const { promise: ended, resolve: tellEnded } = Promise.withResolvers<Ending>()
  const end = (why: Ending): void => {
    tellEnded(why)
    // Half-open connections never say goodbye.
    ws.terminate()
    for (const [, { reject, timer }] of waiting) {
      clearTimeout(timer)
      reject(new PlatformError('uncertain', `the connection ended (${why}) before an answer came`))
    }
    waiting.clear()
  }
  ws.on('error', () => end('closed'))
  ws.on('close', () => end('closed'))
  ws.on('message', (data) => {
    const frame = parseFrame(textOf(data))
    if (!frame) return
    const asked = waiting.get(frame.reqId)
    // A callback carries a cmd, an answer none; they may share a req_id.
    if (frame.cmd || frame.errcode === undefined || !asked) {
      if (frame.cmd) onFrame(socket, frame)
      return
    }
    waiting.delete(frame.reqId)
    clearTimeout(asked.timer)
    if (frame.errcode === 0) return asked.resolve()
    asked.reject(botError(frame.errcode, frame.errmsg))
    if (frame.errcode === notSubscribed) end('unsubscribed')
  })
  const request = (cmd: string, body: unknown, reqId = `${cmd}_${freshId()}`): Promise<void> =>
    new Promise((resolve, reject) => {
      if (ws.readyState !== WebSocket.OPEN) return reject(new PlatformError('unreachable', 'not connected'))
      if (waiting.has(reqId)) return reject(new PlatformError('refused', 'answered already'))
      const timer = setTimeout(() => {
        waiting.delete(reqId)
        reject(new PlatformError('uncertain', `no answer within ${pace.answerMs / 1000} s`))
      }, pace.answerMs)
      waiting.set(reqId, { resolve, reject, timer })
      ws.send(JSON.stringify({ cmd, headers: { req_id: reqId }, ...(body === undefined ? {} : { body }) }))
    })
  const socket = { request, ended, end }
  return socket
}

/** Asks every so often whether anybody is there; one unanswered question ends the connection. */
function keepAlive(socket: BotSocket, { pingMs }: SocketPace): void {
  const timer = setInterval(() => {
    socket.request('ping', undefined).catch(() => socket.end('silent'))
  }, pingMs)
  void socket.ended.then(() => clearInterval(timer))
}

/** What came, however the socket hands it over. */
const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)).toString('utf8')
