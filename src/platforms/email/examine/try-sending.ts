import type { Mailbox } from '../mailbox.ts'
import { accessToken, TokenError } from '../oauth.ts'
import { takesCodesOnly, takesTokensOnly } from '../passwords.ts'
import { faultOf, type SmtpError } from '../smtp/fault.ts'
import { createOutlets } from '../smtp/outlets.ts'
import { bad, type Examination, type Finding, good, mind } from './examination.ts'
import { hintFor } from './hint.ts'
import { testMail } from './test-mail.ts'
import { saidOf, tlsFaultOf } from './tls-fault.ts'

type Sending = Mailbox & { smtp: NonNullable<Mailbox['smtp']> }
const canSend = (mailbox: Mailbox): mailbox is Sending => mailbox.smtp !== undefined

/** Sends the mailbox a mail through its own server; `sent` once that has taken it. */
export async function trySending(
  exam: Examination,
  mailbox: Mailbox,
  token: string,
): Promise<{ findings: Finding[]; sent: boolean }> {
  if (!canSend(mailbox)) return { findings: [mind(exam, 'smtp', { word: 'no_smtp' })], sent: false }
  try {
    await sendOnce(exam, mailbox, token)
  } catch (error) {
    return { findings: faultFindings(exam, mailbox, error), sent: false }
  }
  const { address } = mailbox
  return {
    findings: [reached(exam, mailbox), good(exam, 'smtp', { word: 'smtp', values: { address } })],
    sent: true,
  }
}

async function sendOnce(exam: Examination, mailbox: Sending, token: string): Promise<void> {
  const { deps, limits, ca, keepRefreshToken } = exam
  const { fetch, now } = deps
  const keep = keepRefreshToken ? { keepRefreshToken } : {}
  const access =
    mailbox.credentials?.kind === 'oauth' ? await accessToken({ fetch, now, ...keep }, mailbox) : undefined
  const outlets = createOutlets(limits, ca)
  try {
    const signal = AbortSignal.timeout(limits.wholeMs)
    await outlets.of(mailbox, access).send({ ...testMail(exam, mailbox, token), signal })
  } finally {
    outlets.close({ force: true })
  }
}

const reached = (exam: Examination, { smtp: { host, port, security } }: Sending): Finding =>
  good(exam, 'reach_smtp', {
    word: 'reach_smtp',
    values: { host, port, security: exam.deps.translate(exam.locale, `email.examine.security.${security}`) },
  })

function faultFindings(exam: Examination, mailbox: Sending, error: unknown): Finding[] {
  const { address, smtp } = mailbox
  const { step, word } = placeOf(error, mailbox)
  const values = { host: smtp.host, port: smtp.port, address, said: saidOf(error) }
  const finding = bad(exam, step, { word, values, hint: hintFor(exam, word, smtp.host) })
  return step === 'reach_smtp' ? [finding] : [reached(exam, mailbox), finding]
}

/** Where it failed, and the word of `email.examine.fault` for it. */
function placeOf(error: unknown, mailbox: Sending): { step: 'reach_smtp' | 'smtp'; word: string } {
  if (error instanceof TokenError) return { step: 'smtp', word: error.fault }
  const failure: SmtpError = error instanceof Error ? error : new Error(String(error))
  const tls = tlsFaultOf(failure)
  if (tls) return { step: 'reach_smtp', word: tls }
  const { word } = faultOf(failure, false)
  if (word === 'login') return { step: 'smtp', word: signInWord(failure, mailbox) }
  if (word === 'tls') return { step: 'reach_smtp', word: wordOfTls(failure) }
  if (word === 'connection') return { step: 'reach_smtp', word: wordOfConnection(failure) }
  if (word === 'busy') return { step: 'smtp', word: 'throttled' }
  return { step: 'smtp', word }
}

function signInWord({ response = '', message }: SmtpError, { smtp, credentials }: Sending): string {
  const said = `${response} ${message}`
  if (credentials?.kind === 'oauth') return 'consent_needed'
  // https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission
  if (/5\.7\.139|5\.7\.30|basic authentication is disabled|SmtpClientAuthentication is disabled/i.test(said))
    return 'passwords_refused'
  if (
    /application-specific password|authori[sz]ation code|授权码|app password/i.test(said) ||
    takesCodesOnly(smtp.host)
  )
    return 'app_password_needed'
  return takesTokensOnly(smtp.host) ? 'passwords_refused' : 'auth'
}

const wordOfTls = ({ message, response = '' }: SmtpError): string => {
  if (/wrong version number|packet length too long/i.test(message)) return 'not_smtp'
  return /STARTTLS/i.test(`${message} ${response}`) ? 'starttls_missing' : 'tls'
}

function wordOfConnection({ code = '', originalCode = '', message, response = '' }: SmtpError): string {
  const said = `${code} ${originalCode} ${message}`
  if (/ENOTFOUND|EAI_|EDNS/.test(said)) return 'host_unknown'
  if (/greeting|EPROTOCOL|Invalid greeting/i.test(`${said} ${response}`)) return 'not_smtp'
  return 'unreachable'
}
