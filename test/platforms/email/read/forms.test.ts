import { describe, expect, test } from 'vitest'
import { newWords } from '../../../../src/platforms/email/read/new-words.ts'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import { type Line, mail, parts } from '../../../support/raw-mail.ts'
import { file, multipart, text } from './fixtures.ts'

const html = (said: string, parameters = ''): Line[] => [
  `Content-Type: text/html; charset=utf-8${parameters}`,
  '',
  said,
]
const namedText = (said: string, name: string, more: Line[] = []): Line[] => [
  `Content-Type: text/plain; charset=utf-8; name="${name}"`,
  ...more,
  '',
  said,
]
const enclosed = file(['Content-Disposition: attachment; filename="清单.bin"'])

describe('parts that have a name', () => {
  const mails: [name: string, raw: Uint8Array, words: string, files: number][] = [
    [
      'both forms',
      multipart('alternative', [
        namedText('洗衣机漏水', 'part1.txt'),
        html('<p>洗衣机漏水</p>', '; name="part2.html"'),
      ]),
      '洗衣机漏水',
      0,
    ],
    [
      'the words before a file',
      multipart('mixed', [namedText('洗衣机漏水', 'body.txt', ['Content-Disposition: inline']), enclosed]),
      '洗衣机漏水',
      1,
    ],
    [
      'the HTML before a file',
      multipart('mixed', [html('<p>洗衣机漏水</p>', '; name="mail.html"'), enclosed]),
      '洗衣机漏水',
      1,
    ],
    [
      'a log behind the words is a file',
      multipart('mixed', [text('日志见附件'), namedText('E5', 'log.txt')]),
      '日志见附件',
      1,
    ],
    ['a log behind no words is a file', multipart('mixed', [text(''), namedText('E5', 'log.txt')]), '', 1],
    [
      'a text that is said to be enclosed',
      multipart('mixed', [namedText('E5', 'log.txt', ['Content-Disposition: attachment'])]),
      '',
      1,
    ],
  ]
  test.each(mails)('%s', (_name, raw, words, files) => {
    const read = readMail(raw)
    expect([read.text, read.attachments.length]).toEqual([words, files])
  })
})

describe('which form is read', () => {
  const both = (plain: string, page: string): string => {
    const header = ['Subject: Re: x', 'Content-Type: multipart/alternative; boundary=b']
    const read = readMail(mail(header, parts('b', [text(plain), html(page)])))
    return newWords(read.text, read)
  }
  const page = '<p>洗衣机漏水，编号 77。</p>'
  const said = '洗衣机漏水，编号 77。'
  test.each([
    ['a hard blank', '&nbsp;\n&nbsp;'],
    ['invisible signs', '\u00a0\u200b\ufeff'],
    ['a notice', '此邮件为HTML格式，您的客户端无法显示，请使用其他客户端查看。'],
    ['a notice in English', 'Your e-mail program does not support HTML messages.'],
    ['lost characters', '????????? 77?'],
  ])('the HTML instead of %s', (_name, plain) => {
    expect(both(plain, page)).toBe(said)
  })

  test.each([
    ['an ordinary mail', said, page],
    ['somebody who speaks of HTML', '我的邮箱不支持HTML', '<p>我的邮箱不支持HTML，<b>图</b></p>'],
    ['somebody who only asks', '????', '<p>????</p>'],
    ['HTML without words', said, '<img src="cid:1">'],
  ])('the plain text of %s', (_name, plain, page) => {
    expect(both(plain, page)).toBe(plain)
  })

  const head = '在 2026-11-12 09:30:00，"客服" <kefu@shop.cn> 写道：'
  const headHtml = `<pre>${head.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>`
  test('an answer below what only the HTML marks as old', () => {
    const page = `${headHtml}<blockquote id="isReplyContent"><p>编号是多少？</p></blockquote><p>编号 77</p>`
    expect(both(`${head}\n\n编号是多少？\n\n编号 77`, page)).toBe('编号 77')
  })
  test('answers between, and a word above', () => {
    const page = `<p>见下</p>${headHtml}<blockquote>编号？</blockquote><p>77</p><blockquote>哪天买的？</blockquote><p>去年</p>`
    expect(both(`见下\n\n${head}\n\n编号？\n\n77\n\n哪天买的？\n\n去年`, page)).toBe('见下\n\n77\n\n去年')
  })
  test('a history that both mark in their way stays cut', () => {
    expect(both(`编号 77\n\n${head}\n旧的`, `<p>编号 77</p>${headHtml}<blockquote>旧的</blockquote>`)).toBe(
      '编号 77',
    )
  })
})

test('both forms one behind the other are read once', () => {
  const read = readMail(multipart('mixed', [text('洗衣机漏水，\n请来修'), html('<p>洗衣机漏水，请来修</p>')]))
  expect(read.text).toBe('洗衣机漏水，\n请来修')
  expect(read.html).toBe('<p>洗衣机漏水，请来修</p>')
})

test('another text behind the first is read, too', () => {
  expect(readMail(multipart('mixed', [text('洗衣机漏水'), html('<p>编号 77</p>')])).text).toBe(
    '洗衣机漏水\n编号 77',
  )
})

test('a whole page sent as plain text', () => {
  expect(readMail(multipart('mixed', [text('<html><body><p>洗衣机漏水</p></body></html>')])).text).toBe(
    '洗衣机漏水',
  )
})
