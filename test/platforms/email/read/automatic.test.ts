import { describe, expect, test } from 'vitest'
import { automaticOf, type Judged, loopHeader } from '../../../../src/platforms/email/read/automatic.ts'
import { bounceOf } from '../../../../src/platforms/email/read/bounce.ts'
import type { MailSigns } from '../../../../src/platforms/email/read/mail.ts'

interface Given extends Partial<Omit<Judged, 'signs' | 'from' | 'headers'>> {
  name?: string
  address?: string
  signs?: Partial<MailSigns>
  headers?: Record<string, string>
}

const none: MailSigns = {
  autoSubmitted: '',
  autoResponseSuppress: '',
  autoReply: '',
  precedence: '',
  listId: '',
  listUnsubscribe: '',
  returnPath: '',
  failedRecipients: '',
  contentType: 'text/plain',
  reportType: '',
}

const mail = ({ name = '', address = 'wang@qq.com', signs, headers = {}, ...rest }: Given): Judged => ({
  messageId: '<tencent_1@qq.com>',
  inReplyTo: undefined,
  references: [],
  subject: '冰箱不制冷',
  text: '昨天开始的',
  reports: [],
  attachments: [],
  ...rest,
  from: { name, address },
  signs: { ...none, ...signs },
  headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
})

const own = ['kefu@shop.cn']
const report = { contentType: 'multipart/report', reportType: 'delivery-status' }

const table: [string, string, Given][] = [
  ['a customer', 'none', {}],
  ['Auto-Submitted', 'auto_reply', { signs: { autoSubmitted: 'auto-replied' } }],
  [
    'Auto-Submitted with a comment',
    'auto_reply',
    { signs: { autoSubmitted: 'Auto-Generated (rejected); x=y' } },
  ],
  ['Auto-Submitted: no', 'none', { signs: { autoSubmitted: 'no' } }],
  ['all answers suppressed', 'auto_reply', { signs: { autoResponseSuppress: 'All' } }],
  ['only receipts suppressed', 'none', { signs: { autoResponseSuppress: 'DR, RN, NRN' } }],
  ['X-Autoreply', 'auto_reply', { signs: { autoReply: 'yes' } }],
  ['Precedence: auto_reply', 'auto_reply', { signs: { precedence: 'auto_reply' } }],
  ['自动回复', 'auto_reply', { subject: '自动回复: 冰箱不制冷' }],
  ['自动回复 in brackets', 'auto_reply', { subject: '【自动回复】您的邮件已收到' }],
  ['自动答复 of Outlook', 'auto_reply', { subject: '自动答复: 冰箱不制冷' }],
  ['自動回覆', 'auto_reply', { subject: '自動回覆：冰箱' }],
  ['Automatic reply', 'auto_reply', { subject: 'Automatic reply: your ticket' }],
  ['Out of Office', 'auto_reply', { subject: 'Out of Office Re: your ticket' }],
  ['behind the sender’s name', 'auto_reply', { name: '陈敏', subject: '陈敏 自动回复：冰箱' }],
  ['behind 的', 'auto_reply', { name: '陈敏', subject: '陈敏的自动回复: 冰箱' }],
  [
    'QQ on holiday',
    'auto_reply',
    { subject: 'Re: 冰箱', text: '这是来自QQ邮箱的假期自动回复邮件。\n \n您好，我最近正在休假中' },
  ],
  ['an empty return path', 'auto_reply', { signs: { returnPath: '<>' } }],
  [
    'a read receipt',
    'auto_reply',
    { signs: { contentType: 'multipart/report', reportType: 'disposition-notification' } },
  ],
  [
    'no one behind it',
    'auto_reply',
    { address: 'no-reply@bank.cn', text: '您的账单已出。\n本邮件由系统自动发出，请勿回复。' },
  ],
  ['a question about an automatic answer', 'none', { subject: '关于自动回复：怎么关闭' }],
  ['an answer to an automatic answer', 'none', { subject: '回复: 自动回复: 冰箱' }],
  [
    'QQ on holiday, quoted by a person',
    'none',
    { subject: 'Re: 冰箱', text: '这封不算\n\n> 这是来自QQ邮箱的假期自动回复邮件。' },
  ],
  ['a report', 'bounce', { address: 'mailer-daemon@qq.com', signs: report }],
  ['系统退信', 'bounce', { address: 'postmaster@163.com', subject: '系统退信' }],
  ['来自qq.com的退信', 'bounce', { address: 'postmaster@qq.com', subject: '来自qq.com的退信' }],
  [
    '未送达 of Exchange',
    'bounce',
    { address: 'microsoftexchange329e71@corp.com', subject: '未送达: 冰箱', signs: { returnPath: '<>' } },
  ],
  [
    'X-Failed-Recipients',
    'bounce',
    {
      address: 'mailer-daemon@googlemail.com',
      subject: 'Delivery Status Notification (Failure)',
      signs: { failedRecipients: 'a@b.cn' },
    },
  ],
  [
    'a report of our own server',
    'bounce',
    { address: 'mailer-daemon@shop.cn', messageId: '<1.A@shop.cn>', signs: report },
  ],
  ['a customer asks about a bounce', 'none', { subject: '系统退信是怎么回事' }],
  ['a customer forwards a bounce', 'none', { subject: '转发：系统退信' }],
  ['a customer gives goods back', 'none', { subject: '退信', text: '我寄给你们的信被退了' }],
  ['a list', 'list', { signs: { listId: '<dev.lists.example.com>' } }],
  ['a newsletter', 'list', { signs: { listUnsubscribe: '<https://e.cn/u>' } }],
  ['Precedence: bulk', 'list', { signs: { precedence: 'bulk' } }],
  ['Precedence: list', 'list', { signs: { precedence: 'List' } }],
  [
    'Precedence: junk of a person’s client',
    'none',
    { signs: { precedence: 'junk' }, headers: { 'x-mailer': 'Foxmail 7.2.25' } },
  ],
  [
    'Precedence: bulk in an answer to us',
    'none',
    { subject: 'Re: 冰箱', inReplyTo: '<k1@shop.cn>', signs: { precedence: 'bulk' } },
  ],
  [
    'a person on a list answers us',
    'none',
    { subject: 'Re: 冰箱', inReplyTo: '<k1@shop.cn>', signs: { listId: '<team.corp.com>' } },
  ],
  [
    'a list that answers a third party',
    'list',
    { subject: 'Re: 冰箱', inReplyTo: '<k1@else.cn>', signs: { listId: '<team.corp.com>' } },
  ],
  ['our own group', 'none', { signs: { listId: '客服 <kefu.shop.cn>' } }],
  ['our own Message-ID', 'loop', { messageId: '<k1@shop.cn>' }],
  [
    'our own Message-ID, sent back as automatic',
    'loop',
    { messageId: '<k1@SHOP.cn>', signs: { autoSubmitted: 'auto-replied' } },
  ],
  ['our own address', 'loop', { address: 'Kefu@shop.cn' }],
  ['our own mark', 'loop', { headers: { [loopHeader]: 'shop.cn' } }],
  [
    'an answer that only refers to us',
    'none',
    { subject: 'Re: 冰箱', inReplyTo: '<k1@shop.cn>', references: ['<k1@shop.cn>'] },
  ],
  ['a domain that only ends like ours', 'none', { messageId: '<k1@myshop.cn>' }],
]

