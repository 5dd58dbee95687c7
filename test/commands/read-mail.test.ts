import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { mailFilesOf, readMails } from '../../src/commands/read-mail.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'kefutai-read-mail-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, lines: string[]): string {
  const whole = path.join(folder, name)
  writeFileSync(whole, lines.join('\r\n'))
  return whole
}

async function run(...args: string[]) {
  const out: string[] = []
  const complaints: string[] = []
  const unreadable = await readMails(mailFilesOf(args), {
    write: async (text) => void out.push(text),
    complain: (text) => void complaints.push(text),
  })
  const rows = out.map((line): Record<string, unknown> => JSON.parse(line))
  return { rows, complaints, unreadable }
}

const answer = file('answer.eml', [
  'Message-ID: <tencent_7@qq.com>',
  'From: =?UTF-8?B?546L5aWz5aOr?= <Wang@QQ.com>',
  'To: kefu@shop.cn',
  'Subject: =?UTF-8?B?5Zue5aSN77ya?= SR202611090001',
  'In-Reply-To: <k1@shop.cn>',
  'References: <a@qq.com>',
  ' <k1@shop.cn>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  '订单号是 202610010001。',
  '',
  '发自我的iPhone',
  '',
  '------------------ 原始邮件 ------------------',
  '发件人: "客服" <kefu@shop.cn>;',
  '发送时间: 2026年11月9日(星期一) 中午11:19',
  '收件人: "王女士"<wang@qq.com>;',
  '主题: SR202611090001',
  '',
  '请提供订单号',
  '--b',
  'Content-Type: image/jpeg; name="../../etc/a.jpg"',
  'Content-Disposition: attachment; filename="../../etc/a.jpg"',
  'Content-Transfer-Encoding: base64',
  '',
  'AAECAwQ=',
  '--b--',
  '',
])
const plain = (name: string, head: string[], text: string[] = ['你好']): string =>
  file(name, [...head, 'Content-Type: text/plain; charset=utf-8', '', ...text, ''])

test('an answer with a file', async () => {
  const { rows, unreadable } = await run('--own', 'kefu@shop.cn', answer)
  expect(unreadable).toBe(0)
  expect(rows).toEqual([
    {
      file: answer,
      from: 'wang@qq.com',
      from_name: '王女士',
      subject: '回复： SR202611090001',
      text: '订单号是 202610010001。',
      auto: 'none',
      attachments: [{ filename: 'a.jpg', size: 5 }],
      in_reply_to: '<k1@shop.cn>',
      references: ['<a@qq.com>', '<k1@shop.cn>'],
    },
  ])
})

test('what answers nothing says so', async () => {
  const { rows } = await run(plain('new.eml', ['From: a@b.cn', 'Subject: x']))
  expect(rows[0]).toMatchObject({ in_reply_to: null, references: [], attachments: [], text: '你好' })
})

test('HTML alone: its quotations are cut, too', async () => {
  const html = file('html.eml', [
    'From: a@b.cn',
    'Subject: Re: x',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<div>周六可以。</div><div class="gmail_quote"><div>客服 &lt;kefu@shop.cn&gt; 于2026年11月9日周一 上午1:19写道：<br></div>',
    '<blockquote style="border-left:1px solid">您好，周六可以吗？</blockquote></div>',
  ])
  const { rows } = await run(html)
  expect(rows[0]).toMatchObject({ text: '周六可以。' })
})

test('automatic mail by the bytes', async () => {
  const holiday = plain(
    'holiday.eml',
    ['From: a@qq.com', 'Subject: Re: x'],
    ['这是来自QQ邮箱的假期自动回复邮件。'],
  )
  const back = plain('back.eml', ['From: b@b.cn', 'Message-ID: <k1@shop.cn>', 'Subject: x'])
  const list = plain('list.eml', ['From: c@b.cn', 'List-Id: <dev.b.cn>', 'Subject: x'])
  const report = file('report.eml', [
    'From: mailer-daemon@b.cn',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
    '',
    '--r',
    '',
    'could not be delivered',
    '--r',
    'Content-Type: message/delivery-status',
    '',
    'Final-Recipient: rfc822; a@b.cn',
    'Action: failed',
    'Status: 5.1.1',
    '--r--',
  ])
  const { rows } = await run('--own', 'kefu@shop.cn', holiday, back, list, report)
  expect(rows.map(({ auto }) => auto)).toEqual(['auto_reply', 'loop', 'list', 'bounce'])
})

test('a file that cannot be read is named; the rest is done', async () => {
  const missing = path.join(folder, 'missing.eml')
  const { rows, complaints, unreadable } = await run(missing, folder, answer)
  expect(unreadable).toBe(2)
  expect(rows.map((row) => row.file)).toEqual([answer])
  expect(complaints[0]).toContain(missing)
  expect(complaints[1]).toContain(folder)
})

test('own addresses in every way one writes them', () => {
  for (const args of [
    ['--own', 'a@b.cn', '--own', 'c@d.cn', 'x.eml'],
    ['--own', 'a@b.cn,c@d.cn', 'x.eml'],
    ['--own', 'a@b.cn', 'c@d.cn', 'x.eml'],
    ['x.eml', '--own=a@b.cn', '--own=c@d.cn'],
  ])
    expect(mailFilesOf(args)).toEqual({ own: ['a@b.cn', 'c@d.cn'], files: ['x.eml'] })
  expect(() => mailFilesOf(['--owm', 'a@b.cn'])).toThrow()
})

test('the program: lines on standard output, complaints on the other, and its exit code', () => {
  const program = path.resolve(import.meta.dirname, '../../kefutai.mjs')
  const kefutai = (...args: string[]) =>
    spawnSync(process.execPath, [program, 'read-mail', ...args], { encoding: 'utf8' })
  const good = kefutai('--own', 'kefu@shop.cn', answer)
  expect(good.status).toBe(0)
  expect(JSON.parse(good.stdout)).toMatchObject({ file: answer, auto: 'none' })
  const half = kefutai('missing.eml', answer)
  expect(half.status).toBe(1)
  expect(half.stderr).toContain('missing.eml')
  expect(half.stdout.split('\n')).toHaveLength(2)
  expect(kefutai().status).toBe(1)
})
