import { createHmac } from 'node:crypto'
import { openDb } from '../../../src/lib/db.ts'
import { silentLog } from '../../../src/lib/log.ts'
import { createDingtalkPlatform } from '../../../src/platforms/dingtalk/index.ts'
import type { Platform, WebhookRequest } from '../../../src/platforms/platform.ts'
import { freshDatabase } from '../../support/database.ts'
import { dingtalkDeps } from '../../support/dingtalk/deps.ts'
import { startFakeDingtalk } from '../../support/dingtalk/fake.ts'
import { platformContract } from '../contract.ts'

platformContract('dingtalk', async () => {
  const fake = await startFakeDingtalk()
  const database = await freshDatabase()
  const db = openDb({ url: database.url, log: silentLog })
  const customer = fake.joins('王女士', { staffId: 'wang' })
  fake.group('ciddesk==')
  const deps = dingtalkDeps(fake, { db })
  const platform = createDingtalkPlatform({
    ...deps,
    settings: { ...deps.settings, mode: 'http' },
    random: () => 0.5,
    report: () => undefined,
    tellBudget: async () => undefined,
  })
  const signed = (
    text: string,
    id: string,
    secret = fake.world.clientSecret,
    at = fake.clock.now(),
  ): WebhookRequest => {
    const timestamp = String(at.getTime())
    // The same id makes the same request: the chat's own address differs by nature and is left out.
    const said = fake.message(
      customer,
      { msgtype: 'text', text: { content: text } },
      { msgId: id, webhookMs: 0 },
    )
    return {
      method: 'POST',
      url: '/webhooks/dingtalk/robot',
      headers: {
        timestamp,
        sign: createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'),
      },
      body: Buffer.from(JSON.stringify(said)),
      ip: '127.0.0.1',
    }
  }
  // What a send put into a chat is known by what the send answered.
  const known = new Map<string, string>()
  const send: Platform['send'] = async (to, message) => {
    const sent = await platform.send(to, message)
    for (const { id } of fake.chat(to.id)) if (!known.has(id)) known.set(id, sent.externalId)
    return sent
  }
  const hour = 60 * 60_000
  return {
    platform: { ...platform, send },
    customer: { platform: 'dingtalk', id: 'wang' },
    channel: { platform: 'dingtalk', id: 'ciddesk==' },
    says: (text, id) => signed(text, id),
    forged: (text) => [
      { ...signed(text, 'f1'), headers: {} },
      signed(text, 'f2', 'another secret'),
      signed(text, 'f3', undefined, new Date(fake.clock.now().getTime() - hour)),
      signed(text, 'f4', undefined, new Date(fake.clock.now().getTime() + 2 * hour)),
      { ...signed(text, 'f5'), headers: { ...signed(text, 'f5').headers, timestamp: '0' } },
    ],
    empty: [
      { ...signed('', 'e1'), body: Buffer.from('{}') },
      { ...signed('', 'e2'), body: Buffer.from('not json') },
    ],
    shown: async ({ id }) =>
      fake.chat(id).map((seen) => ({
        externalId: known.get(seen.id) ?? '',
        text: seen.text,
        ...(seen.card ? { title: seen.card.params.title } : {}),
      })),
    // What turns the reading round is taken out; all else is literal in a plain text message.
    harmless: (text) => text.replaceAll(/[\u202e\u2066]/g, ''),
    wholeOf: async ({ text }) => text,
    async close() {
      await platform.close?.()
      await fake.close()
      await db.$disconnect()
      await database.drop()
    },
  }
})
