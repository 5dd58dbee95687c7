import { isAway } from '../../../lib/db.ts'
import { PlatformError } from '../../../lib/errors.ts'
import type { EmailDeps } from '../deps.ts'
import type { SmtpFault } from './fault.ts'

type Speaker = Pick<EmailDeps, 'translate' | 'site' | 'log'>

/** An error whose text the desk can read: `word` names it in `email.fault`. */
export function problem(
  { translate, site }: Speaker,
  reason: PlatformError['reason'],
  {
    word,
    retryAfterMs,
    ...values
  }: { word: string; retryAfterMs?: number } & Record<string, string | number>,
): PlatformError {
  const text = translate(site.company.locale, `email.fault.${word}`, values)
  return new PlatformError(reason, text, retryAfterMs === undefined ? {} : { retryAfterMs })
}

/** The same for what an outgoing server did. */
export function faultProblem(deps: Speaker, { reason, word, said, retryAfterMs }: SmtpFault): PlatformError {
  const nothing = deps.translate(deps.site.company.locale, 'email.fault.nothingSaid')
  return problem(deps, reason, {
    word,
    said: said === '' ? nothing : said,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** Whatever went wrong, as the outbox understands it; nothing is lost by trying again later. */
export function asProblem(deps: Speaker, error: unknown): PlatformError {
  if (error instanceof PlatformError) return error
  if (isAway(error)) return problem(deps, 'unreachable', { word: 'away' })
  const { name, stack = '' }: Partial<Error> = error instanceof Error ? error : {}
  // The message is left out: a database quotes the values it stumbled over.
  const where = stack.split('\n').filter((line) => /^\s+at /.test(line))
  deps.log.error({ name, where: where.slice(0, 8) }, 'email: a mail could not be sent')
  return problem(deps, 'unreachable', { word: 'failed' })
}
