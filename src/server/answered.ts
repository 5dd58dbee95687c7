import { setTimeout as sleep } from 'node:timers/promises'
import { receive } from '../inbox/receive.ts'
import type { Deps } from '../lib/deps.ts'
import { messageOf } from '../lib/errors.ts'
import type { Outcome, WebhookAnswer, WebhookResult } from '../platforms/platform.ts'

export interface Answering {
  deps: Deps
  /** Called once something was recorded. */
  wake: () => void
  /** What was answered before it was recorded: to be waited for at the end. */
  late: Set<Promise<unknown>>
}

/** Has everything recorded, and gives the answer to it: in the end, or after as long as somebody waits. */
export async function answered(
  { deps, wake, late }: Answering,
  result: WebhookResult,
): Promise<WebhookAnswer> {
  const record = async (): Promise<WebhookAnswer> => {
    const outcomes: Outcome[] = []
    try {
      for (const one of [...result.inbound, ...((await result.coming) ?? [])])
        outcomes.push(await receive(deps, one))
    } catch (error) {
      result.failed?.(error)
      throw error
    }
    if (outcomes.length > 0) wake()
    return await result.respond(outcomes)
  }
  const { soon } = result
  const recorded = record()
  if (!soon) return await recorded
  const enough = new AbortController()
  const early = sleep(soon.afterMs, undefined, { signal: enough.signal }).catch(() => undefined)
  const waited = await Promise.race([recorded, early]).finally(() => enough.abort())
  if (waited) return waited
  // What fails after that is heard of by nobody outside.
  const rest = recorded
    .catch((error: unknown) =>
      deps.log.error({ error: messageOf(error) }, 'a request that was answered early failed'),
    )
    .finally(() => late.delete(rest))
  late.add(rest)
  return soon.answer()
}
