import { messageOf } from '../../lib/errors.ts'
import type { DingtalkDeps } from './deps.ts'

/** Said beside, to somebody who can ask again: nothing waits for it, and what goes wrong with it is only noted. */
export function aside({ log }: Pick<DingtalkDeps, 'log'>, act: Promise<void>): void {
  act.catch((error: unknown) =>
    log.warn({ platform: 'dingtalk', error: messageOf(error) }, 'an answer was not said'),
  )
}
