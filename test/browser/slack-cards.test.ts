import path from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createTranslate, type Locale } from '../../src/lib/i18n.ts'
import type { Card } from '../../src/platforms/card.ts'
import type { Home, HomeTicket } from '../../src/platforms/host.ts'
import { cardBlocks } from '../../src/platforms/slack/write/card.ts'
import { guestView, homeView } from '../../src/platforms/slack/write/home.ts'
import { saidBlocks } from '../../src/platforms/slack/write/message.ts'
import { modalOf } from '../../src/platforms/slack/write/modal.ts'
import { newTicketView } from '../../src/platforms/slack/write/new-ticket.ts'
import { outcomeView, workingView } from '../../src/platforms/slack/write/notice-view.ts'
import { mustSkip, openBrowser, picture } from '../support/browser.ts'
import { playCards } from '../support/real-cards.ts'
import { messageHtml, pageOf, viewHtml } from '../support/slack/preview.ts'

const translate = createTranslate(path.resolve(import.meta.dirname, '../../locales'))
const saying =
  (locale: Locale) =>
  (key: string, values?: Record<string, string | number>): string =>
    translate(locale, `slack.${key}`, values)
const say = saying('zh-CN')
const to = 'C0DESK'
const means = { to, say, publicUrl: 'https://desk.example.com' }

/** One of each look: by kind, state and actions. */
const looks = (cards: readonly Card[]): Card[] => {
  const groups = Map.groupBy(cards, ({ kind, state, actions, key }) =>
    [kind, state?.label, actions.map(({ id }) => id).join(), key.split(':').slice(2).join()].join(' '),
  )
  return [...groups.values()].flatMap((some) => some.at(-1) ?? [])
}

const ticket = (nth: number, more: Partial<HomeTicket> = {}): HomeTicket => ({
  number: `SR2026112200${nth}`,
  title: `产品故障报修 SR2026112200${nth}`,
  state: { tone: 'working', mark: '🔵', label: '处理中' },
  customer: '王女士',
  deadline: { label: '首次响应', value: '剩 25 分钟 · 今天 17:30', due: '2026-11-22T09:30:00Z' },
  shown: { channel: 'C0DESK', externalId: 'C0DESK:1763770000.000100' },
  ...more,
})

const home: Home = {
  name: '林晓',
  mine: [
    ticket(1, {
      state: { tone: 'overdue', mark: '🔴', label: '已超时 · 处理中' },
      deadline: { label: '解决', value: '超 5 分钟 · 今天 16:55', due: '2026-11-22T08:55:00Z' },
    }),
    ticket(2),
    ticket(3, { state: { tone: 'waiting', mark: '⏸', label: '待客户' } }),
  ],
  unclaimed: [ticket(4, { state: { tone: 'unclaimed', mark: '🟠', label: '待认领' }, customer: '小何' })],
  due: 2,
  figures: [
    { label: '今日新建', value: '18' },
    { label: '已解决', value: '12' },
    { label: '首次响应及时率', value: '94%' },
  ],
}

