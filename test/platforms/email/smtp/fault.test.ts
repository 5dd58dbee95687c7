import { expect, test } from 'vitest'
import { faultOf, type SmtpError } from '../../../../src/platforms/email/smtp/fault.ts'

const error = (message: string, more: Partial<SmtpError> = {}): SmtpError =>
  Object.assign(new Error(message), more)

test.each<[string, Partial<SmtpError>, boolean, Record<string, unknown>]>([
  [
    'lost after its end',
    { code: 'ECONNECTION', command: 'CONN' },
    true,
    { reason: 'uncertain', word: 'late' },
  ],
  [
    'lost before its end',
    { code: 'ECONNECTION', command: 'CONN' },
    false,
    { reason: 'unreachable', word: 'connection' },
  ],
  [
    'an answer that is none',
    { code: 'EMESSAGE', command: 'DATA', response: 'oops' },
    true,
    { reason: 'uncertain' },
  ],
  [
    'an answer of 3xx to the end',
    { code: 'EMESSAGE', command: 'DATA', responseCode: 354 },
    true,
    { reason: 'uncertain' },
  ],
  [
    'a no to the end',
    { code: 'EMESSAGE', command: 'DATA', responseCode: 550 },
    true,
    { reason: 'refused', word: 'content' },
  ],
  [
    'a login wanted at MAIL',
    { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530 },
    false,
    { word: 'login' },
  ],
  [
    'too large, by itself',
    { code: 'EMESSAGE', command: 'MAIL FROM' },
    false,
    { reason: 'refused', word: 'content' },
  ],
  [
    'too large, says the server',
    { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 552 },
    false,
    { reason: 'refused' },
  ],
  [
    'lost its place',
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 503 },
    false,
    { reason: 'unreachable' },
  ],
  [
    'an address no server takes',
    { code: 'EENVELOPE', command: 'API' },
    false,
    { reason: 'refused', word: 'recipient' },
  ],
  [
    'a full mailbox',
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452 },
    false,
    { reason: 'unreachable', retryAfterMs: 300_000 },
  ],
  ['taken back', { code: 'EABORT' }, false, { reason: 'unreachable', word: 'slow' }],
  [
    'not found',
    { code: 'EDNS', originalCode: 'ENOTFOUND' },
    false,
    { reason: 'unreachable', word: 'connection' },
  ],
  [
    'a certificate that is over',
    { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' },
    false,
    { reason: 'unreachable', word: 'tls' },
  ],
])('%s', (_name, more, ended, expected) => {
  expect(faultOf(error('x', more), ended)).toMatchObject(expected)
})

test.each([
  ['450 4.2.0 Greylisted, please try again in 4 minutes', 240_000],
  ['450 4.2.0 try again in 5 s', 60_000],
  ['451 4.7.1 retry in 3600 seconds', 300_000],
  ['451 4.7.1 try later', 120_000],
])('%s: asked again after %d ms', (response, retryAfterMs) => {
  const responseCode = Number(response.slice(0, 3))
  expect(faultOf(error(response, { command: 'RCPT TO', response, responseCode }), false)).toMatchObject({
    retryAfterMs,
  })
})

test.each<[string, string, Record<string, unknown>]>([
  ['RCPT TO', '554 5.7.1 <wang@example.com>: Relay access denied', { reason: 'unreachable', word: 'sender' }],
  ['RCPT TO', '550 5.7.1 Unable to relay', { reason: 'unreachable', word: 'sender' }],
  ['RCPT TO', '550 5.7.0 Authentication required', { reason: 'unreachable', word: 'sender' }],
  ['RCPT TO', '550 5.4.5 Daily user sending quota exceeded.', { reason: 'unreachable', word: 'busy' }],
  ['DATA', '550 5.4.5 Daily sending quota exceeded', { reason: 'unreachable', word: 'busy' }],
  ['RCPT TO', '550 5.1.1 User unknown', { reason: 'refused', word: 'recipient' }],
  ['RCPT TO', '552 5.2.2 Mailbox quota exceeded', { reason: 'refused', word: 'recipient' }],
  ['RCPT TO', '550 5.7.1 Recipient does not take mails from outside', { reason: 'refused' }],
])('%s %s: whose fault it is', (command, response, expected) => {
  const responseCode = Number(response.slice(0, 3))
  const code = command === 'DATA' ? 'EMESSAGE' : 'EENVELOPE'
  expect(faultOf(error('x', { code, command, response, responseCode }), command === 'DATA')).toMatchObject(
    expected,
  )
})

test('what a server says is told on one line, without anybody’s address', () => {
  const response =
    '550 5.1.1 <wang.li+a@example.com>: Recipient\r\n550 王@例子.中国 unknown mailto:a@b.cn (a@b.cn)'
  const { said } = faultOf(error('x', { command: 'RCPT TO', response, responseCode: 550 }), false)
  expect(said).toBe('550 5.1.1 <…@example.com>: Recipient 550 …@例子.中国 unknown mailto:…@b.cn (…@b.cn)')
})
