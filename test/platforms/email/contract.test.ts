import { seal } from '../../../src/lib/seal.ts'
import { createEmailPlatform } from '../../../src/platforms/email/index.ts'
import { readMail } from '../../../src/platforms/email/read/read-mail.ts'
import type { WebhookRequest } from '../../../src/platforms/platform.ts'
import { startFakeSmtp } from '../../support/fake-smtp.ts'
import { openMailroom, written } from '../../support/mailroom.ts'
import { platformContract } from '../contract.ts'

const request = (raw: Buffer, authorization = ''): WebhookRequest => ({
  method: 'POST',
  url: '/webhooks/email',
  ip: '127.0.0.1',
  headers: { authorization },
  body: raw,
})

platformContract('email', async () => {
  const room = await openMailroom()
  const server = await startFakeSmtp()
  await room.db.mailbox.updateMany({
    data: {
      smtp: { host: '127.0.0.1', port: server.port, security: 'none', user: 'help' },
      secret: seal(room.deps.site.key, { kind: 'password', password: 'auth-code' }),
    },
  })
  // The contract sends more in a second than a customer gets in a day.
  const options = { ...room.options, site: { ...room.options.site, automaticPerHour: 1_000 } }
  const platform = createEmailPlatform(options)
  const bring = (raw: Buffer): WebhookRequest => request(raw, `Bearer ${room.token}`)
  const first = await platform.webhook?.(bring(written({ id: '<first@example.com>' })))
  await first?.respond([{ status: 'done' }])
  const [thread] = await room.db.mailThread.findMany()
  const answers = ['In-Reply-To: <first@example.com>']
  return {
    platform,
    customer: { platform: 'email', id: thread?.id ?? '' },
    says: (text, id) =>
      bring(written({ id: `<${id}@example.com>`, subject: '', header: answers, body: [text] })),
    forged: (text) =>
      ['', 'Bearer', `Bearer ${room.token.slice(0, -1)}`, `Basic ${room.token}`].map((authorization) =>
        request(written({ body: [text] }), authorization),
      ),
    empty: [
      bring(written({ header: ['Auto-Submitted: auto-replied'], subject: '自动回复' })),
      bring(written({ header: ['List-Id: <news.example.com>'] })),
      bring(written({ from: 'help@desk.example.cn' })),
    ],
    // Mail programs leave entities and invisible characters in plain text.
    read: (text) => text.replaceAll('\u200b', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
    async shown() {
      return server.taken.map(({ raw }) => {
        const { messageId = '', text } = readMail(raw)
        // What the house said stands above the signature.
        return { externalId: messageId, text: text.slice(0, text.lastIndexOf('\n\n智能客服助手\n')) }
      })
    },
    async wholeOf({ text, attachments }) {
      const whole = attachments.at(-1)
      if (!whole || !text.endsWith('…')) return text
      const rows = await room.db.mail.findMany({ orderBy: { arrivedAt: 'desc' } })
      return rows.map((row) => readMail(row.raw).text).find((one) => one.startsWith(text.slice(0, 100))) ?? ''
    },
    async close() {
      await platform.close?.()
      await server.close()
      await room.close()
    },
  }
})
