import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Db, openDb } from '../../../src/lib/db.ts'
import { holdLease } from '../../../src/lib/lease.ts'
import { silentLog } from '../../../src/lib/log.ts'
import { type ExamineDeps, examineWecom, type Finding } from '../../../src/platforms/wecom/examine.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { type ApiServer, startApiServer } from '../../support/wecom/api-server.ts'
import { type BotServer, startBotServer } from '../../support/wecom/bot-server.ts'
import { wecomTestOptions } from '../../support/wecom/options.ts'
import { createOrganisation, type Organisation } from '../../support/wecom/organisation.ts'

describe('kefutai doctor wecom', () => {
  let organisation: Organisation
  let api: ApiServer
  let server: BotServer
  let database: FreshDatabase
  let db: Db
  beforeEach(async () => {
    organisation = createOrganisation()
    api = await startApiServer(organisation)
    server = await startBotServer()
    database = await freshDatabase()
    db = openDb({ url: database.url, log: silentLog })
    api.on('agent/get', () => ({ name: '客服台', allow_userinfos: { user: [{ userid: 'a' }] } }))
    api.on('kf/account/list', () => ({
      account_list: [{ open_kfid: 'wk1', name: '青禾客服', manage_privilege: true }],
    }))
  })
  afterEach(async () => {
    await db.$disconnect()
    await database.drop()
    await api.close()
    await server.close()
  })

  const findings = async (change: Partial<ExamineDeps> = {}): Promise<Finding[]> => {
    const options = wecomTestOptions(organisation, { db, url: api.url })
    // The desk answers the console's question as it should.
    const answers: typeof fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      if (url.hostname !== 'desk.example.cn') return await fetch(input, init)
      const { createDecipheriv } = await import('node:crypto')
      const key = Buffer.from(`${organisation.settings.kf.aesKey}=`, 'base64')
      const opened = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
      const sealed = Buffer.from(url.searchParams.get('echostr') ?? '', 'base64')
      const plain = Buffer.concat([opened.update(sealed), opened.final()])
      return new Response(plain.subarray(20, 20 + plain.readUInt32BE(16)))
    }
    const host = { ...options.host, channels: new Set(['bot:gDesk', 'bot:gQuiet', 'desk']) }
    await db.wecomBotChat.upsert({
      where: { id: 'gDesk' },
      create: { id: 'gDesk', kind: 'group', heardAt: new Date() },
      update: {},
    })
    const deps = { ...options, fetch: answers, host, urls: { api: api.url, socket: server.url }, ...change }
    const found: Finding[] = []
    for await (const one of examineWecom(deps)) found.push(one)
    return found
  }
  const said = (list: Finding[]): string[] =>
    list.map(({ mark, says, remedy }) => `${mark} ${says}${remedy ? ` → ${remedy}` : ''}`)

  test('everything as it should be, and which group nobody wrote in', async () => {
    const list = said(await findings())
    expect(list.filter((one) => one.startsWith('good'))).toHaveLength(7)
    expect(list.filter((one) => one.startsWith('mind')).join()).toContain('bot:gQuiet')
    expect(list.filter((one) => one.startsWith('bad')).join()).toContain('bot:<chatid>')
    expect(server.seen).toEqual([])
    expect(await db.lease.count()).toBe(0)
  })

  test('an IP that is not trusted is named with the console page', async () => {
    api.trouble('agent/get', {
      errcode: 60_020,
      errmsg: 'not allow to access from your ip, from ip: 203.0.113.9',
    })
    const list = said(await findings())
    expect(list.join()).toMatch(/203\.0\.113\.9.*企业可信IP/)
  })

  test('nobody in the visible range; an account of others; a bot that is refused', async () => {
    api.on('agent/get', () => ({ name: '客服台' }))
    api.on('kf/account/list', () => ({ account_list: [{ name: '别人的', manage_privilege: false }] }))
    const settings = { ...organisation.settings, bot: { id: 'B', secret: 'wrong' } }
    const bad = said(await findings({ settings })).filter((one) => one.startsWith('bad'))
    expect(bad.join()).toContain('可见范围是空的')
    expect(bad.join()).toContain('别人的')
    expect(bad.join()).toContain('WECOM_BOT_SECRET')
  })

  test('a running desk is not thrown out', async () => {
    const name = 'wecom:bot:B'
    await holdLease(db, { name, holder: 'a desk', now: organisation.clock.at, forMs: 10_000 })
    expect(said(await findings()).join()).toContain('没有再连一次')
    expect(server.subscribed()).toBe(0)
    expect(await db.lease.findMany()).toMatchObject([{ name, holder: 'a desk' }])
  })

  test('nothing of a token or secret stands in what is told', async () => {
    api.trouble('agent/get', { errcode: 40_001, errmsg: 'invalid credential access_token=abc' })
    const list = said(await findings()).join()
    expect(list).not.toContain('app-secret')
    expect(list).not.toContain('bot-secret')
    expect(list).not.toMatch(/token-\d/)
  })
})
