import { createHash } from 'node:crypto'
import type { Cursor } from '../platforms/email/examine.ts'

/** One step of trying a mailbox out, as it was asked for. */
export interface AskedStep {
  accountId: string
  id?: string | undefined
  draft: unknown
}

/** Which steps go on with an examination that this process saw begin; any other step begins one. */
export interface Examinations {
  /** Whether the step is the one that was proposed next, for the same draft of the same person; it is that once. */
  goesOn(asked: AskedStep, at: Cursor): boolean
  proposed(asked: AskedStep, next: Cursor): void
}

/** More are not under way at once; who is forgotten begins anew. */
const most = 500

export function createExaminations(): Examinations {
  const awaited = new Set<string>()
  return {
    goesOn: (asked, at) => awaited.delete(markOf(asked, at)),
    proposed(asked, next) {
      awaited.add(markOf(asked, next))
      const [oldest] = awaited
      if (awaited.size > most && oldest !== undefined) awaited.delete(oldest)
    },
  }
}

/** A draft has secrets in it: only its hash is remembered. */
const markOf = ({ accountId, id, draft }: AskedStep, { step, token, attempt, readable }: Cursor): string =>
  createHash('sha256')
    .update(JSON.stringify([accountId, id, draft, step, token, attempt, readable]))
    .digest('base64')
