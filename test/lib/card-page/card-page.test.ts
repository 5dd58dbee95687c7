import type { LightMyRequestResponse } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { createChatHost } from '../../../src/app/chat-host.ts'
import { type CardPages, cardPage, cardPageUrl, isCardPage } from '../../../src/lib/card-page/card-page.ts'
import type { Card } from '../../../src/platforms/card.ts'
import { createServer } from '../../../src/server.ts'
import type { TestDesk } from '../../support/desk.ts'
import { useDesks } from '../../support/use-desks.ts'

const open = useDesks()
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const key = Buffer.alloc(32, 7)

/** The product's server with a platform whose webhook knows these pages only. */
async function serve(desk: TestDesk, now: () => Date = desk.deps.now) {
  const pages: CardPages = {
    platform: 'memory',
    publicUrl: 'https://desk.example.com',
    key,
    now,
    translate: desk.deps.translate,
    company: desk.deps.playbook.company,
    host: createChatHost(desk.deps, 'memory'),
  }
  const platform = {
    ...desk.platform,
    webhook: (request: Parameters<typeof cardPage>[1]) => cardPage(pages, request),
  }
  const server = await createServer({
    deps: { ...desk.deps, platforms: new Map([['memory', platform]]) },
    pages: [],
    wake: () => undefined,
    trusted: [],
  })
  closing.push(() => server.close())
  const pathOf = (url: string): string => url.replace('https://desk.example.com', '')
  return {
    link: (by: string, to: string, card: Card, action: string, locale: 'zh-CN' | 'en' = 'zh-CN'): string =>
      pathOf(
        cardPageUrl(pages, { by, to, card: { key: card.key, revision: card.revision }, action, locale }),
      ),
    get: (url: string) => server.inject({ url }),
    post: (url: string, form: Record<string, string> = {}) =>
      server.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
      }),
  }
}

/** Where the form of a refusal is posted to. */
const again = (answer: LightMyRequestResponse): string => {
  const [, token = ''] = /<form method="post" action="([\w-]+)">/.exec(answer.body) ?? []
  return `/webhooks/memory/act/${token}`
}
/** A customer wrote; the suggestion waits on the desk. */
async function suggested() {
  const desk = await open()
  await desk.says('小何', '热得受不了了，家里有老人小孩，你们什么时候能来修？空调不制冷了<script>')
  return { desk, site: await serve(desk), card: desk.card('desk', 'suggestion:') }
}
const rude = '你自己不会看说明书吗，别再问了'
const good = '小何您好，非常抱歉给您带来不便。师傅明天上午 9 点到 11 点上门检修，届时会先电话联系您。'

describe('to look at a page', () => {
  test('shows the card and the form, and does nothing however often', async () => {
    const { desk, site, card } = await suggested()
    const url = site.link('K001', 'desk', card, 'suggestion.edit')
    expect(isCardPage({ url })).toBe(true)
    for (let times = 0; times < 2; times++) {
      const page = await site.get(url)
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain('空调不制冷了&lt;script&gt;')
      expect(page.body).toContain('<textarea id="text" name="text"')
      expect(page.body).toContain(card.actions.find(({ id }) => id === 'suggestion.edit')?.label)
      expect(page.body).not.toContain('name="files"')
      expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*form-action 'self'/)
    }
    expect(await desk.db.suggestion.findFirstOrThrow()).toMatchObject({ status: 'pending' })
  })

  test('its address tells nothing of card, account or place', async () => {
    const { site, card } = await suggested()
    const url = site.link('K001', 'desk', card, 'suggestion.edit')
    const [, token = ''] = /act\/(.+)$/.exec(url) ?? []
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toMatch(/K001|desk|suggestion/)
    expect(url.length).toBeLessThan(500)
  })

  test('in English, a choice and a rating as what they are', async () => {
    const { desk, site } = await suggested()
    const card = desk.card('desk', 'ticket:')
    const page = await site.get(site.link('K001', 'desk', card, 'ticket.priority', 'en'))
    expect(page.body).toMatch(
      /<html lang="en">[\s\S]*<select id="priority"[\s\S]*<option value="urgent" selected>/,
    )
    expect(page.body).toContain('(optional)')
    expect(page.body).toContain('To open this page does nothing')
  })
})

