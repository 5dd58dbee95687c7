/** What nodemailer says of a failure. https://nodemailer.com/errors */
export interface SmtpError extends Error {
  code?: string
  /** What the system or TLS said first. */
  originalCode?: string
  /** The command that failed: `CONN`, `AUTH …`, `MAIL FROM`, `RCPT TO`, `DATA`. */
  command?: string
  response?: string
  responseCode?: number | false
}

/** Why a mail was not sent; `word` names a text of `email.fault`. */
export interface SmtpFault {
  reason: 'refused' | 'unreachable' | 'uncertain'
  word:
    | 'late'
    | 'waiting'
    | 'login'
    | 'sender'
    | 'tls'
    | 'connection'
    | 'slow'
    | 'busy'
    | 'recipient'
    | 'content'
  /** What the other side said, without personal data; '' where it said nothing. */
  said: string
  retryAfterMs?: number
}

const minute = 60_000
/** An administrator has to mend something first: asked again now and then. */
const mendMs = 5 * minute

/**
 * What a failure means. `ended`: the mail's last byte had been handed over, so without a clear answer nobody knows
 * whether it was taken (RFC 5321, 4.5.3.2.6). A no is final only where it is about this mail or its recipient.
 */
export function faultOf(error: SmtpError, ended: boolean): SmtpFault {
  const { code = '', command = '' } = error
  const reply = error.responseCode || 0
  const said = maskedReply(error.response ?? error.message)
  const refusing = reply >= 400 && reply < 600
  if (ended && !refusing) return { reason: 'uncertain', word: 'late', said }
  const later = (word: SmtpFault['word'], retryAfterMs?: number): SmtpFault => ({
    reason: 'unreachable',
    word,
    said,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
  if (isLogin(error, reply)) return later('login', mendMs)
  if (isTls(error)) return later('tls', mendMs)
  if (code === 'EABORT') return later('slow')
  if (refusing && reply < 500) return later('busy', waitAsked(reply, error.response ?? ''))
  if (refusing && isQuota(said)) return later('busy', mendMs)
  if (command === 'RCPT TO' && isRelaying(said)) return later('sender', mendMs)
  if (command === 'RCPT TO' && reply >= 500 && reply !== 503)
    return { reason: 'refused', word: 'recipient', said }
  // 552 and no reply at all: larger than the server takes.
  if (command === 'MAIL FROM' && (reply === 552 || code === 'EMESSAGE'))
    return { reason: 'refused', word: 'content', said }
  if (command === 'MAIL FROM' && reply >= 500 && reply !== 503) return later('sender', mendMs)
  if (command === 'DATA' && reply >= 500 && reply !== 503) return { reason: 'refused', word: 'content', said }
  if (code === 'EENVELOPE' && reply === 0) return { reason: 'refused', word: 'recipient', said }
  return later('connection')
}

const isLogin = ({ code = '', command = '' }: SmtpError, reply: number): boolean =>
  ['EAUTH', 'ENOAUTH', 'EOAUTH2'].includes(code) ||
  command.startsWith('AUTH') ||
  [530, 534, 535].includes(reply)

/** So much a day or an hour, and no more for now: over some hours later (RFC 3463, 3.5: X.4.5, congested). */
const isQuota = (said: string): boolean =>
  /\b5\.4\.5\b/.test(said) ||
  /(daily|hourly|sending|outgoing|message) (user )?(sending )?(quota|limit|rate)|(mail|rate|frequency) (limit(ed)?|exceed)|发信(频率|数量|量)/i.test(
    said,
  )

/** The server takes nothing from us for anybody outside: our login or our sender is at fault, not the recipient. */
const isRelaying = (said: string): boolean =>
  /\brelay(ing)?\b|authenticat(ion|e) (is )?(required|first)|must (first )?authenticate|not (permitted|allowed|authori[sz]ed) to send (as|from)/i.test(
    said,
  )

const isTls = ({ code = '', originalCode = '', message }: SmtpError): boolean =>
  ['ETLS', 'EREQUIRETLS'].includes(code) ||
  /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(originalCode) ||
  /wrong version number|certificate/i.test(message)

/** Greylisting says how long, in words, or wants some minutes; a server that is busy wants one. */
function waitAsked(reply: number, response: string): number {
  if (reply === 421) return minute
  const [, amount, unit = ''] = /(\d{1,5})\s*(s\b|sec|min|m\b)/i.exec(response) ?? []
  const asked = Number(amount ?? 2) * (unit.toLowerCase().startsWith('s') ? 1_000 : minute)
  return reply === 450 || reply === 451 ? Math.min(Math.max(asked, minute), mendMs) : mendMs
}

/** What a server says on one line, with nobody's address in it. */
const maskedReply = (reply: string): string =>
  reply
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/(?:"[^"]*"|[^\s<>:,;()"'=]+)@/gu, '…@')
    .trim()
    .slice(0, 200)
