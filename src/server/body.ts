import type { Readable } from 'node:stream'
import { ForbiddenError } from '../lib/errors.ts'
import type { Platform, WebhookRequest } from '../platforms/platform.ts'

/** The largest body that is read of anybody; a platform says in words where its own limit is. */
export const bodyMax = 16 * 1024 * 1024

/** How long a body may take. */
export interface Patience {
  /** From one piece of it to the next. */
  idleMs: number
  /** From its beginning to its end. */
  wholeMs: number
}

/** How much of a body is taken, for how long, and until when at all. */
export interface Reading extends Patience {
  most: number
  closing: AbortSignal
}

/** A large mail over a thin line is let through; what trickles for ever is not. */
export const usualPatience: Patience = { idleMs: 30_000, wholeMs: 600_000 }

type Fault = 400 | 408 | 413 | 503

/** The body cannot be taken: `statusCode` 413 (too large), 408 (too slow), 400 (cut off) or 503 (the server closes). */
export class BodyError extends Error {
  override name = 'BodyError'
  readonly statusCode: Fault
  constructor(statusCode: Fault, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}

/**
 * How many bytes the body of a request may have, known from its head alone: more than is read of anybody only where
 * the platform takes large ones and admits the sender. Throws BodyError where it says itself that it is longer, and
 * ForbiddenError where its sender is not admitted.
 */
export async function allowanceOf(
  { large }: Pick<Platform, 'large'>,
  headers: WebhookRequest['headers'],
): Promise<number> {
  const declared = headers['content-length']
  const length = declared === undefined ? undefined : Number(declared)
  if (length !== undefined && length <= bodyMax) return bodyMax
  const most = Math.max(bodyMax, large?.bytes ?? 0)
  if (length !== undefined && length > most) throw new BodyError(413, `a body of ${length} bytes`)
  if (!large || (await large.admits(headers))) return most
  if (length !== undefined) throw new ForbiddenError('a large body by somebody unknown')
  return bodyMax
}

/** Reads a body to its end: at most so many bytes, and no longer than one has patience. Throws BodyError. */
export function readBody(payload: Readable, { most, idleMs, wholeMs, closing }: Reading): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const pieces: Buffer[] = []
  let bytes = 0
  const late = (): void => fail(408, 'the body takes too long')
  const whole = setTimeout(late, wholeMs)
  const idle = setTimeout(late, idleMs)
  const take = (piece: Buffer): void => {
    bytes += piece.length
    pieces.push(piece)
    idle.refresh()
    if (bytes > most) fail(413, `a body of more than ${most} bytes`)
  }
  const end = (): void => {
    leave()
    resolve(Buffer.concat(pieces, bytes))
  }
  const cut = (): void => fail(400, 'the body was cut off')
  const stop = (): void => fail(503, 'the server closes')
  const leave = (): void => {
    closing.removeEventListener('abort', stop)
    clearTimeout(whole)
    clearTimeout(idle)
    payload.off('data', take).off('end', end).off('error', cut).off('close', cut)
  }
  const fail = (statusCode: Fault, message: string): void => {
    leave()
    // What is still to come stays unread; the connection is closed after the answer.
    payload.pause()
    payload.on('error', () => undefined)
    reject(new BodyError(statusCode, message))
  }
  closing.addEventListener('abort', stop)
  payload.on('data', take).on('end', end).on('error', cut).on('close', cut)
  if (closing.aborted) stop()
  return promise
}
