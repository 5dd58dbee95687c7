import { getSignature, decrypt as theirDecrypt, encrypt as theirEncrypt } from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ForbiddenError } from '../../../src/lib/errors.ts'
import { decrypt, encrypt, isSigned, signatureOf } from '../../../src/platforms/wecom/crypt.ts'

// WeCom's published example (weworkapi_python).
const token = 'QDG6eK'
const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const corp = 'wx5823bf96d3bd56c7'
const echo = {
  timestamp: '1409659589',
  nonce: '263014780',
  encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
}
const message = {
  timestamp: '1409659813',
  nonce: '1372623149',
  encrypted:
    'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
}

describe('the published vectors', () => {
  test('the console asks whether we are there', () => {
    expect(signatureOf(token, echo)).toBe('5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3')
    expect(decrypt(aesKey, echo.encrypted)).toEqual({ text: '1616140317555161061', receiver: corp })
  })
  test('a message', () => {
    expect(isSigned(token, message, '477715d11cdb4164915debcba66cb864d751f3e6')).toBe(true)
    const { text, receiver } = decrypt(aesKey, message.encrypted)
    expect(receiver).toBe(corp)
    expect(text).toContain('<Content><![CDATA[hello]]></Content>')
    expect(text).toContain('<FromUserName><![CDATA[mycreate]]></FromUserName>')
    expect(text).toContain('<MsgId>4561255354251345929</MsgId>')
  })
  test('an answer', () => {
    const encrypted = encrypt(
      aesKey,
      { text: '<xml>hi</xml>', receiver: corp },
      Buffer.from('0123456789abcdef'),
    )
    expect(encrypted).toBe(
      'sKqRbbiSUnDhFHOvPjtUMbqjklqaJjOPlb38k7N2tHFHvwoLTx/eSyW0suCb+UHoKg9MDOt1kNJf/KX6ZU9Dfg==',
    )
    expect(signatureOf(token, { ...message, encrypted })).toBe('aac67cd79b4d777dd6bfbd6f429aed5d3bf2bc7b')
  })
})

test.each([
  '',
  '477715d11cdb4164915debcba66cb864d751f3e7',
  '477715D11CDB4164915DEBCBA66CB864D751F3E6',
  'ü'.repeat(20),
])('the signature %j is wrong', (signature) => {
  expect(isSigned(token, message, signature)).toBe(false)
})

const key = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64').slice(0, 43))
const words = fc.string({ unit: 'grapheme', maxLength: 300 })

test("what WeCom's own package writes we read, and the other way round", () => {
  fc.assert(
    fc.property(
      key,
      words,
      fc.string({ maxLength: 40 }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      (k, text, receiver, bytes) => {
        const random = Buffer.from(bytes)
        const theirs = theirEncrypt(k, text, receiver, random)
        expect(encrypt(k, { text, receiver }, random)).toBe(theirs)
        expect(decrypt(k, theirs)).toEqual({ text, receiver })
        const { message: read, id } = theirDecrypt(k, encrypt(k, { text, receiver }, random))
        expect({ text: read, receiver: id }).toEqual({ text, receiver })
        const signed = { timestamp: '1', nonce: text, encrypted: theirs }
        expect(signatureOf(token, signed)).toBe(getSignature(token, '1', text, theirs))
      },
    ),
  )
})

test('what is not ours or was changed is refused and never read half', () => {
  expect(() => decrypt(aesKey, '')).toThrow(ForbiddenError)
  expect(() => decrypt(aesKey, 'AAAA')).toThrow(ForbiddenError)
  expect(() => decrypt(`a${aesKey.slice(1)}`, message.encrypted)).toThrow(ForbiddenError)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        const { text, receiver } = decrypt(aesKey, Buffer.from(bytes).toString('base64'))
        expect(typeof text + typeof receiver).toBe('stringstring')
      } catch (error) {
        expect(error).toBeInstanceOf(ForbiddenError)
      }
    }),
  )
})
