import { openDb } from '../../../src/lib/db.ts'
import { silentLog } from '../../../src/lib/log.ts'
import type { Inbound, Platform, Pulled, WebhookRequest } from '../../../src/platforms/platform.ts'
import { openApi } from '../../../src/platforms/wecom/call.ts'
import type { OpenDeps, WindowNews } from '../../../src/platforms/wecom/deps.ts'
import { createWecomPlatform, type WecomOptions } from '../../../src/platforms/wecom/index.ts'
import { readAccount } from '../../../src/platforms/wecom/kf/read.ts'
import { pulledOf, readWaiting } from '../../../src/platforms/wecom/kf/waiting.ts'
import { freshDatabase } from '../database.ts'
import { type ApiServer, startApiServer } from './api-server.ts'
import { createKf, type FakeKf } from './kf.ts'
import { wecomTestOptions } from './options.ts'
import { createOrganisation, type Organisation } from './organisation.ts'

/** The customers' door on a database of its own, before a fake 微信客服. */
export interface KfRoom {
  organisation: Organisation
  api: ApiServer
  kf: FakeKf
  deps: OpenDeps
  options: WecomOptions
  platform: Platform
  /** What the desk was told of windows that close. */
  told: WindowNews[]
  passes(ms: number): void
  /** A callback comes in; what is read after it and waits, without being answered. */
  brings(request: WebhookRequest): Promise<Pulled[]>
  /** The same, and the house has it all. */
  takes(request: WebhookRequest): Promise<Inbound[]>
  close(): Promise<void>
}

export async function openKfRoom(change: Partial<WecomOptions> = {}): Promise<KfRoom> {
  const database = await freshDatabase()
  const db = openDb({ url: database.url, log: silentLog })
  const organisation = createOrganisation()
  const api = await startApiServer(organisation)
  const kf = createKf(organisation, api)
  const told: WindowNews[] = []
  const options = wecomTestOptions(organisation, {
    db,
    url: api.url,
    settings: {
      corpId: organisation.settings.corpId,
      app: organisation.settings.app,
      kf: organisation.settings.kf,
    },
    tellWindow: async (news) => void told.push(news),
    ...change,
  })
  const deps: OpenDeps = { ...options, api: openApi(options) }
  const platform = createWecomPlatform(options)
  const brings = async (request: WebhookRequest): Promise<Pulled[]> => {
    await (await platform.webhook?.(request))?.respond([])
    await readAccount(deps, kf.openKfid)
    const pulled: Pulled[] = []
    for (const row of await readWaiting(deps)) {
      const one = await pulledOf(deps, row)
      if (one) pulled.push(one)
    }
    return pulled
  }
  return {
    organisation,
    api,
    kf,
    deps,
    options,
    platform,
    told,
    passes(ms) {
      organisation.clock.at = new Date(organisation.clock.at.getTime() + ms)
    },
    brings,
    async takes(request) {
      const pulled = await brings(request)
      for (const one of pulled) await one.answer?.({ status: 'done' })
      return pulled.map(({ inbound }) => inbound)
    },
    async close() {
      await platform.close?.()
      await api.close()
      await db.$disconnect()
      await database.drop()
    },
  }
}