describe('what is posted', () => {
  test('is the account’s press, once: posted again it gets the same answer, and says that it is the first one’s', async () => {
    const { desk, site, card } = await suggested()
    const url = site.link('K001', 'desk', card, 'suggestion.edit')
    const heard = desk.heardBy('小何').length
    const first = await site.post(url, { text: good })
    expect([first.statusCode, first.body.includes('<form')]).toEqual([200, false])
    const second = await site.post(url, { text: `${good}！` })
    expect(second.body).toContain('已按您的修改发送给客户')
    expect(second.body).toContain('这次填写的内容如与首次不同，请在卡片上重新点一次按钮')
    expect(first.body).not.toContain('首次')
    await desk.delivers()
    expect(
      desk
        .heardBy('小何')
        .slice(heard)
        .map(({ text }) => text),
    ).toEqual([good])
    expect(await desk.db.suggestion.findFirstOrThrow()).toMatchObject({ status: 'edited' })
  })

  test('refused: the words stay, with what is wrong and better words; of all attempts one acts', async () => {
    const { desk, site, card } = await suggested()
    const url = site.link('K001', 'desk', card, 'suggestion.edit')
    const heard = desk.heardBy('小何').length
    const refused = await site.post(url, { text: rude })
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain(`>\n${rude}</textarea>`)
    expect(refused.body).toMatch(/<div class="finding( block)?"><strong>/)
    // the first address has been answered for ever
    expect((await site.post(url, { text: good })).statusCode).toBe(409)
    const next = again(refused)
    const pages = [await site.post(next, { text: good }), await site.post(next, { text: good })]
    expect(pages.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    // asked for twice, the further attempt is one: what was refused again shows the same one
    const other = again(await site.post(url, { text: rude }))
    expect((await site.post(other, { text: good })).statusCode).toBe(200)
    await desk.delivers()
    expect(desk.heardBy('小何').slice(heard)).toHaveLength(1)
  })

  test('posted again once the card has changed, it is told the same', async () => {
    const { desk, site, card } = await suggested()
    const url = site.link('K001', 'desk', card, 'suggestion.edit')
    await site.post(url, { text: good })
    await desk.delivers()
    const again = await site.post(url, { text: good })
    expect([again.statusCode, again.body.includes('已按您的修改发送给客户')]).toEqual([200, true])
    expect((await site.get(url)).statusCode).toBe(410)
  })

  test('somebody else was faster: what was typed is not lost', async () => {
    const { desk, site, card } = await suggested()
    const url = site.link('K002', 'desk', card, 'suggestion.edit')
    await desk.presses('K001', card, 'suggestion.approve')
    const late = await site.post(url, { text: good })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('林晓 已通过并发送')
    expect(late.body).toContain(`您写的内容</h2>\n<div class="draft">${good}</div>`)
  })

  test('another reply was chosen since: the page shows it, and its form is about it', async () => {
    const { desk, site, card } = await suggested()
    const url = site.link('K001', 'desk', card, 'suggestion.approve')
    await desk.presses('K001', card, 'suggestion.swap')
    // what was posted unseen is not done
    expect((await site.post(url)).statusCode).toBe(409)
    const fresh = site.link('K001', 'desk', card, 'suggestion.approve')
    const page = await site.get(fresh)
    const now = desk.card('desk', 'suggestion:')
    expect(now.revision).toBe(card.revision + 1)
    expect(page.body).toContain(now.draft?.text.split('\n')[0])
    expect((await site.post(again(page))).statusCode).toBe(200)
    await desk.delivers()
    expect(desk.heardBy('小何').at(-1)?.text).toBe(now.draft?.text)
  })

  test('a warning can be sent all the same, by the button that says so', async () => {
    const { desk, site } = await suggested()
    const card = desk.card('desk', 'ticket:')
    const url = site.link('K001', 'desk', card, 'ticket.reply')
    const text = '您好，已为您安排师傅，明天上午 9 点到 11 点上门检修，请您留意电话。'
    const warned = await site.post(url, { text })
    expect(warned.statusCode).toBe(409)
    expect(warned.body).toContain('<button class="plain" name="despite" value="send">仍然发送</button>')
    expect((await site.post(again(warned), { text, despite: 'send' })).statusCode).toBe(200)
    await desk.delivers()
    expect(desk.heardBy('小何').at(-1)?.text).toBe(text)
  })

  test('what is missing or too long is said before anybody is asked', async () => {
    const { desk, site, card } = await suggested()
    const url = site.link('K001', 'desk', card, 'suggestion.edit')
    const presses = () => desk.db.arrival.count({ where: { kind: 'action' } })
    expect((await site.post(url, { text: ' ' })).body).toContain('请填写此项')
    const long = await site.post(url, { text: '长'.repeat(5001) })
    expect([long.statusCode, long.body.includes('请不要超过 5000 个字')]).toEqual([422, true])
    expect(await presses()).toBe(0)
    expect((await site.post(url, { text: good })).statusCode).toBe(200)
  })

  test('only fields of the action and choices that are offered reach the house', async () => {
    const { desk, site } = await suggested()
    const url = site.link('K001', 'desk', desk.card('desk', 'ticket:'), 'ticket.priority')
    expect((await site.post(url, { priority: 'hot' })).statusCode).toBe(422)
    expect((await site.post(url, { priority: 'critical', into: 'SR1', by: 'M001' })).statusCode).toBe(200)
    expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ priority: 'critical' })
    expect(
      await desk.db.auditEvent.findFirstOrThrow({ where: { kind: 'ticket.reprioritised' } }),
    ).toMatchObject({
      actorName: '林晓',
    })
  })

  test('another note with a link that was used is not said to have been taken', async () => {
    const { desk, site } = await suggested()
    const url = site.link('K001', 'desk', desk.card('desk', 'ticket:'), 'ticket.note')
    expect((await site.post(url, { text: '已电话联系' })).body).not.toContain('首次')
    const second = await site.post(url, { text: '客户改约周三' })
    expect(second.body).toContain('请在卡片上重新点一次按钮再提交')
    expect(await desk.db.auditEvent.count({ where: { kind: 'ticket.noted' } })).toBe(1)
  })

  test('what somebody may not do is refused, in words', async () => {
    const { desk, site } = await suggested()
    const card = desk.card('after_sales_tech', 'ticket:')
    const answer = await site.post(site.link('L101', 'after_sales_tech', card, 'ticket.claim'))
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('您的角色不能做这项操作')
    expect(answer.body).not.toContain('<form')
  })
})

