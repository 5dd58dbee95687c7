import { randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Refusal, UploadView } from '../../../src/platforms/web/api.ts'
import { createSite, type Site, type TestVisitor } from '../../support/web.ts'

let site: Site
beforeAll(async () => {
  site = await createSite()
})
afterAll(() => site.close())

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF')

async function upload(
  who: Pick<TestVisitor, 'ask'>,
  file: { name: string; type: string; bytes: Buffer },
  url = '/api/chat/files',
): Promise<{ status: number } & Partial<Refusal & UploadView>> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name)
  const request = new Request('http://x', { method: 'POST', body: form })
  const answer = await who.ask({
    method: 'POST',
    url,
    payload: Buffer.from(await request.arrayBuffer()),
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
  })
  const said: Partial<Refusal & UploadView> = answer.json()
  return { status: answer.statusCode, ...said }
}

test('a picture comes up, is sent with a message, and both sides can open it', async () => {
  const wang = await site.visitor()
  const sent = await upload(wang, { name: '机身 标签.png', type: 'image/png', bytes: png })
  expect(sent).toMatchObject({ status: 200, name: '机身 标签.png', size: png.length, mediaType: 'image/png' })
  await wang.says('', { uploads: [sent.id ?? ''] })
  const ref = `/api/files/${sent.id}`
  expect(site.heard.at(-1)).toMatchObject({
    text: '',
    attachments: [{ name: '机身 标签.png', size: png.length, mediaType: 'image/png', ref }],
  })
  expect((await wang.posts()).posts[0]?.attachments).toEqual([
    { name: '机身 标签.png', size: png.length, mediaType: 'image/png', ref },
  ])
  const got = await wang.ask({ url: ref })
  expect(got.rawPayload).toEqual(png)
  expect(got.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    'content-disposition': `inline; filename="__ __.png"; filename*=UTF-8''${encodeURIComponent('机身 标签.png')}`,
  })
  const again = await wang.ask({ url: ref, headers: { 'if-none-match': String(got.headers.etag) } })
  expect(again.statusCode).toBe(304)
})

const picture = { name: '示意图.png', type: 'image/png', bytes: png }
const replies = (id: string, uploads: string[]) => ({
  kind: 'action' as const,
  id,
  card: { key: 'ticket:1:desk', revision: 1 },
  action: 'ticket.reply',
  values: { text: '请看图' },
  uploads,
})

test('what an agent adds to a reply goes with it, and its customer alone can open it', async () => {
  const lin = await site.member('lin')
  const [wang, li] = [await site.visitor(), await site.visitor()]
  const { id = '' } = await upload(lin, picture, '/api/desk/files')
  await lin.say(replies(randomUUID(), [id]))
  const ref = `/api/files/${id}`
  const attachments = [{ name: '示意图.png', size: png.length, mediaType: 'image/png', ref }]
  expect(site.heard.at(-1)).toMatchObject({ kind: 'action', values: { text: '请看图' }, attachments })
  expect((await wang.ask({ url: ref })).statusCode).toBe(404)
  const to = { platform: 'web', id: wang.id }
  await site.web.send(to, {
    id: randomUUID(),
    text: '请看图',
    author: { kind: 'agent', name: '林' },
    attachments,
  })
  expect((await wang.ask({ url: ref })).rawPayload).toEqual(png)
  expect((await li.ask({ url: ref })).statusCode).toBe(404)
  expect(await site.web.openFile?.(ref)).toMatchObject({ name: '示意图.png', bytes: png })
})

test('a member can add only what they uploaded themselves', async () => {
  const [lin, zhou] = [await site.member('lin2'), await site.member('zhou2')]
  const { id = '' } = await upload(lin, picture, '/api/desk/files')
  expect(await zhou.say(replies(randomUUID(), [id]))).toMatchObject({ status: 400, error: 'file_gone' })
})

test('files of everything but pictures are only ever downloaded', async () => {
  const wang = await site.visitor()
  const { id } = await upload(wang, { name: '发票.pdf', type: 'application/pdf', bytes: pdf })
  expect((await wang.ask({ url: `/api/files/${id}` })).headers['content-disposition']).toMatch(/^attachment;/)
})

