import { belong, domainOf } from './domain.ts'
import type { MailHeader } from './read/mail.ts'

/** What the receiving server found out about the sender; `none`: nothing that could be relied on. */
export type Verdict = 'pass' | 'fail' | 'none'

/**
 * Reads Authentication-Results (RFC 8601) of the servers one believes; anybody may write the same header with another
 * name. DMARC decides where it was looked at, of the sender's own domain. Else a signature or an envelope sender of the sender's own domain
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
  const domain = domainOf(sender)
  // A server says it once. Where two stand in one header, the sender perhaps wrote the better one.
  const said = results.filter(({ method }) => method === 'dmarc')
  const dmarc = said.find(({ result }) => result === 'fail') ?? said[0]
  if (dmarc?.result === 'pass') return isAbout(dmarc, domain) ? 'pass' : 'fail'
  if (dmarc?.result === 'fail') return 'fail'
  const checked = results.filter(({ method }) => method === 'dkim' || method === 'spf')
  if (checked.some(({ result, domain: proved }) => result === 'pass' && belong(domain, proved))) return 'pass'
  const failed = checked.some(({ result }) => result === 'fail')
  return failed && !checked.some(({ result }) => result === 'pass') ? 'fail' : 'none'
}

/** The server that wrote the header, in lower case; "" where it names none. */
export const serverOf = (value: string): string =>
  bare(value).split(';')[0]?.trim().split(/\s+/)[0]?.toLowerCase() ?? ''

/** The server looked at the sender we read, not at another one the mail names. */
const isAbout = ({ domain }: Result, sender: string): boolean => domain === '' || belong(sender, domain)

interface Result {
  method: string
  result: string
  /** The domain that was looked at, '' where that is not told. */
  domain: string
}

const lookedAt = {
  dmarc: /\bheader\.from\s*=\s*"?([^\s";]+)/i,
  others: /\b(?:header\.d|header\.i|smtp\.mailfrom|smtp\.mail)\s*=\s*"?([^\s";]+)/i,
}

function resultsOf(value: string): Result[] {
  return bare(value)
    .split(';')
    .slice(1)
    .flatMap((part) => {
      const [, method, result] = /^\s*([a-z][\w-]*)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(part) ?? []
      if (!method || !result) return []
      const [, about = ''] = (/^dmarc$/i.test(method) ? lookedAt.dmarc : lookedAt.others).exec(part) ?? []
      return [{ method: method.toLowerCase(), result: result.toLowerCase(), domain: domainOf(about) }]
    })
}

/**
 * Without comments, which may hold anything, semicolons too, and with what is quoted cut down to what names are made
 * of: a sender chooses the envelope's address, and `"a; dmarc=pass"@…` is one. Bounded: one pass a depth, and nobody
 * nests comments deeper.
 */
function bare(value: string): string {
  let text = value
    .slice(0, 10_000)
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) => quoted.slice(1, -1).replaceAll(/[^\w.@-]/g, '_'))
  for (let depth = 0; depth < 3; depth += 1) text = text.replaceAll(/\([^()]*\)/g, ' ')
  return text
}
