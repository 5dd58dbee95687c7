import type { Locale, Translate } from '../../../lib/i18n.ts'
import type { ReadingFault } from '../imap/fault.ts'
import type { SendingFault } from '../smtp/tell-sending.ts'

/** `plain`: what a test would say more of is not known here. */
const worded: Record<ReadingFault, 'fault' | 'plain'> = {
  auth: 'fault',
  app_password_needed: 'fault',
  passwords_refused: 'fault',
  imap_off: 'fault',
  unsafe_login: 'fault',
  consent_needed: 'fault',
  oauth_client: 'fault',
  lost: 'fault',
  tls: 'plain',
  starttls_missing: 'fault',
  not_imap: 'fault',
  host_unknown: 'fault',
  unreachable: 'fault',
  throttled: 'fault',
  folder_missing: 'plain',
  mail_withheld: 'fault',
  refused: 'plain',
}

/** What is wrong with reading a mailbox, as it is kept with it, and what to do; in words. */
export function faultWords(
  { translate, locale }: { translate: Translate; locale: Locale },
  fault: string,
  imap: { host: string; port: number } | null,
): { says: string; remedy: string } {
  const known = Object.hasOwn(worded, fault) ? (fault as ReadingFault) : 'refused'
  const key = `email.examine.${worded[known]}.${known}`
  const values = { host: imap?.host ?? '', port: imap?.port ?? '' }
  return {
    says: translate(locale, `${key}.says`, values),
    remedy: translate(locale, `${key}.remedy`, values),
  }
}

const sending: readonly string[] = ['login', 'sender', 'tls', 'connection', 'token'] satisfies SendingFault[]

/** The same of sending from it. */
export function sendingWords(
  { translate, locale }: { translate: Translate; locale: Locale },
  fault: string,
  smtp: { host: string; port: number } | null,
): { says: string; remedy: string } {
  const key = `email.examine.sending.${sending.includes(fault) ? fault : 'connection'}`
  const values = { host: smtp?.host ?? '', port: smtp?.port ?? '' }
  return {
    says: translate(locale, `${key}.says`, values),
    remedy: translate(locale, `${key}.remedy`, values),
  }
}
