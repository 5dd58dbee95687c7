import { DWClient } from 'dingtalk-stream'
import { type RawData, WebSocket } from 'ws'
import { messageOf } from '../../../lib/errors.ts'
import type { DingtalkDeps } from '../deps.ts'
import { type Frame, readFrame } from './frame.ts'
import { openGateway } from './gateway.ts'
import { openSocket } from './socket.ts'

export const robotTopic = '/v1.0/im/bot/messages/get'
export const cardTopic = '/v1.0/card/instances/callback'

/** Takes a frame; `answer` acknowledges it, once, with the data DingTalk wants. */
export type Take = (frame: Frame, answer: (data: unknown) => void) => void

/** One connection of a stream, from its opening to its end. */
export interface Connection {
  /** `asked`: DingTalk sends nothing more by it and closes it in ten seconds. */
  ended: Promise<'closed' | 'asked'>
  /** When it was last heard of, by the held clock. */
  heardAt(): Date
  ping(): void
  /** Cuts it, however the other side feels. */
  cut(): void
}

/**
 * Opens one connection with a client of its own. The SDK (2.1.5) is used for its frames and answers; replaced on
 * this one client are: opening (`connect` hides failures and may open 2^n connections), the gateway's address
 * (hard coded), the list of subscriptions (shared by all clients), reading frames (falls over what is none),
 * answers to events (given before anything was done), the socket (no time limit, writes to the console, a heartbeat
 * that leaks its timer). Throws PlatformError.
 */
export async function openConnection(
  deps: DingtalkDeps,
  take: Take,
  signal: AbortSignal,
): Promise<Connection> {
  const client = contained(deps)
  let heardAt = deps.now()
  const ended = Promise.withResolvers<'closed' | 'asked'>()
  const pass: Take = (frame, answer) => {
    try {
      take(frame, answer)
    } catch (error) {
      deps.log.error({ topic: frame.topic, error: messageOf(error) }, 'a frame of DingTalk was not taken')
    }
  }
  listen(client, pass)
  client.onDownStream = (data: string) => {
    heardAt = deps.now()
    const frame = readFrame(data)
    if (!frame) return deps.log.warn({ length: data.length }, 'what DingTalk sent is no frame')
    if (frame.type === 'EVENT') return pass(frame, answerOnce(client, frame))
    if (frame.type === 'CALLBACK') return client.onCallback(frame.raw)
    client.onSystem(frame.raw)
    if (frame.topic === 'disconnect') ended.resolve('asked')
  }
  const url = await openGateway(deps, client.config.subscriptions, signal)
  const listenTo = (socket: WebSocket): void => {
    // Where the SDK looks for it when it answers.
    Object.assign(client, { socket })
    socket.on('message', (data) => client.onDownStream(textOf(data)))
    socket.on('pong', () => {
      heardAt = deps.now()
    })
    socket.on('close', () => ended.resolve('closed'))
  }
  const socket = await openSocket(deps, url, { signal, listen: listenTo })
  return {
    ended: ended.promise,
    heardAt: () => heardAt,
    ping: () => void (socket.readyState === WebSocket.OPEN && socket.ping()),
    cut: () => socket.terminate(),
  }
}

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString('utf8')

function contained(deps: DingtalkDeps): DWClient {
  const { clientId, clientSecret } = deps.settings
  const client = new DWClient({ clientId, clientSecret, keepAlive: false })
  client.config.autoReconnect = false
  // Its default is one array for all clients, to which each adds.
  client.config.subscriptions = [{ type: 'EVENT', topic: '*' }]
  return client
}

function listen(client: DWClient, take: Take): void {
  for (const topic of [robotTopic, cardTopic])
    client.registerCallbackListener(topic, (message) => {
      const frame = readFrame(JSON.stringify(message))
      if (frame) take(frame, answerOnce(client, frame))
    })
}

function answerOnce(client: DWClient, { messageId }: Frame): (data: unknown) => void {
  let answered = false
  return (data) => {
    if (answered) return
    answered = true
    // On a socket that is gone it says nothing: DingTalk sends again what was not answered.
    client.send(messageId, data)
  }
}
