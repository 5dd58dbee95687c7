import { expect, test } from 'vitest'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import { type Line, lines, mail, parts, sender } from '../../../support/raw-mail.ts'
import { file, multipart, text } from './fixtures.ts'

const html = (body: string): Buffer => mail(['Content-Type: text/html; charset=utf-8'], [body])
const many = (piece: string, times: number): string => piece.repeat(times)

/** Name, bytes, and the most processor time it may take; what must survive is asked below. */
const heavy: [name: string, make: () => Buffer, longestMs: number][] = [
  ['25 MB in base64', () => multipart('mixed', [text('x'), file([], Buffer.alloc(25_000_000, 7))]), 2500],
  [
    '25 MB of padding signs',
    () => mail(['Content-Transfer-Encoding: base64'], [many('=', 25_000_000)]),
    2500,
  ],
  [
    '10 MB of quoted-printable',
    () => mail(['Content-Transfer-Encoding: quoted-printable'], [many('=E4=BD=A0', 1_100_000)]),
    2500,
  ],
  [
    '25 MB of plain text',
    () => mail(['Content-Type: text/plain; charset=gbk'], [many('hello 12\n', 2_700_000)]),
    2500,
  ],
  ['10,000 header fields', () => mail(many('X-Junk: 1\n', 10_000).trim().split('\n')), 2500],
  ['one header field of 20 MB', () => mail([`Subject: ${many('a ', 10_000_000)}`]), 2500],
  ['a header field of 500,000 lines', () => mail([`Subject: a${many('\r\n b', 500_000)}`]), 2500],
  ['100,000 encoded words', () => mail([`Subject: ${many('=?gbk?q?a?= ', 100_000)}`]), 2500],
  ['encoded words without ends', () => mail([`Subject: ${many('=?gbk?q?', 100_000)}`]), 2500],
  ['addresses of nothing but brackets', () => mail([`Cc: ${many('<(":', 50_000)}`]), 2500],
  ['100,000 addresses', () => mail([`Cc: ${many('a@b.cn, ', 100_000)}`]), 2500],
  ['100,000 parameters', () => mail([`Content-Type: text/plain; ${many('a*0=b; ', 100_000)}`]), 2500],
  ['100,000 references', () => mail([`References: ${many('<a@b> ', 100_000)}`]), 2500],
  [
    '100,000 parts',
    () => mail(['Content-Type: multipart/mixed; boundary=b'], many('--b\n\nx\n', 100_000).split('\n')),
    2500,
  ],
  [
    'lines that are nearly boundaries',
    () => mail(['Content-Type: multipart/mixed; boundary=b'], [many('--bx\n', 2_000_000)]),
    2500,
  ],
  ['HTML 500,000 deep', () => html(many('<div>', 500_000)), 2500],
  ['HTML of closing tags', () => html(many('<b>', 290) + many('</i>', 400_000)), 2500],
  ['quotations 100,000 deep', () => html(many('<blockquote>a', 100_000)), 2500],
  ['a tag of 100,000 attributes', () => html(`<p ${many('a=b ', 100_000)} c>x`), 2500],
  ['open comments', () => html(many('<!--', 400_000)), 2500],
  ['less-than signs', () => html(many('<', 1_000_000)), 2500],
  ['blanks', () => html(`a${many(' ', 1_500_000)}b`), 2500],
  ['links', () => html(many('<a href="https://a.cn">x', 50_000)), 2500],
]

test.each(heavy)(
  '%s',
  (_name, make, longestMs) => {
    const raw = make()
    const began = process.cpuUsage()
    const read = readMail(raw)
    const { user, system } = process.cpuUsage(began)
    expect(read.faults).not.toContain('unreadable')
    expect(read.from.address).toBe('wang@example.com')
    expect((user + system) / 1000).toBeLessThan(longestMs)
  },
  20_000,
)

test('ten thousand fields before the sender do not hide who writes what', () => {
  const junk: Line[] = Array.from({ length: 10_000 }, (_, index) => `X-${index}: 1`)
  const read = readMail(lines([...junk, sender, 'Subject: 退款', '', '在这里']))
  expect(read).toMatchObject({ subject: '退款', text: '在这里', from: { name: '王女士' } })
  expect(read.faults).toContain('too_many_headers')
  expect(read.headers.length).toBeLessThanOrEqual(1000)
})

test('of too many parts the first are read', () => {
  const all = Array.from({ length: 3000 }, (_, index) => text(`${index}`))
  const read = readMail(mail(['Content-Type: multipart/mixed; boundary=b'], parts('b', all)))
  expect(read.text.startsWith('0\n1\n2\n')).toBe(true)
  expect(read.faults).toEqual(['too_many_parts'])
})

test('words of HTML too deep to follow are cut, and said to be', () => {
  const read = readMail(html(`<p>开头</p>${many('<div>', 100_000)}`))
  expect(read.text).toBe('开头')
  expect(read.faults).toContain('text_cut')
})
