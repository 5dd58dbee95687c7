import { expect, test } from 'vitest'
import type { Card } from '../../../../src/platforms/card.ts'
import { answerLink, isAnswer } from '../../../../src/platforms/email/answer/answer-link.ts'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import type { Outcome, WebhookAnswer, WebhookRequest } from '../../../../src/platforms/platform.ts'
import { type Posting, receipt, usePosting } from '../smtp/posting.ts'

const posting = usePosting()

const base = {
  key: 'survey:0190f000-0000-7000-8000-00000000000b:1',
  revision: 3,
  kind: 'survey' as const,
  audience: 'customer' as const,
  title: '服务评价 · SR20261122003',
  facts: [],
  why: [],
  choices: [],
  foot: [],
}
const survey: Card = {
  ...base,
  actions: [
    { id: 'survey.satisfied', label: '满意', style: 'plain' },
    { id: 'survey.unsatisfied', label: '不满意', style: 'plain' },
  ],
}
const rating: Card = {
  ...base,
  title: '您的评价：满意',
  actions: [
    {
      id: 'survey.rate',
      label: '提交评分',
      style: 'primary',
      fields: [
        { id: 'rating', label: '打几分（1–5）', kind: 'rating', required: true },
        { id: 'words', label: '想对我们说的话', kind: 'text', required: false, max: 500 },
      ],
    },
  ],
}

/** The links of the mail that a card became, as the plain text lists them. */
async function linksOf({ sender, to, server }: Posting, card: Card): Promise<string[]> {
  await sender.send(to, receipt({ card }))
  const { text, html = '' } = readMail(server.taken.at(-1)?.raw ?? Buffer.alloc(0))
  const links = text.match(/https:\/\/\S+/g) ?? []
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(links)
  return links
}

const request = (url: string, method = 'GET', form: Record<string, string> = {}): WebhookRequest => ({
  method,
  url: url.replace('https://desk.example.com', ''),
  headers: {},
  body: Buffer.from(new URLSearchParams(form).toString()),
  ip: '192.0.2.1',
})

/** What a browser gets, where the house makes this of what came in. */
async function browsed(
  post: Posting,
  asked: WebhookRequest,
  outcomes: Outcome[] = [],
): Promise<WebhookAnswer> {
  return await (await answerLink(post.deps, asked)).respond(outcomes)
}

test('to look at a link shows what it says, and does nothing', async () => {
  const post = await posting()
  const [link = ''] = await linksOf(post, survey)
  expect(isAnswer(request(link))).toBe(true)
  const result = await answerLink(post.deps, request(link))
  expect(result.inbound).toEqual([])
  const page = await result.respond([])
  expect(page.status).toBe(200)
  expect(page.body).toContain('您对这次服务的评价：满意')
  expect(page.body).toContain('<form method="post">')
  expect(page.body).not.toContain('<textarea')
  expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  expect(page.headers?.['content-security-policy']).toMatch(/default-src 'none'.*form-action 'self'/)
})

test('the button is the press of the thread’s customer; pressed twice it is the same one', async () => {
  const post = await posting()
  const [, link = ''] = await linksOf(post, survey)
  const { inbound } = await answerLink(post.deps, request(link, 'POST'))
  expect(inbound).toEqual([
    {
      kind: 'action',
      platform: 'email',
      externalId: expect.stringMatching(/^answer:[0-9a-f]{64}$/),
      by: 'wang@example.com',
      conversation: post.to.id,
      card: { key: base.key, revision: 3 },
      action: 'survey.unsatisfied',
      values: {},
    },
  ])
  expect((await answerLink(post.deps, request(link, 'POST'))).inbound).toEqual(inbound)
})

test('a rating is a link each, with words asked for on the page', async () => {
  const post = await posting()
  const links = await linksOf(post, rating)
  expect(links).toHaveLength(5)
  const four = links[3] ?? ''
  const page = await browsed(post, request(four))
  expect(page.body).toContain('您给这次服务打 4 分')
  expect(page.body).toContain('<textarea')
  const words = `${'好'.repeat(600)}\0`
  const { inbound } = await answerLink(
    post.deps,
    request(four, 'POST', { words, rating: '1', despite: 'send' }),
  )
  expect(inbound).toMatchObject([{ action: 'survey.rate', values: { rating: '4', words: '好'.repeat(500) } }])
  const [press] = inbound
  expect(press?.kind === 'action' && Object.keys(press.values)).toEqual(['rating', 'words'])
})

test.each<[Outcome, number, string]>([
  [{ status: 'done', notice: '谢谢您，<b>祝好</b>' }, 200, '谢谢您，&lt;b&gt;祝好&lt;/b&gt;'],
  [{ status: 'refused', notice: '这次评价已结束' }, 409, '这次评价已结束'],
  [{ status: 'ignored' }, 200, '不用重复提交'],
  [{ status: 'kept' }, 200, '不用再次提交'],
])('what the house makes of it is told: %j', async (outcome, status, words) => {
  const post = await posting()
  const [link = ''] = await linksOf(post, survey)
  const page = await browsed(post, request(link, 'POST'), [outcome])
  expect(page.status).toBe(status)
  expect(page.body).toContain(words)
  expect(page.body).not.toContain('<form')
})

test('a link that is old, broken or about nothing presses nothing', async () => {
  const post = await posting()
  const [link = ''] = await linksOf(post, survey)
  for (const method of ['GET', 'POST']) {
    const broken = await answerLink(post.deps, request(link.slice(0, -2), method))
    expect([broken.inbound, (await broken.respond([])).status]).toEqual([[], 403])
  }
  post.clock.at = new Date(post.clock.at.getTime() + 31 * 86_400_000)
  const old = await answerLink(post.deps, request(link, 'POST'))
  expect(old.inbound).toEqual([])
  expect(await old.respond([])).toMatchObject({ status: 410, body: expect.stringContaining('30 天') })
  expect(isAnswer(request('/webhooks/email'))).toBe(false)
})
