import { expect, test } from 'vitest'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import { big5, gbk, hz, iso2022jp } from '../../../support/charset.ts'
import { type Line, mail, quotedPrintable, word } from '../../../support/raw-mail.ts'

const plain = (charset: string): string => `Content-Type: text/plain; charset=${charset}`
const said = '您好，我的订单还没有发货，请问什么时候能到？'
const half = gbk('退款问题').subarray(0, 3)
const rest = gbk('退款问题').subarray(3)

/** Name, header lines, body lines, the text or subject to read, and faults. */
const bodies: [name: string, header: Line[], body: Line[], text: string, faults: string[]][] = [
  ['declared UTF-8', [plain('utf-8')], [said], said, []],
  [
    'GBK declared as GB2312, with characters GB2312 lacks',
    [plain('gb2312')],
    [gbk('喆、镕、囧：已付款')],
    '喆、镕、囧：已付款',
    [],
  ],
  ['GB18030 with four bytes declared as GB2312', [plain('GB2312')], [gbk('谢谢😊')], '谢谢😊', []],
  ['GBK declared as us-ascii', [plain('us-ascii')], [gbk(said)], said, ['charset_wrong']],
  ['GBK declared as utf-8', [plain('utf-8')], [gbk(said)], said, ['charset_wrong']],
  ['GBK declared as iso-8859-1', [plain('iso-8859-1')], [gbk(said)], said, ['charset_wrong']],
  ['UTF-8 declared as GB2312', [plain('gb2312')], [said], said, ['charset_wrong']],
  ['one character of GBK that is UTF-8 too', [plain('gb2312')], [gbk('一')], '一', []],
  ['UTF-8 declared as us-ascii', [plain('us-ascii')], [said], said, ['charset_wrong']],
  ['undeclared GBK', [], [gbk(said)], said, ['charset_missing']],
  ['undeclared UTF-8', [], [said], said, ['charset_missing']],
  ['utf-8-sig with its mark', [plain('utf-8-sig')], ['\ufeff', said], said, []],
  ['Big5', [plain('Big5')], [big5('您好，我想退貨')], '您好，我想退貨', []],
  ['ISO-2022-JP', [plain('iso-2022-jp')], [iso2022jp('返品について')], '返品について', []],
  ['ISO-2022-JP undeclared', [], [iso2022jp('返品について')], '返品について', ['charset_missing']],
  ['HZ', [plain('hz-gb-2312')], [hz('我要退款 ok')], '我要退款 ok', []],
  ['HZ undeclared', [], [hz('我要退款 ok')], '我要退款 ok', ['charset_missing']],
  [
    'a tilde and a brace that are no HZ',
    [plain('us-ascii')],
    ['use ~{home} and ~}'],
    'use ~{home} and ~}',
    [],
  ],
  [
    'French in latin1 stays French',
    [plain('iso-8859-1')],
    [Buffer.from('Café à Paris, naïve', 'latin1')],
    'Café à Paris, naïve',
    [],
  ],
  [
    'German in latin1 stays German',
    [plain('iso-8859-1')],
    [Buffer.from('Mit freundlichen Grüßen', 'latin1')],
    'Mit freundlichen Grüßen',
    [],
  ],
  ['two characters of GBK that are UTF-8 too', [], [gbk('谢谢')], '谢谢', ['charset_missing']],
  ['a quoted, odd name', ['Content-Type: text/plain; CHARSET="x-GBK"'], [gbk(said)], said, []],
  ['cp936', [plain('CP936')], [gbk(said)], said, []],
  ['a name nobody knows', [plain('klingon-1')], [gbk(said)], said, ['charset_unknown', 'charset_missing']],
  [
    'GBK with one byte that is none',
    [plain('gb2312')],
    [Buffer.concat([gbk('请换货'), Buffer.from([0xff]), gbk('谢谢')])],
    '请换货谢谢',
    ['characters_lost'],
  ],
  [
    'Big5 declared as GB2312',
    [plain('gb2312')],
    [big5('您好，我想請問這個訂單什麼時候可以出貨')],
    '您好，我想請問這個訂單什麼時候可以出貨',
    ['charset_wrong'],
  ],
  [
    'undeclared Big5',
    [],
    [big5('昨天收到的電視開不了機，請問怎麼退貨')],
    '昨天收到的電視開不了機，請問怎麼退貨',
    ['charset_missing'],
  ],
  [
    'names of GBK declared as windows-1252',
    [plain('windows-1252')],
    [gbk('张玥、李喆的快递')],
    '张玥、李喆的快递',
    ['charset_wrong'],
  ],
  ['an emoji in UTF-8 declared as GBK', [plain('gbk')], ['🙏'], '🙏', ['charset_wrong']],
  [
    'short UTF-8 cut in the middle of a character',
    [plain('utf-8')],
    [Buffer.from('谢谢您').subarray(0, -1)],
    '谢谢',
    ['characters_lost'],
  ],
  [
    'a line of a gateway in GBK under UTF-8',
    [plain('utf-8')],
    ['不退了', gbk('此邮件由网关检查')],
    '不退了\n此邮件由网关检查',
    ['charset_wrong'],
  ],
  [
    'UTF-8 cut in the middle of its last character',
    [plain('utf-8')],
    [Buffer.from(said).subarray(0, -1)],
    said.slice(0, -1),
    ['characters_lost'],
  ],
  [
    'quoted-printable GBK',
    [plain('gbk'), 'Content-Transfer-Encoding: quoted-printable'],
    [quotedPrintable(gbk(said))],
    said,
    [],
  ],
]

