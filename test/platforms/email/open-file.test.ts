import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFile, refOf, wholeRef } from '../../../src/platforms/email/open-file.ts'
import { recordMails } from '../../../src/platforms/email/store/record.ts'
import { type Mailroom, openMailroom, type Written, written } from '../../support/mailroom.ts'

let room: Mailroom
beforeEach(async () => {
  room = await openMailroom({ hideSecrets: (text) => text.replace('secret-123', '***') })
})
afterEach(() => room.close())

async function recorded(mail: Written): Promise<string> {
  const [one] = await recordMails(room.deps, room.mailbox, [{ raw: written(mail) }])
  return one?.id ?? ''
}

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const related: Written = {
  header: ['Content-Type: multipart/related; boundary=b'],
  body: [
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>看图 <img src="cid:p1"></p><script>alert(1)</script>',
    '--b',
    'Content-Type: image/png; name="../../etc/passwd.png"',
    'Content-ID: <p1>',
    'Content-Transfer-Encoding: base64',
    '',
    png,
    '--b',
    'Content-Type: text/html; name=page.html',
    'Content-Disposition: attachment',
    '',
    '<script>alert(2)</script>',
    '--b--',
  ],
}

test('the whole mail is a page with its pictures that does nothing', async () => {
  const file = await openFile(room.deps, wholeRef(await recorded(related)))
  const page = String(file?.bytes)
  expect(file).toMatchObject({ mediaType: 'text/html; charset=utf-8', shown: true })
  expect(page).toContain('wang@example.com')
  expect(page).toContain(`data:image/png;base64,${png}`)
  expect(page).not.toContain('<script')
})

test('a picture may be shown, a page somebody sent is only saved', async () => {
  const id = await recorded(related)
  expect(await openFile(room.deps, refOf(id, 0))).toMatchObject({
    name: 'passwd.png',
    mediaType: 'image/png',
    shown: true,
  })
  expect(await openFile(room.deps, refOf(id, 1))).toMatchObject({ name: 'page.html', shown: false })
})

test('one picture shown a thousand times does not fill the memory', async () => {
  const big = 'A'.repeat(4_000_000)
  const id = await recorded({
    ...related,
    body:
      related.body?.map((line) =>
        line === png ? big : line.replace('<img src="cid:p1">', '<img src="cid:p1">'.repeat(1_000)),
      ) ?? [],
  })
  expect((await openFile(room.deps, wholeRef(id)))?.bytes.length).toBeLessThan(40_000_000)
})

test('a secret in a mail is hidden in what is shown of it', async () => {
  const id = await recorded({ body: ['我的密码是 secret-123'] })
  expect(String((await openFile(room.deps, wholeRef(id)))?.bytes)).toContain('我的密码是 ***')
})

test('a secret in the subject, or only in the HTML, is hidden as well', async () => {
  const id = await recorded({
    subject: '密码 secret-123',
    header: ['Content-Type: multipart/alternative; boundary=b'],
    body: [
      '--b',
      'Content-Type: text/plain',
      '',
      'see below',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>secret-123</p>',
      '--b--',
    ],
  })
  expect(String((await openFile(room.deps, wholeRef(id)))?.bytes)).not.toContain('secret-123')
  expect(await room.db.mailThread.findFirst()).toMatchObject({ subject: '密码 ***' })
})

test.each([
  '/api/files/mail-00000000-0000-4000-8000-000000000000-whole',
  '/api/files/mail-x-0',
  '/api/files/00000000-0000-4000-8000-000000000000',
  '../../etc/passwd',
])('%s is nobody’s', async (ref) => {
  expect(await openFile(room.deps, ref)).toBeUndefined()
})

test('a file that is not there is none', async () => {
  expect(await openFile(room.deps, refOf(await recorded({}), 7))).toBeUndefined()
})