/** Pictures of everything that is shown on Slack, to be looked at: test/output/slack-*.png. */
describe.skipIf(mustSkip())('Slack in pictures', () => {
  test('cards, windows and the front page', async () => {
    const { cards, refused, explained } = await playCards()
    const browser = await openBrowser()
    try {
      const page = await browser.newPage({ viewport: { width: 760, height: 900 }, deviceScaleFactor: 1 })
      const show = async (parts: readonly string[], name: string, theme?: 'dark'): Promise<void> => {
        await page.setContent(pageOf(parts, theme))
        await showAll(page)
        await picture(page, `slack-${name}`)
      }
      for (const [kind, some] of Map.groupBy(looks(cards), (card) => card.kind)) {
        for (let from = 0; from < some.length; from += 4) {
          const parts = some
            .slice(from, from + 4)
            .map((card) => messageHtml(cardBlocks(card, means), `${card.kind} ${card.key}`))
          await show(parts, `${kind}-${from / 4 + 1}`)
        }
      }
      const suggestion = cards.find((card) => card.kind === 'suggestion' && card.actions.length > 0)
      if (!suggestion) throw new Error('no suggestion')
      await show([messageHtml(cardBlocks(suggestion, means), 'dark')], 'dark', 'dark')
      const windows = new Map(
        cards.flatMap((card) =>
          card.actions.flatMap((action) => (action.fields ? [[action.id, { card, action }] as const] : [])),
        ),
      )
      const modals = [...windows.values()].flatMap(
        ({ card, action }) => modalOf(card, action, { say, to }) ?? [],
      )
      for (let from = 0; from < modals.length; from += 4)
        await show(
          modals.slice(from, from + 4).map((view) => viewHtml(view, view.private_metadata)),
          `modal-${from / 4 + 1}`,
        )
      const edit = suggestion.actions.find(({ id }) => id === 'suggestion.edit')
      if (!edit) throw new Error('no edit')
      const typed = { text: '非常抱歉耽误您使用，我们赔偿您 800 元，今天 18:00 前到账。' }
      const again = (ways: ('send' | 'release')[], locale: Locale = 'zh-CN') =>
        viewHtml(
          modalOf(suggestion, edit, {
            say: saying(locale),
            to,
            values: typed,
            ways,
            ...(refused.findings
              ? {
                  findings:
                    ways[0] === 'send'
                      ? refused.findings.map((one) => ({ ...one, level: 'warn' as const }))
                      : refused.findings,
                }
              : {}),
          }),
          `findings ${ways.join()}`,
        )
      await show([again(['release']), again(['send']), again(['release'], 'en')], 'findings')
      const long = { text: Array.from({ length: 300 }, (_, nth) => `第 ${nth} 句说明。\n`).join('') }
      await show([viewHtml(modalOf(suggestion, edit, { say, to, values: long }), 'long')], 'long')
      await show(
        [
          viewHtml(workingView(say), 'working'),
          viewHtml(outcomeView(explained, say), 'explained'),
          viewHtml(outcomeView({ status: 'done', notice: '已认领' }, say), 'done'),
          viewHtml(
            outcomeView({ status: 'refused', notice: '李工 14:02 已认领，可点“协助”加入' }, say),
            'refused',
          ),
          viewHtml(newTicketView({ say, metadata: '' }), 'new'),
          viewHtml(
            newTicketView({ say, metadata: '', text: '打印机连不上', customer: '王女士' }),
            'from message',
          ),
        ],
        'other-windows',
      )
      const linkOf = () => 'https://acme.slack.com/archives/C0DESK/p1763770000000100'
      await show(
        [
          viewHtml(homeView(home, { say, linkOf, publicUrl: 'https://desk.example.com' }), 'home'),
          viewHtml(
            homeView(
              { ...home, mine: [], unclaimed: [], due: 0, figures: [] },
              { say: saying('en'), linkOf },
            ),
            'home, empty, en',
          ),
          viewHtml(guestView(say), 'guest'),
        ],
        'home',
      )
      await show(
        [
          messageHtml(
            saidBlocks('您好，说明见 https://example.com/help?a=1。请先关水。', {
              name: '林晓（工号 K001）',
              picture: 'https://example.com/p.png',
            }),
            'agent',
          ),
          messageHtml(
            saidBlocks('您好，我是智能客服助手，已收到您的问题，工单号 SR20261118001。', {
              name: '客服台演示公司',
            }),
            'bot',
          ),
        ],
        'messages',
      )
      expect(cards.length).toBeGreaterThan(10)
    } finally {
      await browser.close()
    }
  }, 180_000)
})

/** The picture shows all of the page. */
async function showAll(page: Page): Promise<void> {
  await page.setViewportSize({ width: 760, height: 100 })
  const height = await page.evaluate('document.documentElement.scrollHeight')
  await page.setViewportSize({ width: 760, height: Math.min(Number(height), 4000) })
}
