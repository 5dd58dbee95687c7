import { expect, test } from 'vitest'
import type { MailboxView, MailPresetView } from '../../../../src/platforms/web/mail-api.ts'
import { draftOf, formOf, withPreset } from '../../../../src/platforms/web/page/mailbox-draft.ts'

const tls = (host: string, port: number) => ({ host, port, security: 'tls' as const })
const presets: MailPresetView[] = [
  {
    id: '163',
    name: '163',
    hint: '',
    imap: tls('imap.163.com', 993),
    smtp: tls('smtp.163.com', 465),
    signIn: 'code',
  },
  {
    id: 'microsoft',
    name: 'Outlook',
    hint: '',
    imap: tls('outlook.office365.com', 993),
    smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' },
    signIn: 'oauth',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
  },
]
const mailbox: MailboxView = {
  id: '0190a0b0-0000-7000-8000-000000000009',
  address: 'kefu@163.com',
  aliases: ['a@yunbai.cn', 'b@yunbai.cn'],
  name: '客服',
  imap: {
    ...tls('imap.163.com', 993),
    user: 'kefu@163.com',
    folders: ['INBOX', '售后, 维修'],
    since: '2026-11-01T00:00:00Z',
  },
  smtp: null,
  signIn: 'password',
  oauth: null,
  trusted: ['mx.163.com'],
  door: false,
  closed: false,
  today: 0,
  waiting: 0,
}

test('a mailbox goes through the form as it was, without its password', () => {
  const form = formOf(mailbox, presets)
  expect(form).toMatchObject({ preset: '163', reads: true, sends: false, password: '' })
  const { name, address, aliases, trusted } = mailbox
  expect(draftOf(form)).toEqual({
    name,
    address,
    aliases,
    trusted,
    imap: { ...tls('imap.163.com', 993), user: 'kefu@163.com', folders: ['INBOX', '售后, 维修'] },
    smtp: null,
    password: '',
    oauth: null,
    pastDays: 0,
  })
})

test('a provider fills servers and the way to sign in; the address is the name to sign in with', () => {
  const form = {
    ...withPreset(formOf(undefined, presets), presets[1]),
    address: ' a@outlook.com ',
    name: 'A',
  }
  expect(draftOf({ ...form, password: 'typed before', refreshToken: 't' })).toMatchObject({
    address: 'a@outlook.com',
    imap: { host: 'outlook.office365.com', port: 993, user: 'a@outlook.com', folders: ['INBOX'] },
    smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' },
    password: '',
    oauth: { refreshToken: 't', tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token' },
  })
  expect(withPreset(form, undefined)).toEqual({ ...form, preset: '' })
})

test('lists are taken as people write them; a port that is none is for the house to refuse', () => {
  const form = formOf(mailbox, presets)
  const draft = draftOf({ ...form, aliases: 'a@b.cn；c@d.cn, e@f.cn\n\n', imap: { ...form.imap, port: 'x' } })
  expect(draft.aliases).toEqual(['a@b.cn', 'c@d.cn', 'e@f.cn'])
  expect(draft.imap?.port).toBe(0)
})
