import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { ComposedMail } from '../write/compose.ts'
import { faultOf, type SmtpError, type SmtpFault } from './fault.ts'
import type { Outlet, SmtpLimits } from './outlets.ts'

/** `taken`: the server answers for it now. */
export type Verdict = 'taken' | SmtpFault

export interface HandedOver {
  /** In time for whoever waits; uncertain where the server has all of it and says nothing yet. */
  soon: Promise<Verdict>
  /** What became of it in the end. */
  verdict: Promise<Verdict>
}

/**
 * Gives a mail to its server. A mail of which the end was not handed over in time is taken back; one that was waits
 * for its answer on, as it may have been taken.
 */
export function handOver(outlet: Outlet, mail: ComposedMail, limits: SmtpLimits): HandedOver {
  const stop = new AbortController()
  const done = new AbortController()
  let source: Readable | undefined
  // What is read to its end was followed by the final dot: before that no server can have taken it.
  const ended = (): boolean => source?.readableEnded ?? false
  const watch = (stream: Readable): Readable => {
    source = stream
    return stream
  }
  const verdict = outlet
    .send({ ...mail, signal: stop.signal }, watch)
    .then((): Verdict => 'taken')
    .catch((error: SmtpError): Verdict => faultOf(error, ended()))
    .finally(() => done.abort())
  const late = after(limits.wholeMs, done.signal).then((): Verdict | Promise<Verdict> => {
    if (ended()) {
      void after(limits.answerMs, done.signal).then(() => stop.abort())
      return { reason: 'uncertain', word: 'late', said: '' }
    }
    stop.abort()
    return verdict
  })
  return { soon: Promise.race([verdict, late]), verdict }
}

/** Resolves after so long, or when nobody needs it any more. */
const after = async (ms: number, done: AbortSignal): Promise<void> =>
  await pause(ms, undefined, { signal: done, ref: false }).catch(() => undefined)
