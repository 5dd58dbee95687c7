import { gzipSync } from 'node:zlib'
import type { ReadMail } from '../../../../src/platforms/email/read/mail.ts'
import { gbk } from '../../../support/charset.ts'
import {
  base64,
  type Line,
  lines,
  mail,
  parts,
  quotedPrintable,
  sender,
  word,
} from '../../../support/raw-mail.ts'

const picture = Buffer.from('89504e470d0a1a0a0000', 'hex')
export const text = (said: string): Line[] => ['Content-Type: text/plain; charset=utf-8', '', said]
export const file = (header: Line[], content: Uint8Array | string = 'abc'): Line[] => [
  'Content-Type: application/octet-stream',
  'Content-Transfer-Encoding: base64',
  ...header,
  '',
  base64(content),
]
export const multipart = (kind: string, all: Line[][], boundary = 'b1'): Buffer =>
  mail([`Content-Type: multipart/${kind}; boundary="${boundary}"`], parts(boundary, all))
const named = (header: Line[]): Buffer => multipart('mixed', [text('见附件'), file(header)])
const nested = (depth: number): Line[] =>
  depth === 0
    ? text('最里面')
    : [`Content-Type: multipart/mixed; boundary=d${depth}`, '', ...parts(`d${depth}`, [nested(depth - 1)])]

type Expected = { [K in keyof ReadMail]?: unknown }

