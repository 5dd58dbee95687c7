import { belong, domainOf } from './domain.ts'
import type { MailHeader } from './read/mail.ts'

/** What the receiving server found out about the sender; `none`: nothing that could be relied on. */
export type Verdict = 'pass' | 'fail' | 'none'

/**
 * Reads Authentication-Results (RFC 8601) of the servers one believes; anybody may write the same header with another
 * name. DMARC decides where it was looked at. Else a signature or an envelope sender of the sender's own domain
 * passes, and a check that failed with none passing fails.
 */
export function verdictOf(
  headers: readonly MailHeader[],
  trusted: readonly string[],
  sender: string,
): Verdict {
  const names = trusted.map((name) => name.toLowerCase())
  // The server nearest to us writes on top.
  const header = headers.find(
    ({ name, value }) => name === 'authentication-results' && names.includes(serverOf(value)),
  )
  if (!header) return 'none'
  const results = resultsOf(header.value)
  const dmarc = results.find(({ method }) => method === 'dmarc')?.result
  if (dmarc === 'pass') return 'pass'
  if (dmarc === 'fail') return 'fail'
  const domain = domainOf(sender)
  const checked = results.filter(({ method }) => method === 'dkim' || method === 'spf')
  if (checked.some(({ result, domain: proved }) => result === 'pass' && belong(domain, proved))) return 'pass'
  const failed = checked.some(({ result }) => result === 'fail')
  return failed && !checked.some(({ result }) => result === 'pass') ? 'fail' : 'none'
}

/** The server that wrote the header, in lower case; "" where it names none. */
export const serverOf = (value: string): string =>
  withoutComments(value).split(';')[0]?.trim().split(/\s+/)[0]?.toLowerCase() ?? ''

interface Result {
  method: string
  result: string
  /** What was proved by it, '' where that is not told. */
  domain: string
}

function resultsOf(value: string): Result[] {
  return withoutComments(value)
    .split(';')
    .slice(1)
    .flatMap((part) => {
      const [, method, result] = /^\s*([a-z][\w-]*)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(part) ?? []
      if (!method || !result) return []
      const proved = /\b(?:header\.d|header\.i|smtp\.mailfrom|smtp\.mail)\s*=\s*"?([^\s";]+)/i.exec(part)?.[1]
      return [{ method: method.toLowerCase(), result: result.toLowerCase(), domain: domainOf(proved ?? '') }]
    })
}

/** Comments may hold anything, semicolons too. Bounded: one pass a depth, and nobody nests them deeper. */
function withoutComments(value: string): string {
  let text = value.slice(0, 10_000)
  for (let depth = 0; depth < 3; depth += 1) text = text.replaceAll(/\([^()]*\)/g, ' ')
  return text
}
