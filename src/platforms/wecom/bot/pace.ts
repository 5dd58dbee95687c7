import type { LeasePace } from '../../../lib/lease.ts'
import type { SocketPace } from './socket.ts'

/** How long things take at most, in milliseconds. */
export interface BotPace extends SocketPace {
  lease: LeasePace
  /** A pressed card is answered by then: WeCom takes no answer after five seconds. */
  pressMs: number
  /** How long the new card is waited for once an act is done. */
  cardMs: number
  /** How often the one who holds the connection looks for what others want to send. */
  lookMs: number
  /** How often a sender looks what became of it. */
  askMs: number
  /** How long a sender waits for somebody to take it. */
  patienceMs: number
}

export const botPace: BotPace = {
  pingMs: 30_000,
  answerMs: 8_000,
  // Another process takes over seconds after this one died.
  lease: { forMs: 8_000, renewMs: 2_500, askMs: 1_000 },
  pressMs: 3_500,
  cardMs: 1_500,
  lookMs: 500,
  askMs: 100,
  patienceMs: 12_000,
}
