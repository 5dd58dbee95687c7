import { PlatformError } from '../../lib/errors.ts'
import type { DingtalkDeps } from './deps.ts'
import type { Silence } from './exchange.ts'
import type { Fault } from './fault.ts'
import { untilNextMonthMs } from './quota.ts'

type Means = Pick<DingtalkDeps, 'now' | 'translate' | 'site'>

const minuteMs = 60_000
// Somebody may buy more calls meanwhile; with this the outbox does not give up before the month is over.
const budgetMs = 6 * 60 * minuteMs

/**
 * A fault as the outbox understands it, in the company's words. `lasting`: people see twice what is done twice, so that
 * what may have happened is uncertain; anything else may simply be repeated.
 */
export function problemOf(
  { now, translate, site }: Means,
  what: { fault: Fault } | Silence,
  { lasting = false }: { lasting?: boolean },
): PlatformError {
  const say = (word: string, values: Record<string, string> = {}): string =>
    translate(site.company.locale, `dingtalk.fault.${word}`, values)
  if ('silence' in what) {
    if (what.silence === 'before') return new PlatformError('unreachable', say('away', { why: what.why }))
    return new PlatformError(lasting ? 'uncertain' : 'unreachable', say('silent', { why: what.why }))
  }
  const { kind, code, said, scopes = [] } = what.fault
  const words = { code, said: said === '' ? '' : ` ${said}` }
  const later = (word: string, retryAfterMs: number): PlatformError =>
    new PlatformError('unreachable', say(word, words), { retryAfterMs })
  if (kind === 'pace') return later('pace', 2_000)
  if (kind === 'flow') return later('flow', minuteMs)
  if (kind === 'banned') return later('banned', 5 * minuteMs)
  if (kind === 'busy') return later('busy', 10_000)
  if (kind === 'token') return later('token', minuteMs)
  if (kind === 'budget') return later('budget', Math.min(budgetMs, untilNextMonthMs(now())))
  if (kind === 'unsure') return new PlatformError(lasting ? 'uncertain' : 'unreachable', say('unsure', words))
  if (kind !== 'permission') return new PlatformError('refused', say('refused', words))
  const missing = scopes.length > 0 ? say('scopes', { scopes: scopes.join('、') }) : ''
  return new PlatformError('refused', say('permission', { ...words, missing }))
}
