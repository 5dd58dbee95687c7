import { type Answer, answerOf } from './faults.ts'

/** Calls counted as DingTalk counts them. */
export interface Quota {
  /** Calls of one API in a second; of all in a month. */
  perSecond: number
  perMonth: number
  used: number
  take(api: string, now: Date): Answer | undefined
}

export function createQuota(): Quota {
  const seconds = new Map<string, number>()
  let month = ''
  const quota: Quota = {
    perSecond: 20,
    perMonth: 10_000,
    used: 0,
    take(api, now) {
      const thisMonth = now.toISOString().slice(0, 7)
      if (thisMonth !== month) {
        month = thisMonth
        quota.used = 0
      }
      const second = `${api} ${Math.floor(now.getTime() / 1000)}`
      const count = (seconds.get(second) ?? 0) + 1
      seconds.set(second, count)
      if (seconds.size > 10_000) seconds.clear()
      if (count > quota.perSecond) return answerOf('qps')
      if (quota.used >= quota.perMonth) return answerOf('month')
      quota.used += 1
      return undefined
    },
  }
  return quota
}