const html = Buffer.from('<!doctype html><script>alert(1)</script>')
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>')
const exe = Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000\u0000This program cannot be run in DOS mode')
test.each([
  ['a page called picture', { name: 'a.png', type: 'image/png', bytes: html }, 'file_lies'],
  ['a program called picture', { name: 'a.jpg', type: 'image/jpeg', bytes: exe }, 'file_lies'],
  ['a PDF called picture', { name: 'a.png', type: 'image/png', bytes: pdf }, 'file_lies'],
  ['a picture declared as page', { name: 'a.png', type: 'text/html', bytes: png }, 'file_lies'],
  ['a picture declared as film', { name: 'a.png', type: 'video/mp4', bytes: png }, 'file_lies'],
  ['a picture with a second ending', { name: 'a.png.exe', type: 'image/png', bytes: png }, 'file_lies'],
  ['a drawing called text', { name: 'a.txt', type: 'text/plain', bytes: svg }, 'file_lies'],
  [
    'a page behind a comment',
    { name: 'a.txt', type: '', bytes: Buffer.concat([Buffer.from(' <!-- x --> '), html]) },
    'file_lies',
  ],
  ['a page', { name: 'a.html', type: 'text/html', bytes: html }, 'file_type'],
  ['a drawing', { name: 'a.svg', type: 'image/svg+xml', bytes: svg }, 'file_type'],
  ['a program', { name: 'a.exe', type: 'application/octet-stream', bytes: exe }, 'file_type'],
  ['bytes of no kind', { name: 'a', type: '', bytes: Buffer.from([0, 1, 2, 3, 255]) }, 'file_type'],
  ['nothing', { name: 'a.txt', type: 'text/plain', bytes: Buffer.alloc(0) }, 'file_empty'],
])('%s is refused in words', async (_, file, error) => {
  const wang = await site.visitor()
  const answer = await upload(wang, file)
  expect(answer).toMatchObject({ error, message: expect.stringMatching(/。$/) })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(await site.db.webUpload.count({ where: { room: `visitor:${wang.id}` } })).toBe(0)
})