describe('a link that does not open', () => {
  test('too old, cut off, of another platform, of somebody who left, or of a card that is gone', async () => {
    const { desk, site, card } = await suggested()
    const url = site.link('K001', 'desk', card, 'suggestion.edit')
    const status = async (one: string): Promise<number> => {
      const [shown, pressed] = [await site.get(one), await site.post(one, { text: good })]
      expect(pressed.statusCode).toBe(shown.statusCode)
      expect(shown.body).not.toContain('小何')
      return shown.statusCode
    }
    expect(await status(url.slice(0, -3))).toBe(403)
    expect(await status(`${url}AAAA`)).toBe(403)
    expect(await status('/webhooks/memory/act/x')).toBe(403)
    const other = cardPageUrl(
      { platform: 'slack', publicUrl: '', key, now: desk.deps.now },
      { by: 'K001', to: 'desk', card, action: 'suggestion.edit', locale: 'zh-CN' },
    )
    expect(await status(other.replace('slack', 'memory'))).toBe(403)
    for (const gone of [
      site.link('K001', 'desk', { ...card, key: 'suggestion:none' }, 'suggestion.edit'),
      site.link('K001', 'supervisors', card, 'suggestion.approve'),
      site.link('K001', 'desk', card, 'ticket.takeover'),
    ])
      expect((await site.get(gone)).statusCode).toBe(410)
    const late = await serve(desk, () => new Date(desk.deps.now().getTime() + 2 * 3_600_000 + 1))
    expect((await late.get(url)).statusCode).toBe(410)
    expect((await late.post(url, { text: good })).statusCode).toBe(410)
    await desk.db.staff.update({ where: { workNo: 'K001' }, data: { active: false } })
    expect(await status(url)).toBe(410)
    expect(await desk.db.arrival.count({ where: { kind: 'action' } })).toBe(0)
  })

  test('another spelling of the same link is the same press', async () => {
    const { desk, site } = await suggested()
    const url = site.link('K001', 'desk', desk.card('desk', 'ticket:'), 'ticket.note')
    const [, token = ''] = /act\/(.+)$/.exec(url) ?? []
    const bytes = Buffer.from(token, 'base64url')
    const spellings = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      .split('')
      .map((last) => token.slice(0, -1) + last)
      .filter((one) => Buffer.from(one, 'base64url').equals(bytes))
    for (const one of new Set([token, ...spellings])) {
      const page = await site.post(`/webhooks/memory/act/${one}`, { text: '已电话联系' })
      expect(page.statusCode).toBe(200)
    }
    expect(await desk.db.auditEvent.count({ where: { kind: 'ticket.noted' } })).toBe(1)
  })
})
