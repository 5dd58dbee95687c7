import { expect, test } from 'vitest'
import { faultOf } from '../../../src/platforms/email/imap/fault.ts'
import { takesCodesOnly, takesTokensOnly } from '../../../src/platforms/email/passwords.ts'
import { presets } from '../../../src/platforms/email/setup/presets.ts'

// Alibaba's for companies takes the account's password where its administrator has not switched that off.
const known = presets.filter(({ id }) => id !== 'aliyun_qiye')
const hosts = known.flatMap(({ id, imap, smtp, signIn }) =>
  [imap.host, smtp.host].map((host): [string, string, string] => [host, signIn, id]),
)

test.each(hosts)('%s takes a %s', (host, signIn) => {
  expect([takesCodesOnly(host), takesTokensOnly(host)]).toEqual([signIn === 'code', signIn === 'oauth'])
})

test.each(['imap.mail.me.com', 'imap.foxmail.com', 'imap.mail.yahoo.co.jp', 'imap.vip.126.com'])(
  '%s takes a code',
  (host) => {
    expect(takesCodesOnly(host)).toBe(true)
  },
)

test.each(['mail.example.com', 'mail.163.com.example', 'notqq.com', 'imap.some.com'])(
  'of %s nobody knows',
  (host) => {
    expect([takesCodesOnly(host), takesTokensOnly(host)]).toEqual([false, false])
  },
)

test.each(hosts.filter(([, signIn]) => signIn === 'code'))('a refusal of %s is about the code', (host) => {
  const refused = Object.assign(new Error('Command failed'), {
    authenticationFailed: true,
    response: 'LOGIN failed',
  })
  expect(faultOf(refused, { host, by: 'password' })).toBe('app_password_needed')
})
