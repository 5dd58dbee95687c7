import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createChatHost } from '../../../src/app/chat-host.ts'
import { startPump } from '../../../src/app/pump.ts'
import { tellKicked } from '../../../src/app/wecom-kicked.ts'
import { recordIdentity } from '../../../src/departments/staff.ts'
import { deliver } from '../../../src/outbox/deliver.ts'
import type { Platform } from '../../../src/platforms/platform.ts'
import { createBotDoor } from '../../../src/platforms/wecom/bot/door.ts'
import { type BotPace, botPace } from '../../../src/platforms/wecom/bot/pace.ts'
import type { OpenDeps } from '../../../src/platforms/wecom/deps.ts'
import { createDesk, type DeskOptions, type TestDesk } from '../desk.ts'
import type { BotServer, Seen } from './bot-server.ts'

/** Short, so that a test need not wait; the order of the lengths is that of the real ones. */
export const quickPace: BotPace = {
  ...botPace,
  pingMs: 400,
  answerMs: 1_500,
  lease: { forMs: 3_000, renewMs: 500, askMs: 50 },
  pressMs: 3_000,
  cardMs: 1_500,
  lookMs: 30,
  askMs: 10,
  patienceMs: 3_000,
}

/** A desk whose agents' channel is a group on WeCom. */
export interface BotDesk extends TestDesk {
  bot: Platform
  /** To be shared with a second process. */
  desk: TestDesk
  /** What the log said, newest last. */
  log: string[]
  /** Stops listening. */
  stops(): Promise<void>
}

export const group = 'gDesk'

export async function createBotDesk(
  server: BotServer,
  options: DeskOptions & { secret?: string } = {},
): Promise<BotDesk> {
  const desk = await createDesk({
    ...options,
    change: (playbook) => ({
      ...playbook,
      desk: { ...playbook.desk, channel: { platform: 'wecom', id: `bot:${group}` } },
    }),
  })
  const log: string[] = []
  const note = (_: object, text?: string): void => void log.push(String(text))
  const deps: OpenDeps = {
    ...desk.deps,
    // Leases and the connection's own times run with the real clock.
    now: () => new Date(),
    log: { ...desk.deps.log, warn: note, info: note, error: note },
    fetch,
    pause: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
    randomToken: () => randomBytes(32).toString('base64url'),
    host: createChatHost(desk.deps, 'wecom'),
    settings: { corpId: 'wx', bot: { id: 'B', secret: options.secret ?? 'bot-secret' } },
    site: {
      publicUrl: 'https://desk.test',
      company: { name: { 'zh-CN': '云朵', en: 'Cloud' }, locale: 'zh-CN' },
      hours: '周一至周日 9:00–21:00',
      key: Buffer.alloc(32),
    },
    urls: { api: 'http://127.0.0.1:1', socket: server.url },
    tellWindow: async () => undefined,
    tellKicked: () => tellKicked(desk.deps),
    api: { post: fails, get: fails, upload: fails, download: fails },
  }
  const door = createBotDoor(deps, deps.settings.bot ?? { id: '', secret: '' }, quickPace)
  const bot: Platform = {
    name: 'wecom',
    atOnce: 8,
    send: (to, message) => door.send(to, message),
    find: (to, id) => door.find(to, id),
    listen: (signal) => door.listen(signal),
    openFile: async (ref) => await door.openFile?.(ref),
  }
  ;(desk.deps.platforms as Map<string, Platform>).set('wecom', bot)
  const staff = await desk.db.staff.findMany()
  for (const { id, workNo } of staff) await recordIdentity(desk.db, id, 'wecom', `wc-${workNo}`)
  const underWay = new Set<Promise<unknown>>()
  const wake = (): void => {
    const turn = deliver(desk.deps).finally(() => underWay.delete(turn))
    underWay.add(turn)
  }
  const stop = startPump(desk.deps, { wake })
  const close = async (): Promise<void> => {
    await Promise.allSettled(underWay)
    await stop()
    await Promise.allSettled(underWay)
    await desk.close()
  }
  return { ...desk, desk, bot, log, stops: stop, close }
}

const fails = async (): Promise<never> => {
  throw new Error('no API in this test')
}

/** Waits for something to become true; fails after ten seconds. */
export async function until<T>(found: () => T | undefined | false, what: string): Promise<T> {
  for (let waited = 0; waited < 10_000; waited += 10) {
    const value = found()
    if (value) return value
    await sleep(10)
  }
  throw new Error(`never: ${what}`)
}

/** The newest card in the group whose title says so. */
export const cardIn = (server: BotServer, title: string): NonNullable<Seen['card']> | undefined =>
  server.seen.findLast(({ card }) =>
    (card?.main_title as { title: string } | undefined)?.title.includes(title),
  )?.card
