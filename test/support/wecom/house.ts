import { startPump } from '../../../src/app/pump.ts'
import { wecomOptions } from '../../../src/app/wecom.ts'
import { recordIdentity } from '../../../src/departments/staff.ts'
import { deliver } from '../../../src/outbox/deliver.ts'
import type { Platform, Pulled, WebhookRequest } from '../../../src/platforms/platform.ts'
import { createWecomPlatform } from '../../../src/platforms/wecom/index.ts'
import type { Playbook } from '../../../src/playbook/playbook.ts'
import { createDesk, type DeskOptions, type TestDesk } from '../desk.ts'
import { type ApiServer, startApiServer } from './api-server.ts'
import { quickPace } from './bot-desk.ts'
import { type BotServer, startBotServer } from './bot-server.ts'
import { createKf, type FakeKf } from './kf.ts'
import { wecomTestOptions } from './options.ts'
import { createOrganisation, type Organisation } from './organisation.ts'

/** A desk that is all on WeCom: customers by 微信客服, agents and after-sales in groups with the AI bot. */
export interface WecomHouse {
  desk: TestDesk
  platform: Platform
  organisation: Organisation
  api: ApiServer
  kf: FakeKf
  bot: BotServer
  /** A callback on its way to us. */
  brings(request: WebhookRequest): Promise<void>
  /** What the log warned of. */
  log: string[]
  /** Stops this process: nothing is listened to nor sent any more. */
  stops(): Promise<void>
  /** Dies: what it was handed and has not answered stays unanswered. */
  dies(): Promise<void>
  /** Begins again, as another process. */
  begins(): void
  close(): Promise<void>
}

const onWecom = (playbook: Playbook): Playbook => ({
  ...playbook,
  desk: { ...playbook.desk, channel: { platform: 'wecom', id: `bot:${agents}` } },
  departments: playbook.departments.map((one) =>
    one.code === 'after_sales_tech' ? { ...one, channel: { platform: 'wecom', id: `bot:${workshop}` } } : one,
  ),
})

/** The groups of agents and of after-sales. */
export const agents = 'gDesk'
export const workshop = 'gTech'

export async function openWecomHouse(
  options: DeskOptions & { staffElsewhere?: boolean } = {},
): Promise<WecomHouse> {
  const bot = await startBotServer()
  const desk = await createDesk({
    ...options,
    change: (playbook) => (options.staffElsewhere ? playbook : onWecom(playbook)),
  })
  const began = performance.now()
  // The day is held, and the seconds pass: connections and leases live by them.
  const now = (): Date => new Date(desk.deps.now().getTime() + performance.now() - began)
  const organisation = createOrganisation({
    get at() {
      return now()
    },
  })
  const api = await startApiServer(organisation)
  const kf = createKf(organisation, api)
  const log: string[] = []
  const note = (fields: object, text: string): void => void log.push(`${text} ${JSON.stringify(fields)}`)
  const means = {
    publicUrl: 'https://desk.example.cn',
    key: Buffer.alloc(32, 7),
    settings: organisation.settings,
  }
  const { kfPace, urls, pause } = wecomTestOptions(organisation, { db: desk.db, url: api.url })
  const make = (): Platform =>
    createWecomPlatform({
      ...wecomOptions(desk.deps, means),
      now,
      log: { ...desk.deps.log, warn: note, info: note, error: note },
      urls: { ...urls, socket: bot.url },
      pause,
      botPace: quickPace,
      ...(kfPace ? { kfPace: { ...kfPace, lease: { forMs: 1_000, renewMs: 200, askMs: 20 } } } : {}),
    })
  let platform = make()
  const underWay = new Set<Promise<unknown>>()
  const wake = (): void => {
    const turn = deliver(desk.deps).finally(() => underWay.delete(turn))
    underWay.add(turn)
  }
  let stopPump: (() => Promise<void>) | undefined
  let alive = { is: true }
  const begins = (): void => {
    const own = { is: true }
    alive = own
    platform = mortal(make(), own)
    if (!(desk.deps.platforms instanceof Map)) throw new Error('the platforms of a desk are a map')
    desk.deps.platforms.set('wecom', platform)
    stopPump = startPump(desk.deps, { wake, pause: async () => pause(20) })
  }
  const stops = async (): Promise<void> => {
    await stopPump?.()
    stopPump = undefined
    await Promise.allSettled(underWay)
    await platform.close?.()
  }
  for (const { id, workNo } of await desk.db.staff.findMany())
    await recordIdentity(desk.db, id, 'wecom', `wc-${workNo}`)
  begins()
  return {
    desk,
    get platform() {
      return platform
    },
    organisation,
    api,
    kf,
    bot,
    log,
    brings: async (request) => {
      const result = await platform.webhook?.(request)
      await result?.respond([])
    },
    stops,
    async dies() {
      alive.is = false
      await stops()
    },
    begins,
    async close() {
      await stops()
      await api.close()
      await bot.close()
      await desk.close()
    },
  }
}

/** The same platform; once it is dead, nothing is answered any more. */
const mortal = (platform: Platform, alive: { is: boolean }): Platform => ({
  ...platform,
  async *listen(signal) {
    for await (const pulled of platform.listen?.(signal) ?? ([] as Pulled[]))
      yield {
        ...pulled,
        answer: async (outcome) => {
          if (alive.is) await pulled.answer?.(outcome)
        },
      }
  },
})
