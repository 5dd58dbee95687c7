import fc from 'fast-check'
import { expect, test } from 'vitest'
import { automaticOf } from '../../../../src/platforms/email/read/automatic.ts'
import { newWords } from '../../../../src/platforms/email/read/new-words.ts'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import { arrived, composed, letter } from './letters.ts'

const own = ['service@qinghe.example']

test('an agent’s answer: to whom, from whom, about what, in which thread', async () => {
  const mail = await arrived(letter())
  expect(mail).toMatchObject({
    messageId: '<0190f000-0000-7000-8000-000000000001.0190f000-0000-7000-8000-00000000000a@qinghe.example>',
    from: { address: 'service@qinghe.example', name: '青禾客服' },
    to: [{ address: 'wang@example.com', name: '王女士' }],
    cc: [],
    replyTo: [],
    subject: 'Re: 洗衣机漏水 [#k7q2m9abcdef]',
    inReplyTo: '<first@example.com>',
    references: ['<first@example.com>'],
    date: new Date('2026-11-22T20:00:00+08:00'),
    faults: [],
  })
})

test('its text: the words, who wrote them, and the question below', async () => {
  const { text } = await arrived(letter())
  expect(text).toBe(
    [
      '王女士您好：',
      '',
      '地板泡水肯定着急。请先关掉水龙头、拔下电源。',
      '',
      '林晓（工号 K001）',
      '青禾电器',
      '电话：400-800-1234',
      '服务时间：周一至周日 9:00–18:00',
      '',
      '在 2026年11月22日 19:05，王女士 写道：',
      '> 洗衣机漏水，',
      '> 地板都泡了！',
    ].join('\n'),
  )
})

test('our own reader finds the quotation in it', async () => {
  const { text, subject, inReplyTo } = await arrived(letter())
  expect(newWords(text, { subject, inReplyTo })).not.toContain('地板都泡了')
  expect(newWords(text, { subject, inReplyTo })).toContain('地板泡水肯定着急')
})

test('only what no person wrote says that it is automatic; all of it is known as ours', async () => {
  const person = await arrived(letter())
  expect(person.signs).toMatchObject({ autoSubmitted: '', autoResponseSuppress: '', precedence: '' })
  const message = { ...letter().message, author: { kind: 'bot' as const, name: '青禾电器' } }
  const receipt = await arrived(letter({ message }))
  expect(receipt.signs.autoSubmitted).toBe('auto-replied')
  expect(receipt.signs.autoResponseSuppress).toMatch(/\bautoreply\b/i)
  // A bounce is the one answer we want.
  expect(receipt.signs.autoResponseSuppress).not.toMatch(/\bNDR\b|\bAll\b/i)
  expect(receipt.text).toContain('这封邮件由系统自动发出')
  for (const mail of [person, receipt])
    expect(automaticOf({ ...mail, from: { address: 'x@y.z', name: '' } }, own)).toBe('loop')
})

test.each([
  ['答复: 回复：Re: RE[2]: 洗衣机漏水', 'Re: 洗衣机漏水 [#k7q2m9abcdef]'],
  ['洗衣机 [#k7q2m9abcdef] 漏水', 'Re: 洗衣机 漏水 [#k7q2m9abcdef]'],
  ['', 'Re: 您的来信 [#k7q2m9abcdef]'],
  ['a\r\nBcc: victim@example.com', 'Re: a Bcc: victim@example.com [#k7q2m9abcdef]'],
  ['=?utf-8?B?5L2g5aW9?=', 'Re: = ?utf-8?B?5L2g5aW9?= [#k7q2m9abcdef]'],
  ['😀'.repeat(300), `Re: ${'😀'.repeat(119)}… [#k7q2m9abcdef]`],
  ['关于发票\u202Egnp.exe', 'Re: 关于发票gnp.exe [#k7q2m9abcdef]'],
])('the subject %j is answered as %j', async (subject, expected) => {
  const raw = await composed(letter({ thread: { ...letter().thread, subject } }))
  expect(readMail(raw).subject).toBe(expected)
  expect(linesOf(raw).filter((line) => /^bcc:/i.test(line))).toEqual([])
})

test('a long thread: its first mail, its newest, and the answered one last', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => ({
    messageId: `<${index}@example.com>`,
    outbound: index % 2 === 1,
  }))
  const mail = await arrived(letter({ ids }))
  expect(mail.inReplyTo).toBe('<38@example.com>')
  expect(mail.references).toHaveLength(16)
  expect(mail.references[0]).toBe('<0@example.com>')
  expect(mail.references.slice(-2)).toEqual(['<39@example.com>', '<38@example.com>'])
})

test('a Message-ID that fits no line or hides a header is left out', async () => {
  const bad = [
    `<${'x'.repeat(950)}@example.com>`,
    '<a b@example.com>',
    '<a@b>\r\nBcc: <v@example.com>',
    '<ü@example.com>',
  ]
  const ids = ['<good@example.com>', ...bad].map((messageId) => ({ messageId, outbound: false }))
  const mail = await arrived(letter({ ids }))
  expect(mail).toMatchObject({ inReplyTo: '<good@example.com>', references: ['<good@example.com>'] })
})

test('a very long question is cut', async () => {
  const question = {
    said: '很长的话\n'.repeat(5_000),
    author: '王女士',
    at: new Date('2026-11-22T11:05:00Z'),
  }
  const { text } = await arrived(letter({ question }))
  expect(text.length).toBeLessThan(8_000)
  expect(text.trimEnd()).toMatch(/…$/)
})

