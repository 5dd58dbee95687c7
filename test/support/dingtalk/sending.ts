import { afterEach } from 'vitest'
import { type Db, openDb } from '../../../src/lib/db.ts'
import { silentLog } from '../../../src/lib/log.ts'
import type { Card } from '../../../src/platforms/card.ts'
import type { DingtalkDeps, DingtalkSettings } from '../../../src/platforms/dingtalk/deps.ts'
import { createSending, type SendingOptions } from '../../../src/platforms/dingtalk/send.ts'
import type { Sending } from '../../../src/platforms/dingtalk/sending.ts'
import type { OpenedFile, OutboundMessage, SentMessage } from '../../../src/platforms/platform.ts'
import { freshDatabase } from '../database.ts'
import { dingtalkDeps } from './deps.ts'
import { type FakeDingtalk, startFakeDingtalk } from './fake.ts'

/** The sending side on a fake DingTalk, with a database of its own and a house that knows what it sent. */
export interface SendingSide {
  fake: FakeDingtalk
  db: Db
  sending: Sending
  deps: DingtalkDeps & { log: { lines: string[] } }
  /** Another process on the same database. */
  another: () => Sending
  send: (to: string, more: Partial<OutboundMessage>) => Promise<SentMessage>
  shows: (to: string, card: Card, more?: Partial<OutboundMessage>) => Promise<SentMessage>
  /** Paths that were called, without tokens. */
  called: () => string[]
}

export const nextId = (
  (count) => () =>
    `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
)(0)

/** Opens sending sides that are closed after each test. */
export function useSending(): (
  settings?: Partial<DingtalkSettings>,
  options?: SendingOptions & { files?: Record<string, OpenedFile> },
) => Promise<SendingSide> {
  let closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.toReversed()) await close()
    closing = []
  })
  return async (settings = {}, { files = {}, ...options } = {}) => {
    const fake = await startFakeDingtalk()
    const database = await freshDatabase()
    const db = openDb({ url: database.url, log: silentLog })
    closing.push(
      () => fake.close(),
      () => database.drop(),
      () => db.$disconnect(),
    )
    const cards = new Map<string, Card>()
    const base = dingtalkDeps(fake, { db })
    const deps = {
      ...base,
      host: {
        ...base.host,
        channels: new Set(['cidDesk==', 'cidSales==']),
        isStaff: async (account: string) => account.startsWith('staff'),
        card: async (to: string, key: string) => cards.get(`${to} ${key}`),
        openFile: async (ref: string) => files[ref],
      },
      settings: { ...base.settings, ...settings },
      holder: async (ticket: string) =>
        ticket === 'SR20261118001' ? { account: 'staff1', name: '林晓' } : undefined,
    }
    for (const id of ['cidDesk==', 'cidSales==']) fake.group(id)
    fake.joins('王女士', { staffId: 'wang' })
    fake.joins('林晓', { staffId: 'staff1' })
    const sending = createSending(deps, options)
    const send: SendingSide['send'] = (id, more) =>
      sending.send(
        { platform: 'dingtalk', id },
        { id: nextId(), text: '', author: { kind: 'bot', name: '助手' }, ...more },
      )
    return {
      fake,
      db,
      sending,
      deps,
      another: () => createSending(deps, options),
      send,
      shows(to, card, more = {}) {
        cards.set(`${to} ${card.key}`, card)
        return send(to, { text: card.title, card, ...more })
      },
      called: () => fake.api.calls.map(({ path }) => path).filter((path) => !path.includes('oauth2')),
    }
  }
}

/** A card with everything on it, changed as the test wants it. */
export const cardWith = (more: Partial<Card> = {}): Card => ({
  key: 'suggestion:1',
  revision: 1,
  kind: 'suggestion',
  audience: 'internal',
  title: '建议回复 · SR20261118001',
  state: { tone: 'unclaimed', mark: '🟠', label: '待审核' },
  ticket: 'SR20261118001',
  facts: [{ label: '客户', value: '王女士' }],
  quote: { author: '王女士', text: '洗衣机漏水', attachments: [] },
  draft: { label: '发给客户', text: '您好，今天 18:00 前上门。' },
  why: ['先安抚'],
  choices: [],
  actions: [
    { id: 'suggestion.approve', label: '通过并发送', style: 'primary', confirm: '将发给客户' },
    {
      id: 'suggestion.edit',
      label: '修改后发送',
      style: 'plain',
      fields: [
        { id: 'text', label: '回复', kind: 'text', required: true, value: '您好，今天 18:00 前上门。' },
      ],
    },
    { id: 'suggestion.dismiss', label: '不采用', style: 'plain' },
  ],
  foot: ['未经审核不会发给客户'],
  ...more,
})
