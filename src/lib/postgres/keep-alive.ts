import { existsSync } from 'node:fs'
import path from 'node:path'
import { messageOf } from '../errors.ts'
import type { Log } from '../log.ts'
import { isAlive } from './life.ts'

const lookMs = 500
const longestWaitMs = 30_000

export interface Watched {
  readonly pid: number
  /** Ends the watch; resolves when a restart that was under way is over. */
  end(): Promise<void>
}

interface Watch {
  pid: number
  cluster: string
  restart: () => Promise<number>
  log: Log
}

/** Starts the server again when it dies (killed by the system for memory, say), with growing distance. */
export function keepAlive({ pid, cluster, restart, log }: Watch): Watched {
  let current = pid
  let failures = 0
  let isGone = false
  let notBefore = 0
  let underWay: Promise<void> | undefined

  const revive = async (): Promise<void> => {
    log.error({ pid: current }, 'The embedded PostgreSQL died; it is started again')
    try {
      current = await restart()
      failures = 0
    } catch (error) {
      failures += 1
      notBefore = Date.now() + Math.min(longestWaitMs, 1000 * 2 ** failures)
      log.error({ reason: messageOf(error) }, 'The embedded PostgreSQL could not be started again')
    }
  }
  const look = (): void => {
    if (underWay) return
    const wasGone = isGone
    isGone = !existsSync(path.join(cluster, 'PG_VERSION'))
    if (isGone && !wasGone)
      log.error({ cluster }, 'The data folder is gone: was it moved or removed? Stop Kefutai and put it back')
    if (isGone || isAlive(current) || Date.now() < notBefore) return
    underWay = revive().finally(() => {
      underWay = undefined
    })
  }
  const timer = setInterval(look, lookMs)
  timer.unref()
  return {
    get pid() {
      return current
    },
    async end() {
      clearInterval(timer)
      await underWay
    },
  }
}
