import type { Credentials } from '../mailbox.ts'
import { TokenError } from '../oauth.ts'
import { takesCodesOnly, takesTokensOnly } from '../passwords.ts'

/** What is wrong with reading a mailbox; each has its words in the doctor's table. */
export type ReadingFault =
  /** The name or the password is wrong. */
  | 'auth'
  /** The server wants an authorisation code or app password, not the password of the account. */
  | 'app_password_needed'
  /** The server takes no passwords at all any more: OAuth 2 is needed. */
  | 'passwords_refused'
  /** IMAP is switched off for this account. */
  | 'imap_off'
  /** The server does not trust the program (163 and 126: “Unsafe Login”). */
  | 'unsafe_login'
  /** The refresh token ran out or was taken back: somebody must consent again. */
  | 'consent_needed'
  /** What it signs in with does not open with the key there is. */
  | 'lost'
  /** The address of the tokens does not know the application or its secret. */
  | 'oauth_client'
  | 'tls'
  | 'starttls_missing'
  /** What answers there speaks no IMAP, or nothing but TLS. */
  | 'not_imap'
  | 'host_unknown'
  | 'unreachable'
  | 'throttled'
  | 'folder_missing'
  /** A mail is not handed out, or cannot be recorded, again and again. */
  | 'mail_withheld'
  /** The server refuses something else. */
  | 'refused'

/** What waiting does not mend. */
const byPerson: ReadonlySet<ReadingFault> = new Set([
  'auth',
  'app_password_needed',
  'passwords_refused',
  'imap_off',
  'unsafe_login',
  'consent_needed',
  'oauth_client',
])

/** Whether only a person can mend it. */
export const isForPerson = (fault: ReadingFault): boolean => byPerson.has(fault)

/** What the servers say, most telling first; of the first that fits. */
const sayings: [RegExp, ReadingFault][] = [
  // https://help.mail.163.com/faqDetail.do?code=d7a5dc8471cd0c0e8b4b8f8e49998b374173cfe9171305fa1ce630d7f67ac2eda07326646e6eb5a4
  [/unsafe login/i, 'unsafe_login'],
  // https://support.google.com/accounts/answer/185833
  [
    /application-specific password|app(?:lication)?[- ]password|authoriz?ation code|授权码|专用密码/i,
    'app_password_needed',
  ],
  [/basicauthblocked|basic authentication is (?:disabled|blocked)/i, 'passwords_refused'],
  [
    /imap (?:access |service )?is (?:disabled|not enabled|turned off)|not enabled for imap|imap.*未开启|service is not open(?!,)/i,
    'imap_off',
  ],
  [
    /too many (?:simultaneous )?(?:connections|login)|maximum number of connections|connection limit|throttl|rate limit|bandwidth|overquota|try again later|too frequent|频率|temporarily/i,
    'throttled',
  ],
]

/** Response codes (RFC 5530) that say more than their text. */
const codes: Record<string, ReadingFault> = {
  AUTHENTICATIONFAILED: 'auth',
  AUTHORIZATIONFAILED: 'auth',
  EXPIRED: 'auth',
  CONTACTADMIN: 'auth',
  WEBALERT: 'app_password_needed',
  UNAVAILABLE: 'throttled',
  INUSE: 'throttled',
  LIMIT: 'throttled',
  OVERQUOTA: 'throttled',
  SERVERBUG: 'throttled',
  PRIVACYREQUIRED: 'starttls_missing',
  NONEXISTENT: 'folder_missing',
}

const networkCodes: [RegExp, ReadingFault][] = [
  [/^(ENOTFOUND|EAI_\w+)$/, 'host_unknown'],
  [/^ETHROTTLE$/, 'throttled'],
  // OpenSSL met something that is no TLS: a plain port, or a proxy's page.
  [/^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|GREETING_TIMEOUT)$/, 'not_imap'],
  [/^(ERR_SSL|ERR_TLS|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/, 'tls'],
  [
    /^(E[A-Z]+|NoConnection|StateLogout|CONNECT_TIMEOUT|UPGRADE_TIMEOUT|EConnectionClosed|ClosedAfterConnect\w+|\w+TooLarge)$/,
    'unreachable',
  ],
]

/** Where and how one tried to sign in. */
export interface SignIn {
  host: string
  by: Credentials['kind']
}

/** What an error of the connection, of the server or of the tokens means. */
export function faultOf(error: unknown, signIn: SignIn): ReadingFault {
  if (error instanceof TokenError) return error.fault
  const said = readError(error)
  const spoken = sayings.find(([pattern]) => pattern.test(said.text))?.[1]
  if (said.signingIn) return signInFault(said, spoken, signIn)
  if (spoken) return spoken
  if (/STARTTLS/i.test(said.text)) return 'starttls_missing'
  if (said.tlsFailed) return 'tls'
  const network = networkCodes.find(([pattern]) => pattern.test(said.code))?.[1]
  if (network) return network
  if (said.folderMissing) return 'folder_missing'
  return codes[said.responseCode] ?? 'refused'
}

/** Where only codes are taken every refusal is about the code: QQ names all possible reasons in one sentence. */
function signInFault(said: Said, spoken: ReadingFault | undefined, { host, by }: SignIn): ReadingFault {
  const code = codes[said.responseCode]
  if (spoken) return spoken
  if (code === 'throttled') return code
  if (takesCodesOnly(host)) return 'app_password_needed'
  if (by === 'oauth') return 'consent_needed'
  if (takesTokensOnly(host)) return 'passwords_refused'
  return code ?? 'auth'
}

interface Said {
  /** All the words of it. */
  text: string
  code: string
  responseCode: string
  signingIn: boolean
  tlsFailed: boolean
  folderMissing: boolean
}

function readError(error: unknown): Said {
  const fields = isRecord(error) ? error : {}
  const word = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '')
  return {
    text: ['message', 'responseText', 'response', 'reason'].map(word).join(' '),
    code: word('code'),
    responseCode: word('serverResponseCode').toUpperCase(),
    signingIn: fields.authenticationFailed === true,
    tlsFailed: fields.tlsFailed === true,
    folderMissing: fields.mailboxMissing === true,
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
