import { PlatformError } from '../../lib/errors.ts'
import type { Say } from './fault.ts'

/** How fast Slack takes messages. https://docs.slack.dev/apis/web-api/rate-limits */
export interface Rates {
  /** Between two messages in one channel, in the long run. */
  channelMs: number
  /** Between two messages in one workspace, in the long run; between two changes it is four times as long (tier 3). */
  workspaceMs: number
  /** So many may go at once after a rest. */
  channelBurst: number
  workspaceBurst: number
  /** Whoever has to wait longer tries again later, for others wait behind it. */
  mostWaitMs: number
}

/** About a message a second in a channel, 240 a minute in a workspace. */
const usualRates: Rates = {
  channelMs: 1_000,
  workspaceMs: 250,
  channelBurst: 3,
  workspaceBurst: 30,
  mostWaitMs: 3_000,
}

export interface Pace {
  /**
   * Waits until something may be posted (or changed) in a channel. Throws PlatformError `unreachable`, with
   * `retryAfterMs`, where that is too long.
   */
  turn(kind: 'post' | 'update', at: { team?: string; channel: string }): Promise<void>
  /**
   * Slack limited this: nothing is posted in the channel for so long, while everything else goes on; changes are limited
   * in the whole workspace.
   */
  limited(kind: 'post' | 'update', at: { team?: string; channel: string }, retryAfterMs: number): void
}

export interface PaceOptions {
  now: () => Date
  pause: (ms: number) => Promise<unknown>
  say: Say
  rates?: Rates
}

/** When the next one may go: each takes its turn's length, and turns not taken are saved up to a burst. */
type Turns = Map<string, number>

const mostKept = 2_000

/** Keeps the pace of one process; others beside it are noticed by Slack's answers. */
export function createPace({ now, pause, say, rates = usualRates }: PaceOptions): Pace {
  const turns: Turns = new Map()
  const stopped = new Map<string, number>()
  const channelKey = ({ team = '', channel }: { team?: string; channel: string }): string =>
    `${team}/${channel}`
  const workspaceKey = (kind: string, { team = '' }: { team?: string }): string => `${kind} ${team}`
  return {
    async turn(kind, at) {
      const time = now().getTime()
      const channel = { key: channelKey(at), everyMs: rates.channelMs, burst: rates.channelBurst }
      const everyMs = kind === 'post' ? rates.workspaceMs : 4 * rates.workspaceMs
      const workspace = { key: workspaceKey(kind, at), everyMs, burst: rates.workspaceBurst }
      // How often a channel's messages change is nobody's limit but the workspace's.
      const both = kind === 'post' ? [channel, workspace] : [workspace]
      const free = both.map(({ key, everyMs, burst }) => (turns.get(key) ?? 0) - everyMs * (burst - 1))
      const stops = both.map(({ key }) => stopped.get(key) ?? 0)
      const wait = Math.max(...free, ...stops, time) - time
      if (wait > rates.mostWaitMs)
        throw new PlatformError('unreachable', say('fault.limited'), { retryAfterMs: wait })
      for (const { key, everyMs } of both) take(turns, key, Math.max(turns.get(key) ?? 0, time) + everyMs)
      if (wait > 0) await pause(wait)
    },
    limited(kind, at, retryAfterMs) {
      const key = kind === 'post' ? channelKey(at) : workspaceKey(kind, at)
      take(stopped, key, now().getTime() + retryAfterMs)
    },
  }
}

/** The one used longest ago goes where there are too many: it has rested. */
function take(turns: Turns, key: string, until: number): void {
  turns.delete(key)
  turns.set(key, until)
  const [oldest] = turns.keys()
  if (turns.size > mostKept && oldest !== undefined) turns.delete(oldest)
}
