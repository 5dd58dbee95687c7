import { DWClient } from 'dingtalk-stream'
import { messageOf, PlatformError } from '../../../lib/errors.ts'
import type { DingtalkDeps } from '../deps.ts'
import { type Frame, readFrame } from './frame.ts'
import { openGateway } from './gateway.ts'

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

/** What is used of the socket, which the SDK keeps to itself. */
interface Socket {
  on(name: string, listener: () => void): unknown
  ping(): void
  terminate(): void
  readonly readyState: number
}

const handshakeMs = 10_000
const openState = 1

/**
 * Opens one connection with a client of its own. The SDK (2.1.5) is used for its frames and answers; replaced on
 * this one client are: opening (`connect` hides failures and may open 2^n connections), the gateway's address
 * (hard coded), the list of subscriptions (shared by all clients), reading frames (falls over what is none),
 * answers to events (given before anything was done), heartbeat (leaks its timer). Throws PlatformError.
 */
export async function openConnection(deps: DingtalkDeps, take: Take, signal: AbortSignal): Promise<Connection> {
  const client = contained(deps, signal)
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
  client.onDownStream = (data: unknown) => {
    heardAt = deps.now()
    const frame = readFrame(String(data))
    if (!frame) return deps.log.warn({ bytes: String(data).length }, 'what DingTalk sent is no frame')
    if (frame.type === 'EVENT') return pass(frame, answerOnce(client, frame))
    if (frame.type === 'CALLBACK') return client.onCallback(frame.raw)
    client.onSystem(frame.raw)
    if (frame.topic === 'disconnect') ended.resolve('asked')
  }
  await client.getEndpoint()
  const socket = await handshake(deps, client, signal)
  socket.on('pong', () => {
    heardAt = deps.now()
  })
  socket.on('close', () => ended.resolve('closed'))
  if (socket.readyState !== openState) ended.resolve('closed')
  return {
    ended: ended.promise,
    heardAt: () => heardAt,
    ping: () => void (socket.readyState === openState && socket.ping()),
    cut: () => socket.terminate(),
  }
}

function contained(deps: DingtalkDeps, signal: AbortSignal): DWClient {
  const { clientId, clientSecret } = deps.settings
  const client = new DWClient({ clientId, clientSecret, keepAlive: false })
  client.config.autoReconnect = false
  // Its default is one array for all clients, to which each adds.
  client.config.subscriptions = [{ type: 'EVENT', topic: '*' }]
  client.getEndpoint = async () =>
    Object.assign(client, { dw_url: await openGateway(deps, client.config.subscriptions, signal) }) as DWClient
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

/** The SDK's own, within a time; one that failed or came too late leaves no socket behind. */
async function handshake({ pause }: DingtalkDeps, client: DWClient, signal: AbortSignal): Promise<Socket> {
  const done = new AbortController()
  const late = pause(handshakeMs, AbortSignal.any([done.signal, signal])).then(() => {
    if (!done.signal.aborted) throw new Error('no answer to the handshake')
  })
  try {
    await Promise.race([client._connect(), late.then(() => never)])
    const socket = socketOf(client)
    if (!socket) throw new Error('no socket')
    return socket
  } catch (error) {
    socketOf(client)?.terminate()
    throw new PlatformError('unreachable', `the stream did not open: ${messageOf(error)}`, { cause: error })
  } finally {
    done.abort()
  }
}

const never = new Promise<never>(() => undefined)

const socketOf = (client: DWClient): Socket | undefined => Reflect.get(client, 'socket') as Socket | undefined
