import { randomUUID } from 'node:crypto'
import { cardPage, isCardPage } from '../../lib/card-page/card-page.ts'
import { messageOf, NotFoundError } from '../../lib/errors.ts'
import { type LeasePace, whileLeased } from '../../lib/lease.ts'
import type { Platform, Pulled } from '../platform.ts'
import { findAccount } from './account.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'
import { registerCallbacks } from './callback/register.ts'
import { takeRequest } from './callback/webhook.ts'
import type { DingtalkDeps } from './deps.ts'
import { forgetOld } from './forget.ts'
import { openFile } from './open-file.ts'
import type { BudgetWarning } from './quota.ts'
import { createSending } from './send.ts'
import type { Sending } from './sending.ts'
import { keepStream, type StreamFault } from './stream/keep.ts'

export interface DingtalkOptions extends DingtalkDeps {
  /** A number in [0, 1). */
  random: () => number
  /** What keeps the desk from being reached, once as it begins; `undefined` when it is over. */
  report: (fault: StreamFault | undefined) => void
  /** The month's calls are nearly used up. */
  tellBudget: (warning: BudgetWarning) => Promise<void>
  pace?: LeasePace
}

/** Official advice is one stream for each client id: of several processes one holds it, and another soon after it. */
const usualPace: LeasePace = { forMs: 10_000, renewMs: 3_000, askMs: 2_000 }

/** More are not recorded together; presses go before words. */
const atOnce = 8

interface Parts {
  options: DingtalkOptions
  sending: Sending
  arrivals: Arrivals
}

/** DingTalk: staff and employees as its robot meets them, by a stream or by callbacks. */
export function createDingtalkPlatform(options: DingtalkOptions): Platform {
  const { settings, now, translate, host, site, tellBudget } = options
  const sending = createSending(options, { tellBudget })
  const arrivals = createArrivals(options, sending)
  const parts: Parts = { options, sending, arrivals }
  const pages = { platform: 'dingtalk', now, translate, host, ...site }
  const stopping = new AbortController()
  return {
    name: 'dingtalk',
    atOnce,
    send: (to, message) => sending.send(to, message),
    find: (to, id) => sending.find(to, id),
    findAccount: (member) => findAccount(sending, member),
    openFile: (ref) => openFile(options, sending, ref),
    async webhook(request) {
      // Where a card asks for words, whoever pressed fills in a page of their own.
      if (isCardPage(request)) return await cardPage(pages, request)
      if (settings.mode === 'http') return await takeRequest({ deps: options, sending, arrivals }, request)
      throw new NotFoundError('DingTalk brings everything by its stream')
    },
    listen: (signal) => listen(parts, AbortSignal.any([signal, stopping.signal])),
    close: async () => stopping.abort(),
  }
}

async function* listen(parts: Parts, signal: AbortSignal): AsyncGenerator<Pulled> {
  const { options, arrivals } = parts
  const stop = new AbortController()
  const line = new AbortController()
  const reaching = reach(parts, line.signal).catch((error: unknown) => {
    options.log.error({ platform: 'dingtalk', error: messageOf(error) }, 'the stream ended for good')
    stop.abort()
  })
  const forgetting = forgetOld(options, line.signal)
  try {
    yield* arrivals.pulled(AbortSignal.any([signal, stop.signal]))
  } finally {
    // What is under way is answered over the connection it came by.
    await arrivals.settled()
    line.abort()
    await Promise.all([reaching, forgetting])
  }
}

/** Is reached by DingTalk until the signal: by the stream, in one process at a time, or by callbacks. */
async function reach({ options, sending, arrivals }: Parts, signal: AbortSignal): Promise<void> {
  const { settings, db, now, log, random, report, pace = usualPace } = options
  if (settings.mode === 'http') return await registerCallbacks(options, sending, signal)
  const { take } = arrivals
  const act = (held: AbortSignal): Promise<void> => keepStream(options, { take, random, report }, held)
  const leased = { name: `dingtalk:${settings.clientId}`, holder: randomUUID(), pace, act }
  await whileLeased({ db, now, log }, leased, signal)
}