const contentTypes = (main: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${main}.main+xml"/></Types>`,
  )
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
test.each([
  ['报价.docx', zip('[Content_Types].xml', contentTypes(word)), word],
  ['报价.docx', zip('a.txt', Buffer.from('a')), 'file_lies'],
  [
    '宏.docm',
    zip('[Content_Types].xml', contentTypes('application/vnd.ms-word.document.macroEnabled')),
    'file_type',
  ],
  ['资料.zip', zip('a.txt', Buffer.from('a')), 'file_type'],
  ['老.doc', Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex'), 'application/x-cfb'],
  ['安装.msi', Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex'), 'file_lies'],
  ['日志.log', Buffer.from('12:00 GET /\n<html> E21 排水故障'), 'text/plain'],
])('%s is taken for what its bytes are', async (name, bytes, expected) => {
  const wang = await site.visitor()
  const answer = await upload(wang, { name, type: 'application/octet-stream', bytes })
  expect(answer.mediaType ?? answer.error).toBe(expected)
})

/** An archive of one file, stored as it is. */
function zip(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt32LE(crc32(content), 14)
  head.writeUInt32LE(content.length, 18)
  head.writeUInt32LE(content.length, 22)
  head.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  head.copy(entry, 6, 4, 30)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + content.length, 16)
  return Buffer.concat([head, Buffer.from(name), content, entry, Buffer.from(name), end])
}

test('a text from an old Chinese Windows is a text', async () => {
  const wang = await site.visitor()
  const gbk = Buffer.from([0xcf, 0xb4, 0xd2, 0xc2, 0xbb, 0xfa, 0x0d, 0x0a])
  expect(await upload(wang, { name: '记录.txt', type: 'text/plain', bytes: gbk })).toMatchObject({
    status: 200,
  })
})

test.each([
  ['../../../etc/passwd.png', 'passwd.png'],
  ['..\\..\\windows\\system32\\a.png', 'a.png'],
  ['.htaccess.png', 'htaccess.png'],
  ['a\u0000b\u202egnp.png', 'ab gnp.png'],
  ['<img src=x>.png', '_img src=x_.png'],
  ['$(reboot);`id`|x.png', '_(reboot)__id__x.png'],
  [`${'很'.repeat(300)}.png`, `${'很'.repeat(116)}.png`],
  ['....png', 'png.png'],
  ['noending', 'noending.png'],
])('a file called %j is kept as %j, and only its hash is a path', async (name, kept) => {
  const wang = await site.visitor()
  expect(await upload(wang, { name, type: 'image/png', bytes: png })).toMatchObject({
    status: 200,
    name: kept,
  })
  const folder = path.join(site.dataDir, 'uploads')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  expect(files.every((file) => /^[0-9a-f]{2}(\/[0-9a-f]{64})?$/.test(file))).toBe(true)
  const file = files.find((one) => one.includes('/')) ?? ''
  expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
})

test('the same bytes are stored once', async () => {
  const [wang, li] = [await site.visitor(), await site.visitor()]
  const bytes = Buffer.from('一样的内容')
  await upload(wang, { name: 'a.txt', type: 'text/plain', bytes })
  await upload(li, { name: 'b.txt', type: 'text/plain', bytes })
  const rows = await site.db.webUpload.findMany({ where: { size: bytes.length } })
  expect(new Set(rows.map((row) => row.sha256)).size).toBe(1)
  expect(rows).toHaveLength(2)
})

test('more than 10 MB is refused in words', async () => {
  const wang = await site.visitor()
  const bytes = Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)])
  expect(await upload(wang, { name: 'a.png', type: 'image/png', bytes })).toMatchObject({
    status: 413,
    error: 'file_too_large',
  })
})

test('a file may be read by its visitor, and by staff who may see a ticket of theirs; others find nothing', async () => {
  const [wang, li] = [await site.visitor(), await site.visitor()]
  const { id } = await upload(wang, { name: 'a.png', type: 'image/png', bytes: png })
  const url = `/api/files/${id}`
  const [agent, other] = [await site.member('file.agent'), await site.member('file.other')]
  site.house.tickets.set('SR20261123001', wang.id)
  site.house.readers.add(agent.accountId)
  expect((await wang.ask({ url })).statusCode).toBe(200)
  expect((await agent.ask({ url })).statusCode).toBe(200)
  expect((await other.ask({ url })).statusCode).toBe(404)
  expect((await li.ask({ url })).statusCode).toBe(404)
  expect((await site.server.inject({ url })).statusCode).toBe(401)
  expect((await wang.ask({ url: `/api/files/${randomUUID()}` })).statusCode).toBe(404)
  expect((await wang.ask({ url: '/api/files/..%2f..%2fetc%2fpasswd' })).statusCode).toBe(404)
})

test('nobody can send along what somebody else uploaded', async () => {
  const [wang, li] = [await site.visitor(), await site.visitor()]
  const { id } = await upload(wang, { name: 'a.png', type: 'image/png', bytes: png })
  expect(await li.says('看', { uploads: [id ?? ''] })).toMatchObject({ status: 400, error: 'file_gone' })
  expect(await wang.says('看', { uploads: Array.from({ length: 11 }, () => id ?? '') })).toMatchObject({
    error: 'too_many_files',
  })
})

test('uploads of one visitor are limited', async () => {
  const wang = await site.visitor()
  const statuses: number[] = []
  for (let index = 0; index < 21; index += 1)
    statuses.push((await upload(wang, { name: 'a.png', type: 'image/png', bytes: png })).status)
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429])
})

test('what is no upload is answered in words', async () => {
  const wang = await site.visitor()
  const answer = await wang.ask({ method: 'POST', url: '/api/chat/files', payload: { file: 'x' } })
  expect(answer.json()).toMatchObject({ error: 'bad_input' })
})
