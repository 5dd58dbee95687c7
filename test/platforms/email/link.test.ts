import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AnswerLink, readLink, signLink } from '../../../src/platforms/email/link.ts'

const key = Buffer.alloc(32, 7)
const now = new Date('2026-11-22T12:00:00Z')
const link: AnswerLink = {
  thread: '0190f000-0000-7000-8000-00000000000a',
  card: { key: 'survey:0190f000-0000-7000-8000-00000000000b:1', revision: 12 },
  action: 'survey.rate',
  values: { rating: '5' },
  until: new Date('2026-12-22T12:00:00Z'),
}

test('what was signed is read back', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.nat(),
      fc.dictionary(fc.string(), fc.string()),
      (text, revision, values) => {
        const one = { ...link, card: { key: text, revision }, action: text, values: { ...values } }
        const token = signLink(key, one)
        expect(token).toMatch(/^[\w-]+\.[\w-]+$/)
        if (token.length <= 4_000) expect(readLink(key, token, now)).toEqual(one)
      },
    ),
  )
})

test('it works until its end', () => {
  const token = signLink(key, link)
  expect(readLink(key, token, new Date('2026-12-22T11:59:59Z'))).toEqual(link)
  expect(readLink(key, token, new Date('2026-12-22T12:00:00Z'))).toBe('expired')
})

test('nothing in it can be changed', () => {
  const token = signLink(key, link)
  for (let at = 0; at < token.length; at += 1) {
    for (const sign of ['A', 'B', '_']) {
      const changed = token.slice(0, at) + sign + token.slice(at + 1)
      if (changed !== token) expect(readLink(key, changed, now), changed).toBeUndefined()
    }
  }
})

test('what is no token of ours says nothing', () => {
  const token = signLink(key, link)
  const other = signLink(Buffer.alloc(32, 8), link)
  for (const bad of [
    '',
    '.',
    'a.b',
    `${token}.`,
    `${token}=`,
    ` ${token}`,
    token.slice(0, -1),
    other,
    'a'.repeat(1e6),
  ])
    expect(readLink(key, bad, now)).toBeUndefined()
})
