import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { ComposedMail } from '../write/compose.ts'
import { faultOf, type SmtpError, type SmtpFault } from './fault.ts'
import type { SenderLimits } from './options.ts'
import type { Onlooker, Outlet } from './outlets.ts'

/** `taken`: the server answers for it now. */
export type Verdict = 'taken' | SmtpFault

export interface HandedOver {
  /** In time for whoever waits; uncertain while it is sent on, or the server has all of it and says nothing yet. */
  soon: Promise<{ what: Verdict; over: boolean }>
  /** What became of it in the end. */
  verdict: Promise<Verdict>
}

const askAgainMs = 30_000
/** What the slowest line brings over in a second. */
const bytesPerSecond = 100_000

/**
 * Gives a mail to its server. Its time counts from its turn and grows with its size. A mail of which the end was not
 * handed over in that time is taken back; one that was waits for its answer on, as it may have been taken.
 */
export function handOver(outlet: Outlet, mail: ComposedMail, limits: SenderLimits): HandedOver {
  const stop = new AbortController()
  const done = new AbortController()
  let source: Readable | undefined
  // What is read to its end was followed by the final dot: before that no server can have taken it.
  const ended = (): boolean => source?.readableEnded ?? false
  const takeBack = async (afterMs: number): Promise<void> => {
    await after(afterMs, done.signal)
    if (ended()) await after(limits.answerMs, done.signal)
    stop.abort()
  }
  const onlooker: Onlooker = {
    begins() {
      void takeBack(limits.wholeMs + (sizeOf(mail) / bytesPerSecond) * 1000)
    },
    streams(stream) {
      source = stream
    },
  }
  const verdict = outlet
    .send({ ...mail, signal: stop.signal }, onlooker)
    .then((): Verdict => 'taken')
    .catch((error: SmtpError): Verdict => faultOf(error, ended()))
    .finally(() => done.abort())
  const late = after(limits.soonMs, done.signal).then(
    (): Verdict => ({
      reason: 'uncertain',
      said: '',
      ...(ended() ? { word: 'late' } : { word: 'waiting', retryAfterMs: askAgainMs }),
    }),
  )
  const told = async (from: Promise<Verdict>, over: boolean) => ({ what: await from, over })
  return { soon: Promise.race([told(verdict, true), told(late, false)]), verdict }
}

/** Bytes that a mail's files are on their way (RFC 2045, 6.8: 4 for 3, and the ends of lines); the rest is small. */
function sizeOf({ attachments = [] }: ComposedMail): number {
  const sizes = attachments.map(({ content }) => (Buffer.isBuffer(content) ? content.length : 0))
  return sizes.reduce((sum, size) => sum + size, 0) * 1.37
}

/** Resolves after so long, or when nobody needs it any more. */
const after = async (ms: number, done: AbortSignal): Promise<void> =>
  await pause(ms, undefined, { signal: done, ref: false }).catch(() => undefined)
