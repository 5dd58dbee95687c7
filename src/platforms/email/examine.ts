import { setTimeout as pause } from 'node:timers/promises'
import type { Examination, Finding } from './examine/examination.ts'
import { lookFor, notFound } from './examine/look-for.ts'
import { tryReading } from './examine/try-reading.ts'
import { trySending } from './examine/try-sending.ts'
import type { Mailbox } from './mailbox.ts'

/** Where an examination stands: each step is one request of its own, for a proxy waits for none longer than a minute. */
export interface Cursor {
  step: 'reading' | 'sending' | 'looking'
  /** Names the test mail. */
  token: string
  /** How often it was looked for. */
  attempt: number
  /** Whether the mailbox can be read, so that what is sent can be found again. */
  readable: boolean
}

/** What a step found, and what comes next, after `afterMs`; nothing where that was all. */
export interface Examined {
  findings: Finding[]
  /** Receiving servers that may be believed. */
  trusted: string[]
  next?: Cursor & { afterMs: number }
}

/** Before each look; a minute together. */
const pausesMs = [2_000, 4_000, 8_000, 12_000, 16_000, 18_000]
const secondsUntil = (attempt: number): number =>
  pausesMs.slice(0, attempt + 1).reduce((sum, ms) => sum + ms, 0) / 1000

export const firstCursor: Cursor = { step: 'reading', token: '', attempt: 0, readable: false }

/** Takes one step of trying a mailbox out: read, send, look for what was sent. Never throws for what it finds. */
export async function examineStep(exam: Examination, mailbox: Mailbox, at: Cursor): Promise<Examined> {
  if (at.step === 'reading') {
    const { findings, readable } = await tryReading(exam, mailbox)
    const token = exam.deps.randomToken()
    return { findings, trusted: [], next: { ...at, step: 'sending', token, readable, afterMs: 0 } }
  }
  if (at.step === 'sending') {
    const { findings, sent } = await trySending(exam, mailbox, at.token)
    if (!sent || !at.readable) return { findings, trusted: [] }
    return { findings, trusted: [], next: { ...at, step: 'looking', afterMs: pausesMs[0] ?? 0 } }
  }
  const seconds = secondsUntil(at.attempt)
  const { findings, trusted, found } = await lookFor(exam, mailbox, { token: at.token, seconds })
  if (found) return { findings, trusted }
  const attempt = at.attempt + 1
  const afterMs = pausesMs[attempt]
  if (afterMs === undefined) return { findings: [...findings, notFound(exam, mailbox, seconds)], trusted }
  return { findings: [], trusted, next: { ...at, attempt, afterMs } }
}

/** The whole examination, step by step; `wait` for tests. */
export async function* examineMailbox(
  exam: Examination,
  mailbox: Mailbox,
  wait: (ms: number) => Promise<unknown> = pause,
): AsyncIterable<Finding> {
  let at: (Cursor & { afterMs: number }) | undefined = { ...firstCursor, afterMs: 0 }
  while (at) {
    await wait(at.afterMs)
    const examined: Examined = await examineStep(exam, mailbox, at)
    yield* examined.findings
    at = examined.next
  }
}
