import path from 'node:path'
import { expect, test } from 'vitest'
import { createTranslate, locales } from '../../../src/lib/i18n.ts'
import { cleanName, cleanText, cut, isBlank } from '../../../src/platforms/web/clean.ts'
import { readCookie } from '../../../src/platforms/web/cookie.ts'
import { dispositionOf } from '../../../src/platforms/web/file-name.ts'
import { createLimit } from '../../../src/platforms/web/limit.ts'
import { readNotice } from '../../../src/platforms/web/notice.ts'
import { refusalCodes } from '../../../src/platforms/web/refusal.ts'
import { createSink } from '../../../src/platforms/web/sink.ts'

test.each([
  ['a\r\nb\rc', 'a\nb\nc'],
  ['\u0000', ''],
  ['\ud83d', '\ufffd'],
  ['👨‍👩‍👧 \u200b\u202e', '👨‍👩‍👧 \u200b\u202e'],
])('%j is kept as %j', (said, kept) => expect(cleanText(said)).toBe(kept))

test.each([
  ['  王   女士\n', '王 女士'],
  ['\u202e evil \u2066', 'evil'],
  ['😀'.repeat(61), '😀'.repeat(60)],
])('a name like %j becomes %j', (said, name) => expect(cleanName(said)).toBe(name))

test.each([
  ['', true],
  [' \u3000\u200b\u00ad\u2800\u3164', true],
  ['。', false],
  ['👍', false],
])('%j is blank: %s', (text, blank) => expect(isBlank(text)).toBe(blank))

test('cutting counts characters and never halves one', () => {
  expect(cut('😀😀😀', 2)).toEqual({ text: '😀😀', cut: true })
  expect(cut('😀😀', 2)).toEqual({ text: '😀😀', cut: false })
})

test.each([
  ['a=1; kefutai_session=xyz; b=2', 'xyz'],
  ['kefutai_session_agent=abc', undefined],
  ['xkefutai_session=abc', undefined],
  ['', undefined],
])('in %j the session is %j', (header, value) => expect(readCookie(header, 'kefutai_session')).toBe(value))

test('a file name in a header can end neither the header nor the name', () => {
  const header = dispositionOf('attachment', 'a"; filename="b.exe\\发票(1).pdf')
  expect(header).toBe(
    'attachment; filename="a_; filename=_b.exe___(1).pdf"; filename*=UTF-8\'\'a%22%3B%20filename%3D%22b.exe%5C%E5%8F%91%E7%A5%A8%281%29.pdf',
  )
})

test('a limit counts each key alone and forgets with time', () => {
  let now = new Date(0)
  const take = createLimit({ max: 2, perMs: 1000, now: () => now })
  expect([take('a'), take('a'), take('a'), take('b')]).toEqual([0, 0, 1000, 0])
  now = new Date(400)
  expect(take('a')).toBe(600)
  now = new Date(1000)
  expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 1000])
})

test.each(['', 'hello', '7', 'null', '{}', '{"room":7,"post":"x"}', '{"room":"desk"}'])(
  '%j is no notice',
  (payload) => expect(readNotice(payload)).toBeUndefined(),
)

test('a reader that does not read is told to load again and dropped', () => {
  const written: string[] = []
  let destroyed = false
  const outlet = {
    write: (text: string) => written.push(text),
    end: () => undefined,
    destroy: () => {
      destroyed = true
    },
    writableLength: 0,
    destroyed: false,
  }
  const sink = createSink(outlet)
  sink.send({ type: 'read', seq: '1' })
  expect(sink.closed).toBe(false)
  outlet.writableLength = 600 * 1024
  sink.send({ type: 'read', seq: '2' })
  expect(sink.closed).toBe(true)
  expect(destroyed).toBe(true)
  sink.send({ type: 'read', seq: '3' })
  expect(written).toEqual([
    'event: read\ndata: {"type":"read","seq":"1"}\n\n',
    'event: reload\ndata: {"type":"reload"}\n\n',
  ])
})

test('what is said can never look like another event', () => {
  const written: string[] = []
  const outlet = {
    write: (text: string) => written.push(text),
    end() {},
    destroy() {},
    writableLength: 0,
    destroyed: false,
  }
  createSink(outlet).send({ type: 'typing', room: 'r', name: 'x\n\nevent: reload\ndata: {}' })
  expect(written.join('').split('\n\n')).toHaveLength(2)
})

test('every refusal has words in every language', () => {
  const translate = createTranslate(path.resolve(import.meta.dirname, '../../../locales'))
  for (const locale of locales)
    for (const code of refusalCodes) expect(translate(locale, `web.server.refusal.${code}`)).toMatch(/[。.]$/)
})
