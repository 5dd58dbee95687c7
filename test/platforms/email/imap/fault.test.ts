import { describe, expect, test } from 'vitest'
import { faultOf, isForPerson, type ReadingFault } from '../../../../src/platforms/email/imap/fault.ts'
import { usualPace } from '../../../../src/platforms/email/imap/pace.ts'
import { isTold, retryAfter } from '../../../../src/platforms/email/imap/retry.ts'
import { TokenError } from '../../../../src/platforms/email/oauth.ts'

const error = (message: string, fields: object = {}): Error => Object.assign(new Error(message), fields)
const refusedSignIn = (response: string, serverResponseCode?: string): Error =>
  error('Command failed', { authenticationFailed: true, response, serverResponseCode })

const own = 'mail.example.com'

// What the servers really say, as their users report it.
const table: [string, unknown, string, ReadingFault][] = [
  ['Dovecot', refusedSignIn('Authentication failed.', 'AUTHENTICATIONFAILED'), own, 'auth'],
  ['no code at all', refusedSignIn('LOGIN failed'), own, 'auth'],
  ['an account that ran out', refusedSignIn('Password expired', 'EXPIRED'), own, 'auth'],
  [
    'Dovecot, busy',
    refusedSignIn('Temporary authentication failure. [host:2026]', 'UNAVAILABLE'),
    own,
    'throttled',
  ],
  [
    'Dovecot, too many',
    refusedSignIn(
      'Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)',
      'UNAVAILABLE',
    ),
    own,
    'throttled',
  ],
  [
    'Gmail, two steps',
    refusedSignIn(
      'Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
      'ALERT',
    ),
    'imap.gmail.com',
    'app_password_needed',
  ],
  [
    'Gmail, wrong',
    refusedSignIn('Invalid credentials (Failure)', 'AUTHENTICATIONFAILED'),
    'imap.gmail.com',
    'app_password_needed',
  ],
  [
    'Gmail, browser',
    refusedSignIn('Please log in via your web browser', 'WEBALERT'),
    'imap.gmail.com',
    'app_password_needed',
  ],
  [
    'Gmail, too many',
    refusedSignIn('Too many simultaneous connections. (Failure)', 'ALERT'),
    'imap.gmail.com',
    'throttled',
  ],
  [
    'Gmail, off',
    refusedSignIn('Your account is not enabled for IMAP use', 'ALERT'),
    'imap.gmail.com',
    'imap_off',
  ],
  [
    'QQ',
    refusedSignIn(
      'Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy. More information at https://help.mail.qq.com/detail/108/1023',
    ),
    'imap.qq.com',
    'app_password_needed',
  ],
  [
    'QQ, in Chinese',
    refusedSignIn('登录失败：请使用授权码登录'),
    'imap.exmail.qq.com',
    'app_password_needed',
  ],
  ['163', refusedSignIn('LOGIN Login error or password error'), 'imap.163.com', 'app_password_needed'],
  ['126', refusedSignIn('LOGIN Login error password error'), 'imap.126.com', 'app_password_needed'],
  [
    '163, who are you',
    error('Command failed', {
      responseText: 'EXAMINE Unsafe Login. Please contact kefu@188.com for help',
      mailboxMissing: true,
    }),
    'imap.163.com',
    'unsafe_login',
  ],
  [
    'iCloud',
    refusedSignIn('Authentication Failed', 'AUTHENTICATIONFAILED'),
    'imap.mail.me.com',
    'app_password_needed',
  ],
  ['Outlook, password', refusedSignIn('LOGIN failed.'), 'outlook.office365.com', 'passwords_refused'],
  ['21Vianet, password', refusedSignIn('AUTHENTICATE failed.'), 'partner.outlook.cn', 'passwords_refused'],
  ['Exchange, blocked', refusedSignIn('LogonDenied-BasicAuthBlocked'), own, 'passwords_refused'],
  [
    'a token it does not take',
    refusedSignIn('AUTHENTICATE failed.'),
    'outlook.office365.com with a token',
    'consent_needed',
  ],
  ['a refresh token taken back', new TokenError('consent_needed', 'invalid_grant'), own, 'consent_needed'],
  ['the token’s server is away', new TokenError('unreachable', 'away'), own, 'unreachable'],
  ['a folder that is missing', error('Command failed', { mailboxMissing: true }), own, 'folder_missing'],
  [
    'a folder, by its code',
    error('Command failed', { serverResponseCode: 'NONEXISTENT' }),
    own,
    'folder_missing',
  ],
  ['a certificate that ran out', error('certificate has expired', { code: 'CERT_HAS_EXPIRED' }), own, 'tls'],
  [
    'a certificate of its own',
    error('self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    own,
    'tls',
  ],
  [
    'a certificate for another',
    error('Hostname/IP does not match', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    own,
    'tls',
  ],
  [
    'TLS on a plain port',
    error('wrong version number', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }),
    own,
    'not_imap',
  ],
  [
    'something that is no IMAP',
    error('Failed to receive greeting', { code: 'GREETING_TIMEOUT' }),
    own,
    'not_imap',
  ],
  ['no STARTTLS', error('Server does not support STARTTLS', { tlsFailed: true }), own, 'starttls_missing'],
  [
    'no such host',
    error('getaddrinfo ENOTFOUND imap.exmaple.com', { code: 'ENOTFOUND' }),
    own,
    'host_unknown',
  ],
  ['nobody there', error('connect ECONNREFUSED 127.0.0.1:993', { code: 'ECONNREFUSED' }), own, 'unreachable'],
  ['silence', error('Socket timeout', { code: 'ETIMEOUT' }), own, 'unreachable'],
  ['gone', error('Connection not available', { code: 'NoConnection' }), own, 'unreachable'],
  ['gone at once', error('Unexpected close', { code: 'ClosedAfterConnectText' }), own, 'unreachable'],
  [
    'thrown out',
    error('gone', { code: 'NoConnection', reason: 'Too many connections from your IP' }),
    own,
    'throttled',
  ],
  ['Exchange, throttled', error('Request is throttled', { code: 'ETHROTTLE' }), own, 'throttled'],
  ['a plain no', error('Command failed', { responseText: 'Invalid mailbox name' }), own, 'refused'],
  ['no error at all', 'what?', own, 'refused'],
]

test.each(table)('%s', (_who, thrown, where, fault) => {
  const [host = '', ...token] = where.split(' with a token')
  expect(faultOf(thrown, { host, by: token.length > 0 ? 'oauth' : 'password' })).toBe(fault)
})

describe('the pause after a failure', () => {
  const pause = (failures: number, jitter = 0.5, fault: ReadingFault = 'unreachable'): number =>
    retryAfter({ failures, fault, jitter }, usualPace)

  test('doubles from one second to five minutes', () => {
    const pauses = Array.from({ length: 12 }, (_, i) => pause(i + 1) / 1000)
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
    expect(pause(5000)).toBe(300_000)
  })

  test('is spread by half in each direction', () => {
    expect([pause(4, 0), pause(4, 0.999)]).toEqual([4000, 11_992])
  })

  test('is a quarter of an hour for what a person must mend, from the first time on', () => {
    expect(pause(1, 0.5, 'auth')).toBe(900_000)
    expect(pause(7, 0.5, 'consent_needed')).toBe(900_000)
    expect([isTold('auth', 1), isTold('unreachable', 2), isTold('unreachable', 3)]).toEqual([
      true,
      false,
      true,
    ])
    expect(isForPerson('throttled')).toBe(false)
  })
})