/** Name, raw bytes, and what must be read from them. */
export const fixtures: [name: string, raw: Uint8Array, expected: Expected][] = [
  ['no byte at all', Buffer.alloc(0), { text: '', subject: '', faults: ['empty', 'no_from'] }],
  ['only white space', lines(['', ' ', '']), { text: '' }],
  ['words without any header', lines(['你好，这里只有正文']), { text: '你好，这里只有正文' }],
  [
    'bare line feeds',
    lines([sender, 'Subject: a', '', 'one', 'two'], '\n'),
    { subject: 'a', text: 'one\ntwo', faults: [] },
  ],
  [
    'bare carriage returns',
    lines([sender, 'Subject: a', '', 'one', 'two'], '\r'),
    { subject: 'a', text: 'one\ntwo' },
  ],
  [
    'mixed line ends',
    Buffer.concat([lines([sender, 'Subject: a'], '\n'), lines(['', 'one']), lines(['two'], '\r\r\n')]),
    { subject: 'a', text: 'one\ntwo' },
  ],
  [
    'no empty line behind the header',
    mail(['Subject: a', '这里已经是正文，', '第二行']),
    { subject: 'a', faults: ['no_header_end', 'charset_missing'] },
  ],
  [
    'a header line broken without its indent',
    mail(['Subject: a long', 'rest of it', 'X-Other: 1'], ['x']),
    { subject: 'a long rest of it', text: 'x' },
  ],
  [
    'the first line of a mailbox file',
    lines(['From wang@example.com Mon May  5', sender, 'Subject: a', '', 'x']),
    { subject: 'a', text: 'x' },
  ],
  [
    'an address without a name, in capitals',
    lines(['From: WANG@Example.COM', '', 'x']),
    { from: { address: 'wang@example.com', name: '' } },
  ],
  [
    'two senders',
    lines([sender, 'From: b@evil.example', '', 'x']),
    { from: { address: 'wang@example.com', name: '王女士' }, faults: ['several_from'] },
  ],
  [
    'Message-IDs folded, doubled and without brackets',
    lines([
      sender,
      'Message-ID:',
      ' <a@b>',
      'In-Reply-To: Your mail <c@d>',
      'References: <e@f>',
      ' <a@b> <e@f>',
      '',
      'x',
    ]),
    { messageId: '<a@b>', inReplyTo: '<c@d>', references: ['<e@f>', '<a@b>'] },
  ],
  [
    'a bare Message-ID',
    lines([sender, 'Message-ID: a@b', '', 'x']),
    { messageId: '<a@b>', inReplyTo: undefined, references: [] },
  ],
  ['an empty Message-ID', lines([sender, 'Message-ID: <>', '', 'x']), { messageId: undefined }],
  [
    'a date with a comment',
    mail(['Date: Mon, 5 May 2025 00:16:35 +0800 (CST)'], ['x']),
    { date: new Date('2025-05-04T16:16:35Z') },
  ],
  [
    'a date without a zone',
    mail(['Date: 5 May 2025 00:16:35'], ['x']),
    { date: new Date('2025-05-05T00:16:35Z') },
  ],
  [
    'a type with its semicolon forgotten',
    mail(['Content-Type: text/html charset=gbk'], [gbk('<b>退款</b>')]),
    { text: '退款', faults: [] },
  ],
  [
    'words that are named like a file',
    mail(['Content-Type: text/plain; charset=utf-8; name="mail.txt"'], ['你好']),
    { text: '你好', attachments: [] },
  ],
  [
    'the same for other programs',
    multipart('alternative', [text('a'), ['Content-Type: text/x-amp-html', '', 'b']]),
    { text: 'a', attachments: [] },
  ],
  ['a date that is none', mail(['Date: 昨天'], ['x']), { date: undefined }],
  [
    'signs of automatic mail',
    mail(
      [
        'Auto-Submitted: Auto-Replied',
        'Precedence: BULK',
        'Return-Path: <>',
        'X-Autoreply: yes',
        'List-Id: <l.example>',
        'X-Auto-Response-Suppress: All',
      ],
      ['x'],
    ),
    {
      signs: {
        autoSubmitted: 'auto-replied',
        precedence: 'bulk',
        returnPath: '<>',
        autoReply: 'yes',
        listId: '<l.example>',
        autoResponseSuppress: 'all',
        listUnsubscribe: '',
        failedRecipients: '',
        contentType: '',
        reportType: '',
      },
    },
  ],
  [
    'plain and HTML of the same',
    multipart('alternative', [text('纯文本'), ['Content-Type: text/html', '', '<b>网页</b>']]),
    { text: '纯文本', textFrom: 'plain', html: '<b>网页</b>' },
  ],
  [
    'HTML with an empty plain text',
    multipart('alternative', [text('  '), ['Content-Type: text/html', '', '<p>网页</p>']]),
    { text: '网页', textFrom: 'html' },
  ],
  [
    'HTML whose character set only it names',
    mail(['Content-Type: text/html'], ['<meta charset="gb2312"><p>', gbk('退款'), '</p>']),
    { text: '退款', html: '<p>\n退款\n</p>' },
  ],
  ['HTML without a type', mail([], ['<html><body>hi</body></html>']), { text: 'hi', textFrom: 'html' }],
  [
    'text, file and text again',
    multipart('mixed', [text('上面'), file([]), text('下面')]),
    { text: '上面\n下面', attachments: [{ size: 3 }] },
  ],
  [
    'multiparts inside each other',
    multipart('mixed', [
      [
        'Content-Type: multipart/related; boundary=b2',
        '',
        ...parts('b2', [
          [
            'Content-Type: multipart/alternative; boundary=b3',
            '',
            ...parts('b3', [text('纯'), ['Content-Type: text/html', '', '<p>网<img src="cid:p@1"></p>']]),
          ],
          [
            'Content-Type: image/png',
            'Content-ID: <p@1>',
            'Content-Transfer-Encoding: base64',
            '',
            base64(picture),
          ],
        ]),
      ],
      file(['Content-Disposition: attachment; filename=a.pdf']),
    ]),
    {
      text: '纯',
      html: '<p>网<img src="cid:p@1"></p>',
      attachments: [
        { filename: 'image.png', inline: true, contentId: 'p@1', size: 10 },
        { filename: 'a.pdf', inline: false },
      ],
      faults: ['charset_missing'],
    },
  ],
  [
    'a picture that is a file',
    multipart('mixed', [
      text('照片'),
      [
        'Content-Type: image/jpeg; name="IMG_1.jpg"',
        'Content-Disposition: inline; filename="IMG_1.jpg"',
        'Content-Transfer-Encoding: base64',
        '',
        base64(picture),
      ],
    ]),
    { attachments: [{ filename: 'IMG_1.jpg', inline: false, mediaType: 'image/jpeg' }] },
  ],
  [
    'no last boundary',
    mail(
      ['Content-Type: multipart/mixed; boundary=b1'],
      ['--b1', ...text('还在'), '--b1', ...file(['Content-Disposition: attachment; filename=a.bin'])],
    ),
    { text: '还在', attachments: [{ filename: 'a.bin', size: 3 }], faults: ['final_boundary_missing'] },
  ],
  [
    'a boundary that the header does not name',
    mail(['Content-Type: multipart/mixed'], parts('==x', [text('找到了'), file([])])),
    { text: '找到了', attachments: [{ size: 3 }], faults: ['boundary_missing'] },
  ],
  [
    'a boundary that never comes',
    mail(['Content-Type: multipart/mixed; boundary=nowhere'], ['只有文字']),
    { text: '只有文字' },
  ],
  [
    'a boundary that starts like another',
    multipart('mixed', [
      ['Content-Type: multipart/mixed; boundary=b11', '', ...parts('b11', [text('里')])],
      text('外'),
    ]),
    { text: '里\n外', faults: [] },
  ],
  [
    'a name in encoded words',
    named([`Content-Disposition: attachment; filename="${word(gbk('报价单.xlsx'), 'gb2312')}"`]),
    { attachments: [{ filename: '报价单.xlsx' }] },
  ],
  [
    'a name of RFC 2231 in pieces',
    named(["Content-Disposition: attachment; filename*1*=%BC%DB%B5%A5.xlsx; filename*0*=gb2312''%B1%A8"]),
    { attachments: [{ filename: '报价单.xlsx' }] },
  ],
  [
    'a name of RFC 2231 beside a plain one',
    named([
      'Content-Disposition: attachment; filename="bjd.xlsx"; filename*=UTF-8\'\'%E6%8A%A5%E4%BB%B7.xlsx',
    ]),
    { attachments: [{ filename: '报价.xlsx' }] },
  ],
  [
    'a name in plain pieces',
    named(['Content-Disposition: attachment; filename*0="long"; filename*1=" name.txt"']),
    { attachments: [{ filename: 'long name.txt' }] },
  ],
  [
    'a raw GBK name',
    named([['Content-Disposition: attachment; filename="', gbk('中文，附件.doc'), '"']]),
    { attachments: [{ filename: '中文，附件.doc' }] },
  ],
  [
    'a name in percent signs',
    named(['Content-Disposition: attachment; filename="%E5%8F%91%E7%A5%A8.pdf"']),
    { attachments: [{ filename: '发票.pdf' }] },
  ],
  [
    'a name with a semicolon, and one without quotes',
    multipart('mixed', [
      file(['Content-Disposition: attachment; filename="a;b.txt"']),
      file(['Content-Disposition: attachment; filename=my file.txt']),
    ]),
    { attachments: [{ filename: 'a;b.txt' }, { filename: 'my file.txt' }] },
  ],
  [
    'a name that climbs',
    named(['Content-Disposition: attachment; filename="../../etc/passwd"']),
    { attachments: [{ filename: 'passwd' }], faults: ['unsafe_filename'] },
  ],
  [
    'a path of Windows',
    named(['Content-Disposition: attachment; filename="C:\\\\Users\\\\w\\\\a.doc"']),
    { attachments: [{ filename: 'a.doc' }], faults: ['unsafe_filename'] },
  ],
  [
    'a name with NUL, controls and a turned end',
    named([["Content-Disposition: attachment; filename*=utf-8''a%00b%0D%0Ac%E2%80%AEfdp.exe"]]),
    { attachments: [{ filename: 'abcfdp.exe' }], faults: ['unsafe_filename'] },
  ],
  [
    'a name that is only dots',
    named(['Content-Disposition: attachment; filename=".."']),
    { attachments: [{ filename: 'attachment.bin' }] },
  ],
  [
    'winmail.dat',
    multipart('mixed', [text('x'), ['Content-Type: application/ms-tnef', '', 'abc']]),
    { attachments: [{ filename: 'winmail.dat', mediaType: 'application/ms-tnef' }], faults: ['tnef'] },
  ],
  [
    'a forwarded mail as a file',
    multipart('mixed', [
      text('请看'),
      [
        'Content-Type: message/rfc822',
        '',
        'From: a@b.cn',
        `Subject: ${word(gbk('原信/一'), 'gbk')}`,
        '',
        '原文',
      ],
    ]),
    { text: '请看', attachments: [{ filename: '原信_一.eml', mediaType: 'message/rfc822' }] },
  ],
  [
    'a bounce',
    mail(
      ['Content-Type: multipart/report; report-type=Delivery-Status; boundary=r'],
      parts('r', [
        text('系统退信'),
        ['Content-Type: message/delivery-status', '', 'Action: failed', 'Status: 5.1.1'],
        ['Content-Type: text/rfc822-headers', '', 'Message-ID: <ours@desk>'],
      ]),
    ),
    {
      text: '系统退信',
      attachments: [],
      signs: { reportType: 'delivery-status', contentType: 'multipart/report' },
      reports: [
        { mediaType: 'message/delivery-status', text: 'Action: failed\nStatus: 5.1.1' },
        { mediaType: 'text/rfc822-headers' },
      ],
    },
  ],
  [
    'base64 with strange signs in it',
    mail(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: BASE64'], ['5L2g!5a*W9']),
    { text: '你好', faults: ['broken_base64'] },
  ],
  [
    'base64 of a wrong length',
    mail(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'], ['5L2g5aW9Y']),
    { text: '你好', faults: ['broken_base64'] },
  ],
  [
    'base64 with padding in its middle',
    mail(
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
      ['5L2gCg==', '5aW9'],
    ),
    { text: '你\n好', faults: ['broken_base64'] },
  ],
  [
    'base64 with a footer of a list',
    mail(
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
      ['5L2g5aW9', '_____', 'This list is run by nobody'],
    ),
    { text: '你好', faults: ['broken_base64'] },
  ],
  [
    'base64 with an address of a list alone on its line',
    mail(
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
      ['5L2g5aW9', 'buyers@lists.example.com'],
    ),
    { text: '你好', faults: ['broken_base64'] },
  ],
  [
    'base64 in the letters for addresses',
    mail(
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
      [Buffer.from('???收到了~~~').toString('base64url')],
    ),
    { text: '???收到了~~~', faults: [] },
  ],
  [
    'one word declared base64',
    mail(['Content-Type: text/plain', 'Content-Transfer-Encoding: base64'], ['Confirmed']),
    { text: 'Confirmed' },
  ],
  [
    'a byte order mark and an empty line before the header',
    Buffer.concat([Buffer.from('\ufeff\r\n'), mail(['Subject: hi', 'Content-Type: text/plain'], ['ok'])]),
    { subject: 'hi', text: 'ok' },
  ],
  [
    'a multipart whose parts are encoded as one',
    mail(
      ['Content-Type: multipart/mixed; boundary=q', 'Content-Transfer-Encoding: base64'],
      [Buffer.from('--q\r\nContent-Type: text/plain\r\n\r\nhello\r\n--q--\r\n').toString('base64')],
    ),
    { text: 'hello', faults: [] },
  ],
  [
    'base64 declared, never applied',
    mail(
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
      ['其实没有编码，就是文字'],
    ),
    { text: '其实没有编码，就是文字', faults: ['broken_base64'] },
  ],
  [
    'broken quoted-printable',
    mail(
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
      [`${quotedPrintable(Buffer.from('价'))} = 5=ZZ =`, 'end'],
    ),
    { text: '价 = 5=ZZ end', faults: ['broken_quoted_printable'] },
  ],
  [
    'an encoding nobody knows',
    mail(['Content-Transfer-Encoding: rot13'], ['uryyb']),
    { text: 'uryyb', faults: ['unknown_encoding'] },
  ],
  [
    'flowed text with a quotation',
    mail(
      ['Content-Type: text/plain; charset=utf-8; format=flowed'],
      ['one ', 'two', '> three ', '> four', '-- ', 'me'],
    ),
    { text: 'one two\n> three four\n-- \nme' },
  ],
  [
    "QQ's plain text with entities",
    mail(['X-Mailer: QQMail 2.x', 'Content-Type: text/plain; charset=utf-8'], ['a&nbsp;b &gt; c']),
    { text: 'a b > c' },
  ],
  ['depth within bounds', mail(nested(8).slice(0, 1), nested(8).slice(2)), { text: '最里面', faults: [] }],
  [
    'depth without bounds',
    mail(nested(300).slice(0, 1), nested(300).slice(2)),
    { attachments: [{ mediaType: 'message/rfc822' }], faults: ['too_deep'] },
  ],
  [
    'a packed file that would fill a disk',
    multipart('mixed', [
      text('资料见附件'),
      file(['Content-Disposition: attachment; filename=bomb.gz'], gzipSync(Buffer.alloc(5_000_000))),
    ]),
    // Nobody opens it: its size is that of the file.
    {
      text: '资料见附件',
      attachments: [{ filename: 'bomb.gz', size: gzipSync(Buffer.alloc(5_000_000)).length }],
    },
  ],
  [
    'an invitation beside words',
    multipart('mixed', [
      text('安装时间请看日程'),
      [
        'Content-Type: text/calendar; charset=utf-8; method=REQUEST; name="invite.ics"',
        '',
        'BEGIN:VCALENDAR',
        'END:VCALENDAR',
      ],
    ]),
    { text: '安装时间请看日程', attachments: [{ filename: 'invite.ics', mediaType: 'text/calendar' }] },
  ],
  [
    'a signed mail',
    mail(
      ['Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=s1'],
      parts('s1', [text('请查收'), file(['Content-Disposition: attachment; filename=smime.p7s'])]),
    ),
    { text: '请查收', attachments: [{ filename: 'smime.p7s' }] },
  ],
  [
    "139's answer, HTML only in GBK",
    mail(
      ['X-Mailer: Richmail_Webapp(V2.4.06)', 'Content-Type: text/html; charset="gb2312"'],
      [gbk('<div>还是不转</div><div id="reply139content"><hr id="replySplit"><div>旧的</div></div>')],
    ),
    { text: '还是不转\n> ________________________________\n> 旧的', textFrom: 'html' },
  ],
  [
    'a picture of the text that HTML shows',
    multipart('related', [
      ['Content-Type: text/html; charset=utf-8', '', '<p>屏幕是这样<img src="cid:p1@x"></p>'],
      [
        'Content-Type: image/png',
        'Content-ID: <p1@x>',
        'Content-Transfer-Encoding: base64',
        '',
        base64(picture),
      ],
    ]),
    { text: '屏幕是这样', attachments: [{ mediaType: 'image/png', inline: true, contentId: 'p1@x' }] },
  ],
  [
    'ISO-2022-JP in subject and text',
    mail(
      ['Subject: =?ISO-2022-JP?B?GyRCQHYyP0BBNWEbKEI=?=', 'Content-Type: text/plain; charset=iso-2022-jp'],
      [Buffer.from('\x1b$B@v2?@A5a\x1b(B', 'latin1')],
    ),
    { text: '洗何請求' },
  ],
]
