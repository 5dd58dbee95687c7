import type { WebhookRequest } from '../../../src/platforms/platform.ts'
import { createSite } from '../../support/web.ts'
import { platformContract } from '../contract.ts'

const request = (headers: WebhookRequest['headers'], said: object): WebhookRequest => ({
  method: 'POST',
  url: '/webhooks/web',
  ip: '127.0.0.1',
  headers,
  body: Buffer.from(JSON.stringify(said)),
})
const message = (text: string, id: string) => ({ kind: 'message', id, text, uploads: [] })
const talk = (text: string) => ({
  kind: 'talk',
  id: '00000000-0000-4000-8000-0000000000ff',
  channel: 'desk',
  text,
})

platformContract('web', async () => {
  const site = await createSite()
  const wang = await site.visitor()
  const agent = await site.member('contract')
  return {
    platform: site.web,
    customer: { platform: 'web', id: wang.id },
    channel: { platform: 'web', id: 'desk' },
    says: (text, id) => request(wang.headers, message(text, id)),
    forged: (text) => [
      request({}, message(text, '00000000-0000-4000-8000-0000000000fe')),
      request(
        { authorization: `Visitor ${wang.token.slice(0, -1)}` },
        message(text, '00000000-0000-4000-8000-0000000000fd'),
      ),
      request({ cookie: agent.headers.cookie }, talk(text)),
      request({ ...agent.headers, 'x-csrf': 'wrong' }, talk(text)),
      request({ ...agent.headers, 'x-seat': 'agent' }, talk(text)),
    ],
    async shown({ id }) {
      const room = id === wang.id ? `visitor:${id}` : `channel:${id}`
      const posts = await site.db.webPost.findMany({ where: { room }, orderBy: { seq: 'asc' } })
      return posts.map((post) => ({ externalId: post.id, text: post.text, title: titleOf(post.card) }))
    },
    async wholeOf({ text, attachments }) {
      const file = attachments.at(-1)
      return file ? (await wang.ask({ url: file.ref })).body : text
    },
    close: () => site.close(),
  }
})

const titleOf = (card: unknown): string | undefined =>
  typeof card === 'object' && card !== null && 'title' in card ? String(card.title) : undefined