test.each(bodies)('body: %s', (_name, header, body, text, faults) => {
  const read = readMail(mail(['Subject: x', ...header], body))
  expect(read.text.replaceAll('\ufffd', '').trim()).toBe(text)
  expect(new Set(read.faults)).toEqual(new Set(faults))
})

const subjects: [name: string, subject: Line, header: Line[], text: string][] = [
  ['raw UTF-8', ['Subject: ', '关于退款'], [], '关于退款'],
  ['raw GBK', ['Subject: ', gbk('关于退款的问题')], [], '关于退款的问题'],
  ['raw Big5 when the body says so', ['Subject: ', big5('關於退貨')], [plain('big5')], '關於退貨'],
  ['raw HZ when the body says so', ['Subject: ', hz('退款')], [plain('hz-gb-2312')], '退款'],
  ['one encoded word', `Subject: ${word(gbk('退款'), 'gb2312')}`, [], '退款'],
  [
    'words cut inside a character',
    `Subject: ${word(half, 'GBK')}\r\n ${word(rest, 'gb2312')}`,
    [],
    '退款问题',
  ],
  [
    'words cut inside a base64 group',
    'Subject: =?utf-8?B?6YCA5qy+6Z?=\r\n =?UTF-8?B?eu6aKY?=',
    [],
    '退款问题',
  ],
  [
    'a word in lower case with a language',
    `Subject: =?gb2312*zh?q?${quotedPrintable(gbk('退款'))}?=`,
    [],
    '退款',
  ],
  [
    'GBK declared as utf-8 in a word',
    `Subject: ${word(gbk('关于退款的问题'), 'utf-8')}`,
    [],
    '关于退款的问题',
  ],
  [
    'words and plain text',
    `Subject: Re: ${word(gbk('退款'), 'gbk')} ${word(gbk('问题'), 'gbk')} ok`,
    [],
    'Re: 退款问题 ok',
  ],
  ['raw latin1', ['Subject: ', Buffer.from('Café', 'latin1')], [], 'Café'],
  ['folded over lines', 'Subject: one\r\n two\r\n\tthree', [], 'one two three'],
  ['a word without end', 'Subject: =?utf-8?B?6YCA5qy+', [], '=?utf-8?B?6YCA5qy+'],
]

test.each(subjects)('subject: %s', (_name, subject, header, text) => {
  expect(readMail(mail([subject, ...header], ['x'])).subject).toBe(text)
})

test('names of people in raw GBK, in words, quoted and in comments', () => {
  const raw = mail([
    [
      'Cc: ',
      gbk('王丽, 采购'),
      ' <a@b.cn>, "',
      word(gbk('李,四'), 'gb2312'),
      '" <li@b.cn>, zhao@b.cn (',
      gbk('赵六'),
      ')',
    ],
    ['Reply-To: "', gbk('张三'), '" <ZHANG@B.cn>'],
  ])
  const read = readMail(raw)
  expect(read.replyTo).toEqual([{ name: '张三', address: 'zhang@b.cn' }])
  expect(read.cc.map((one) => one.address).filter(Boolean)).toEqual(['a@b.cn', 'li@b.cn', 'zhao@b.cn'])
  expect(read.cc.find((one) => one.address === 'li@b.cn')?.name).toBe('李,四')
  expect(read.cc.find((one) => one.address === 'zhao@b.cn')?.name).toBe('赵六')
  expect(read.faults).toContain('raw_8bit_header')
})
