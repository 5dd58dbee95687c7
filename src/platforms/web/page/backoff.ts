/** Milliseconds to wait before try number `attempt` (from 1): 1 s doubling to 30 s, a quarter of it by `chance` (0 to 1). */
export function pauseBefore(attempt: number, chance: number): number {
  const whole = Math.min(30_000, 1000 * 2 ** (attempt - 1))
  return Math.round(whole * (0.75 + 0.25 * chance))
}
