import { isForPerson, type ReadingFault } from './fault.ts'
import type { Pace } from './pace.ts'

export interface Failing {
  /** In a row, this one included. */
  failures: number
  fault: ReadingFault | undefined
  /** A number in [0, 1): mailboxes of one server must not come back all at once. */
  jitter: number
}

/** How long to wait before the next try, in milliseconds: between half and one and a half of what doubles each time, up to the longest. */
export function retryAfter({ failures, fault, jitter }: Failing, pace: Pace): number {
  const spread = 0.5 + jitter
  if (fault && isForPerson(fault)) return Math.round(pace.retryByPersonMs * spread)
  const doubled = pace.retryMs * 2 ** Math.min(failures - 1, 30)
  return Math.round(Math.min(doubled * spread, pace.retryMostMs))
}

/** Whether it is told: at once what only a person mends, the rest when it goes on. */
export const isTold = (fault: ReadingFault, failures: number): boolean => isForPerson(fault) || failures >= 3