test('files come back byte for byte under their names', async () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256))
  const long = `${'很长的文件名'.repeat(20)}.pdf`
  const files = [
    { name: '检测报告（终稿）.pdf', mediaType: 'application/pdf', bytes },
    { name: 'a "b"; c.txt', mediaType: 'text/plain', bytes: Buffer.from('a\nb\r\n.\r\nc') },
    { name: long, mediaType: 'application/pdf', bytes: Buffer.from('x') },
    { name: '../../etc/passwd\r\nX: y', mediaType: 'text/plain\r\nX: y', bytes: Buffer.from('y') },
    { name: '旧邮件.eml', mediaType: 'message/rfc822', bytes: Buffer.from('Subject: x\n\ny\x00') },
  ]
  const { attachments, faults } = await arrived(letter({ files }))
  expect(attachments.map(({ filename }) => filename)).toEqual([
    '检测报告（终稿）.pdf',
    'a _b_; c.txt',
    long,
    'passwdX_ y',
    '旧邮件.eml',
  ])
  for (const [index, { content }] of attachments.entries())
    expect(Buffer.compare(Buffer.from(content), files[index]?.bytes ?? Buffer.alloc(0))).toBe(0)
  expect(attachments.map(({ mediaType }) => mediaType).slice(3)).toEqual([
    'application/octet-stream',
    'application/octet-stream',
  ])
  expect(faults).toEqual([])
})

test('what anybody wrote is literal in the HTML; only our own addresses can be followed', async () => {
  const text =
    '<script>alert(1)</script> <a href="https://evil.example">点我</a> https://evil.example/x https://desk.example.com/chat?a=1&b="2'
  const { html = '' } = await arrived(letter({ message: { ...letter().message, text } }))
  expect(html).toContain('&lt;script&gt;')
  const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
  expect(hrefs).toEqual(['https://desk.example.com/chat?a=1&amp;b='])
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '\r\n',
        '\n',
        '.',
        '=?gbk?B?',
        '?=',
        '"',
        '<',
        '>',
        ',',
        '你',
        '😀',
        'From ',
        ': ',
        '\0',
        '\ud800',
        '\t',
        ' ',
        '\u2028',
      ),
      { maxLength: 80 },
    )
    .map((all) => all.join('')),
)
/** What a name or heading keeps of it. */
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s\ufffd\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, '')

test('whatever customers write in subject, name and words, no header is added and no line too long', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (subject, name, said) => {
      const one = letter({
        thread: { ...letter().thread, subject, name },
        question: { said, author: name, at: new Date('2026-11-22T11:05:00Z') },
        message: { ...letter().message, text: said, author: { kind: 'agent', name } },
      })
      const raw = await composed(one)
      expect(Math.max(...linesOf(raw).map((line) => line.length))).toBeLessThanOrEqual(998)
      expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/)
      expect(fieldNames(raw)).toEqual(expectedFields)
      const mail = await arrived(one)
      expect(mail.to).toHaveLength(1)
      expect(mail.to[0]?.address).toBe('wang@example.com')
      expect(mail.subject.startsWith('Re: ') && mail.subject.endsWith(' [#k7q2m9abcdef]')).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('subjects and names of ordinary characters come back as they were', async () => {
  const ordinary = fc.string({
    unit: fc.constantFrom(...Array.from('漏水Ab1 ，。！😀é—"(),;:<>@[]\\?_-')),
    maxLength: 110,
  })
  await fc.assert(
    fc.asyncProperty(ordinary, async (words) => {
      const mail = await arrived(
        letter({ thread: { ...letter().thread, subject: `题${words}`, name: words } }),
      )
      expect(oneLine(mail.subject)).toBe(oneLine(`Re: 题${words} [#k7q2m9abcdef]`))
    }),
    { numRuns: 300 },
  )
})

test('names and words of ordinary characters come back exactly', async () => {
  const signs = Array.from('漏水Ab1 ，。！😀é—;:=?_.-')
  const ordinary = fc
    .string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 60 })
    .map((one) => `王${one}。`)
  const paragraph = fc.array(ordinary, { minLength: 1, maxLength: 5 }).map((all) => all.join('\n'))
  await fc.assert(
    fc.asyncProperty(ordinary, paragraph, async (name, text) => {
      const one = letter({
        thread: { ...letter().thread, name },
        message: { ...letter().message, text },
        question: undefined,
      })
      const mail = await arrived(one)
      expect(oneLine(mail.to[0]?.name ?? '')).toBe(oneLine(name.replaceAll('=?', '= ?')))
      expect(mail.text.startsWith(`${text}\n\n林晓`)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

const expectedFields = [
  'x-kefutai-loop',
  'from',
  'to',
  'in-reply-to',
  'references',
  'subject',
  'message-id',
  'date',
  'mime-version',
  'content-type',
]
const linesOf = (raw: Buffer): string[] => raw.toString('latin1').split('\r\n')
const fieldNames = (raw: Buffer): string[] => {
  const head = linesOf(raw).slice(0, linesOf(raw).indexOf(''))
  return head.filter((line) => !/^[ \t]/.test(line)).map((line) => line.split(':')[0]?.toLowerCase() ?? '')
}
