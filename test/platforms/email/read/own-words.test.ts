import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newWords } from '../../../../src/platforms/email/read/new-words.ts'
import { repliesByClient } from './replies-by-client.ts'
import { repliesMixed, whole } from './replies-mixed.ts'

const corpus = path.resolve(import.meta.dirname, '../../../../src/language/corpus/messages')

/** What customers write, of every kind: thousands of messages. */
const messages = readdirSync(corpus)
  .flatMap((file) => readFileSync(path.join(corpus, file), 'utf8').split('\n'))
  .filter((line) => line !== '')
  .map((line): string => (JSON.parse(line) as { text: string }).text.trim())

test('no message of the corpus loses a word, alone or above its history', () => {
  expect(messages.length).toBeGreaterThan(5000)
  const history = '\n\n发自我的iPhone\n\n------------------ 原始邮件 ------------------\n发件人: x\n\n旧'
  const hurt = messages.filter(
    (text) =>
      newWords(text, { subject: '问题' }) !== text ||
      newWords(text + history, { subject: '回复：x' }) !== text,
  )
  expect(hurt).toEqual([])
})

const history = '\n\n-----原始邮件-----\n发件人: 客服 <kefu@shop.cn>\n主题: 电视\n\n旧'

test.each([
  ['names a program', '遥控配对失败\n用Outlook无法发送附件'],
  ['names a telephone', '照片糊了\n来自我的旧手机，不能再拍'],
  ['is disappointed', '还没处理\n发自我的内心对你们很失望'],
  ['speaks of a paper', '本邮件附带双方签好的保密协议，请盖章寄回。'],
  [
    'complains in English',
    'Hello,\n\nThis email is about a parcel marked confidential that was opened.\n\nRefund it.',
  ],
  ['was asked for an address', '发票请发到\nwang@corp.cn'],
  ['was asked for an address, set apart', '您好，\n\n我的邮箱是\n\nwang@corp.cn'],
  ['fills in', '登记如下\n王芳\nwang@corp.cn'],
  ['speaks of parcels', '要投诉\n如果不是误收，仓库怎么会少一件\n请赔偿我'],
  ['warns', '麻烦改派\n重要提示：收件人改成李四，未经我同意不要放驿站。'],
  ['names a shop', '这一单\n来自我的淘宝订单 123456'],
  ['lists numbers', '两个单号\n--\n20261101\n20261102'],
  ['answers under a rule', '请看下面资料\n----------\n型号 55E8\n电话 13800000000'],
  ['gives a new address', '请改成：\n--\n湖滨路9号\n电话 0571-88001122'],
])('a customer who %s keeps the last line', (_, words) => {
  const from = { name: '王芳', address: 'wang@corp.cn' }
  expect(newWords(words, { subject: '回复: 电视', from })).toBe(words)
  expect(newWords(words + history, { subject: '回复: 电视', from })).toBe(words)
})

test.each([
  '自我的 iPhone 傳送',
  '發送自我的 Android 手機',
  '发自 网易邮箱大师',
  '来自钉钉',
  'Sent from Lark',
  'Sent from QQ Mail',
  '从 Windows 版邮件<https://go.microsoft.com/fwlink/?LinkId=550986>发送',
  '下载适用于 Android 的 Outlook',
  'Sent with Spark',
  '--\n祝商祺！\n王芳\n某某科技有限公司\nM: 138 0000 0000',
  '| |\n王芳\n|\n13800000000\n|\n签名由 网易邮箱大师 定制',
  '重要提示：本邮件仅供指定收件人阅读，误收请删除。',
  '如果您不是预期的收件人，请立即删除本邮件，其中可能含有机密信息。',
  'NOTICE: This e-mail is intended only for the named recipient and may be privileged.',
  '*** 本邮件由公司邮件系统安全扫描 ***',
])('what a program adds is cut: %s', (footer) => {
  for (const below of ['', history])
    expect(newWords(`屏幕有一条竖线。\n\n${footer}${below}`, { subject: '回复: 电视' })).toBe(
      '屏幕有一条竖线。',
    )
})

test('signatures above an older mail, and the armour of PGP', () => {
  const from = { name: 'wangf', address: 'wangf@corp.cn' }
  const about = { subject: '回复: 电视', from }
  const card = '王芳\n采购部 | 某某五金有限公司\n电话：0757-81230000'
  expect(newWords(`请补发。\n\n------------------\n${card}${history}`, about)).toBe('请补发。')
  expect(newWords(`已办。\n\n--------------\nwangf\n\n> 请问办了吗`, about)).toBe('已办。')
  const signed =
    '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n请退款。\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----'
  expect(newWords(signed, { subject: '退款' })).toBe('请退款。')
})

test('whatever is put together: nothing is thrown, and nothing is said that was not written', () => {
  const lines = [...repliesByClient, ...repliesMixed, ...whole].flatMap(({ text }) => text.split('\n'))
  const mail = fc.array(fc.oneof(fc.constantFrom(...lines), fc.string()), { maxLength: 60 })
  const subject = fc.constantFrom(undefined, '问题', 'Re: x', '转发：x')
  fc.assert(
    fc.property(mail, subject, (written, subject) => {
      const text = written.join('\n').replace(/&(?:nbsp|gt|lt|quot);/g, '')
      const letters = text.replace(/[\s\u200b\ufeff\ufffc]/g, '')
      for (const line of newWords(text, { subject }).split('\n'))
        expect(letters).toContain(line.replace(/\s/g, ''))
    }),
    { numRuns: 1000 },
  )
})
