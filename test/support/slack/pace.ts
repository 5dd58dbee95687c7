/** Slack's tiers: calls a minute of one method in one workspace. https://docs.slack.dev/apis/web-api/rate-limits */
const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const
export type Tier = keyof typeof perMinute

export interface Pace {
  /** Counts a call; the answer is how many seconds too early it came, 0 when in time. */
  early(key: string, limit: { calls: number; ms: number }): number
}

/** Remembers calls of the last minute. A call that came too early is not counted. */
export function createPace(now: () => number): Pace {
  const past = new Map<string, number[]>()
  return {
    early(key, { calls, ms }) {
      const kept = (past.get(key) ?? []).filter((at) => at > now() - ms)
      past.set(key, kept)
      const oldest = kept[0]
      if (kept.length >= calls && oldest !== undefined) {
        return Math.max(1, Math.ceil((oldest + ms - now()) / 1_000))
      }
      kept.push(now())
      return 0
    },
  }
}

export const ofTier = (tier: Tier): { calls: number; ms: number } => ({ calls: perMinute[tier], ms: 60_000 })