test.each(table)('%s: %s', (_, kind, given) => {
  expect(automaticOf(mail(given), own)).toBe(kind)
})

test('a public provider’s domain does not make its customers’ mail ours', () => {
  expect(automaticOf(mail({}), ['kefu@qq.com'])).toBe('none')
  expect(automaticOf(mail({ address: 'kefu@qq.com' }), ['kefu@qq.com'])).toBe('loop')
})

describe('what a bounce is about', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

  test('a report for machines', () => {
    const bounce = bounceOf(
      mail({
        address: 'mailer-daemon@mx.cn',
        subject: 'Undelivered Mail Returned to Sender',
        signs: report,
        reports: [
          {
            mediaType: 'message/delivery-status',
            text: 'Reporting-MTA: dns; mx.cn\n\nFinal-Recipient: rfc822; Wang@corp.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <wang@corp.com>: Recipient address rejected:\n    User unknown\n',
          },
          {
            mediaType: 'text/rfc822-headers',
            text: 'From: kefu@shop.cn\nMessage-ID: <k1@shop.cn>\nSubject: x\n',
          },
        ],
      }),
      own,
    )
    expect(bounce).toEqual({
      recipient: 'wang@corp.com',
      reason: 'no_such_address',
      said: '550 5.1.1 <wang@corp.com>: Recipient address rejected: User unknown',
      final: true,
      about: '<k1@shop.cn>',
    })
  })

  const words: [string, string, string][] = [
    [
      '很抱歉您发送的邮件被退回，收件人（a@b.cn）邮箱已满。 host said: 552 Quota exceeded',
      'mailbox_full',
      'a@b.cn',
    ],
    [
      '您的邮件无法发送到 a@b.cn\n退信原因：收件人邮件地址不存在\n550 Mailbox not found',
      'no_such_address',
      'a@b.cn',
    ],
    ['<a@b.cn>: 554 DT:SPM 163 smtp10, spam', 'refused', 'a@b.cn'],
    ['a@b.cn: Host or domain name not found. Name service error', 'no_such_domain', 'a@b.cn'],
    ['a@b.cn 邮件大小超过限制 552 Message size exceeds fixed limit', 'too_large', 'a@b.cn'],
    ['kefu@shop.cn 发给 a@b.cn 的邮件没有送达', 'unknown', 'a@b.cn'],
  ]
  test.each(words)('words for people: %s', (text, reason, recipient) => {
    expect(bounceOf(mail({ address: 'postmaster@163.com', subject: '系统退信', text }), own)).toMatchObject({
      reason,
      recipient,
    })
  })

  test('one that is only late is not final; one that was delivered is none', () => {
    const status = (action: string) => [
      {
        mediaType: 'message/delivery-status',
        text: `Final-Recipient: rfc822;a@b.cn\nAction: ${action}\nStatus: 4.4.1\n`,
      },
    ]
    expect(bounceOf(mail({ signs: report, reports: status('delayed') }), own)).toMatchObject({
      final: false,
      reason: 'not_yet',
    })
    const delivered = mail({ signs: report, reports: status('delivered') })
    expect(bounceOf(delivered, own)).toBeUndefined()
    expect(automaticOf(delivered, own)).toBe('auto_reply')
  })

  test('the mail it is about, where it comes back as a file', () => {
    const attachments = [
      {
        filename: 'x.eml',
        mediaType: 'message/rfc822',
        size: 1,
        inline: false,
        contentId: undefined,
        content: bytes('Subject: x\r\nMessage-Id:\r\n <k2@shop.cn>\r\n\r\nhi'),
      },
    ]
    const bounce = bounceOf(mail({ address: 'postmaster@qq.com', subject: '系统退信', attachments }), own)
    expect(bounce?.about).toBe('<k2@shop.cn>')
  })

  test('a person’s mail is no bounce', () => {
    expect(bounceOf(mail({}), own)).toBeUndefined()
  })
})
