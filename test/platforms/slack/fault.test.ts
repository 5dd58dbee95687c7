import { readFileSync } from 'node:fs'
import path from 'node:path'
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api'
import { describe, expect, test } from 'vitest'
import { locales } from '../../../src/lib/i18n.ts'
import { faultOf, refusalOf, refusalsWithWords } from '../../../src/platforms/slack/fault.ts'

const say = (key: string, values?: Record<string, string | number>): string =>
  `${key} ${JSON.stringify(values ?? {})}`
const said = (error: string, more: object = {}) => new WebAPIPlatformError({ ok: false, error, ...more })
const broken = (code: string, name = 'Error') =>
  new WebAPIRequestError(
    Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code, name }) }),
  )

const texts = (locale: string): { fault: { refused: Record<string, string> } } =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../../locales/${locale}/slack.json`), 'utf8'))

test.each(locales)('every refusal with words has them in %s, and no other', (locale) => {
  expect(new Set(Object.keys(texts(locale).fault.refused))).toEqual(new Set([...refusalsWithWords, 'other']))
})

describe.each([
  ['ECONNREFUSED', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],
  ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
  ['CERT_HAS_EXPIRED', 'unreachable'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unreachable'],
  ['ECONNRESET', 'uncertain'],
  ['UND_ERR_SOCKET', 'uncertain'],
  ['UND_ERR_HEADERS_TIMEOUT', 'uncertain'],
] as const)('%s', (code, reason) => {
  test(`${reason} where something was posted`, () => {
    const fault = faultOf(broken(code), { method: 'chat.postMessage', posting: true, say })
    expect(fault.reason).toBe(reason)
    expect(fault.message).toContain(code)
  })

  test('tried again where asking twice does no harm', () => {
    expect(faultOf(broken(code), { method: 'chat.update', posting: false, say }).reason).toBe('unreachable')
  })
})

test.each([
  [said('invalid_auth'), 'unreachable'],
  [said('account_inactive'), 'unreachable'],
  [said('ratelimited'), 'unreachable'],
  [said('service_unavailable'), 'unreachable'],
  [said('internal_error'), 'uncertain'],
  [said('<html><body>Sign in to the hotel’s network xoxb-1</body></html>'), 'uncertain'],
  [
    said('invalid_blocks', {
      response_metadata: { messages: ['[ERROR] no more than 50 [json-pointer:/blocks]'] },
    }),
    'refused',
  ],
  [new WebAPIHTTPError(502, 'Bad Gateway', {}, '<html>xoxb-1'), 'uncertain'],
  [new WebAPIHTTPError(407, 'Proxy Authentication Required', {}, ''), 'unreachable'],
  [new WebAPIHTTPError(413, 'Too Large', {}, ''), 'refused'],
  [new TypeError('terminated'), 'uncertain'],
  ['a thrown string', 'uncertain'],
] as const)('%s → %s', (error, reason) => {
  const fault = faultOf(error, { method: 'chat.postMessage', posting: true, say })
  expect(fault.reason).toBe(reason)
  expect(fault.message).not.toMatch(/xoxb|html/)
})

test('the code of a refusal can be asked for, and of nothing else', () => {
  const fault = faultOf(said('is_archived'), { method: 'chat.postMessage', posting: true, say })
  expect(refusalOf(fault)).toBe('is_archived')
  expect(refusalOf(new Error('is_archived'))).toBeUndefined()
  expect(faultOf(fault, { method: 'x', posting: true, say })).toBe(fault)
})
