import type { Db } from '../../lib/db.ts'
import { messageOf } from '../../lib/errors.ts'
import type { Log } from '../../lib/log.ts'

/** What the month's calls come to. */
export interface Budget {
  /** yyyy-mm, as counted in China. */
  month: string
  used: number
  of: number
}

/** A level that was reached for the first time this month; `spent`: DingTalk itself takes no more. */
export interface BudgetWarning extends Budget {
  level: 'most' | 'nearly' | 'spent'
}

export interface QuotaMeans {
  db: Db
  now: () => Date
  log: Log
  /** Calls in a month: 10,000 in a standard organisation, over all its apps of its own. */
  most: number
  /** Told of each level by every process that sees it: whoever is told says it once. */
  tell: (warning: BudgetWarning) => Promise<void>
}

export interface Quota {
  /** Counts one call before it is made; never keeps it from being made. */
  count: (api: string) => Promise<void>
  /** DingTalk says that the month's calls are used up. */
  spent: () => Promise<void>
  read: () => Promise<Budget>
}

const levels = [
  { level: 'nearly', part: 0.95 },
  { level: 'most', part: 0.8 },
] as const

/** Counts the calls of a month in the database, over all processes. Other apps of the organisation are not seen. */
export function createQuota(means: QuotaMeans): Quota {
  const told = new Set<string>()
  const warn = async (level: BudgetWarning['level'], budget: Budget): Promise<void> => {
    const key = `${budget.month} ${level}`
    if (told.has(key)) return
    means.log.warn({ platform: 'dingtalk', ...budget, level }, 'dingtalk: the calls of the month')
    await means.tell({ ...budget, level })
    told.add(key)
  }
  const quietly = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act()
    } catch (error) {
      // A call that is not counted is better than one that is not made.
      means.log.warn({ error: messageOf(error).split('\n').at(-1) }, 'dingtalk: calls are not counted')
    }
  }
  const read = (): Promise<Budget> => readBudget(means)
  return {
    read,
    count: (api) =>
      quietly(async () => {
        if (isFree(api)) return
        const month = monthOf(means.now())
        const used = await addCall(means.db, month, api)
        const reached = levels.find(({ part }) => used >= means.most * part)
        if (reached) await warn(reached.level, { month, used, of: means.most })
      }),
    spent: () => quietly(async () => await warn('spent', await read())),
  }
}

/** Tokens, sign-in and the directory are not counted. */
const isFree = (api: string): boolean =>
  /\/oauth2\/|\/gateway\/|\/contact\/|\/topapi\/(?:v2\/)?(?:user|department)\//.test(api)

async function addCall(db: Db, month: string, api: string): Promise<number> {
  await db.$executeRaw`
    INSERT INTO "DingtalkUsage" (month, api, calls) VALUES (${month}, ${api}, 1)
    ON CONFLICT (month, api) DO UPDATE SET calls = "DingtalkUsage".calls + 1`
  return await usedIn(db, month)
}

async function usedIn(db: Db, month: string): Promise<number> {
  const { _sum: sum } = await db.dingtalkUsage.aggregate({ where: { month }, _sum: { calls: true } })
  return sum.calls ?? 0
}

/** The calls of this month as the database has them. */
async function readBudget({ db, now, most }: Pick<QuotaMeans, 'db' | 'now' | 'most'>): Promise<Budget> {
  const month = monthOf(now())
  return { month, used: await usedIn(db, month), of: most }
}

// China has no summer time.
const chinaMs = 8 * 3_600_000

const monthOf = (at: Date): string => new Date(at.getTime() + chinaMs).toISOString().slice(0, 7)

/** How long until DingTalk counts anew: the first of the next month in China. */
export function untilNextMonthMs(now: Date): number {
  const there = new Date(now.getTime() + chinaMs)
  return Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + 1, 1) - chinaMs - now.getTime()
}
