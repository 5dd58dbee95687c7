import { WebSocket } from 'ws'
import { messageOf, PlatformError } from '../../../lib/errors.ts'
import type { DingtalkDeps } from '../deps.ts'

const handshakeMs = 10_000
const mostFrameBytes = 10_000_000

/** Opens a socket within ten seconds; one that failed or came too late leaves nothing behind. Throws PlatformError `unreachable`. */
export async function openSocket(
  { pause }: Pick<DingtalkDeps, 'pause'>,
  url: string,
  { signal, listen }: { signal: AbortSignal; listen: (socket: WebSocket) => void },
): Promise<WebSocket> {
  const socket = new WebSocket(url, { maxPayload: mostFrameBytes, followRedirects: false })
  // Somebody has to listen for as long as it lives, or the process ends.
  socket.on('error', () => undefined)
  // Before it opens: the first frame may come with the answer to the handshake.
  listen(socket)
  const done = new AbortController()
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('closed')))
      void pause(handshakeMs, AbortSignal.any([done.signal, signal])).then(() =>
        reject(new Error('no answer')),
      )
    })
    return socket
  } catch (error) {
    socket.terminate()
    throw new PlatformError('unreachable', `the stream did not open: ${messageOf(error)}`, { cause: error })
  } finally {
    done.abort()
  }
}
