import path from 'node:path'
import MailComposer from 'nodemailer/lib/mail-composer'
import { createTranslate } from '../../../../src/lib/i18n.ts'
import type { ReadMail } from '../../../../src/platforms/email/read/mail.ts'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import { composeMail } from '../../../../src/platforms/email/write/compose.ts'
import type { Letter } from '../../../../src/platforms/email/write/letter.ts'

export const translate = createTranslate(path.resolve(import.meta.dirname, '../../../../locales'))

export const site: Letter['site'] = {
  publicUrl: 'https://desk.example.com',
  company: { name: { 'zh-CN': '青禾电器', en: 'Qinghe' }, phone: '400-800-1234', locale: 'zh-CN' },
  key: Buffer.alloc(32, 7),
  automaticPerHour: 5,
  hours: '周一至周日 9:00–18:00',
  timeZone: 'Asia/Shanghai',
}

/** An agent's answer to 王女士, changed as the test wants it. */
export function letter(change: Partial<Letter> = {}): Letter {
  return {
    message: {
      id: '0190f000-0000-7000-8000-000000000001',
      text: '王女士您好：\n\n地板泡水肯定着急。请先关掉水龙头、拔下电源。',
      author: { kind: 'agent', name: '林晓（工号 K001）' },
    },
    thread: {
      id: '0190f000-0000-7000-8000-00000000000a',
      address: 'wang@example.com',
      name: '王女士',
      subject: '洗衣机漏水',
      token: 'k7q2m9abcdef',
    },
    edition: 1,
    ids: [{ messageId: '<first@example.com>', outbound: false }],
    question: {
      said: '洗衣机漏水，\n地板都泡了！',
      author: '王女士',
      at: new Date('2026-11-22T19:05:00+08:00'),
    },
    mailbox: { address: 'service@qinghe.example', name: '青禾客服' },
    files: [],
    site,
    now: new Date('2026-11-22T20:00:00+08:00'),
    ...change,
  }
}

/** The bytes a letter becomes. */
export const composed = async (one: Letter): Promise<Buffer> =>
  await new MailComposer(composeMail(translate, one)).compile().build()

/** The letter as its reader gets it. */
export const arrived = async (one: Letter): Promise<ReadMail> => readMail(await composed(one))
