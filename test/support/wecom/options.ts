import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../../src/lib/db.ts'
import { createTranslate } from '../../../src/lib/i18n.ts'
import { silentLog } from '../../../src/lib/log.ts'
import type { WecomOptions } from '../../../src/platforms/wecom/index.ts'
import type { Organisation } from './organisation.ts'

/** What the WeCom platform is made of in tests: everybody waits only moments, and the clock is held. */
export function wecomTestOptions(
  { clock, settings }: Organisation,
  { db, url, ...change }: { db: Db; url: string } & Partial<WecomOptions>,
): WecomOptions {
  return {
    db,
    now: () => clock.at,
    translate: createTranslate(path.resolve(import.meta.dirname, '../../../locales')),
    log: silentLog,
    fetch,
    // What is done every hour is not done all the time.
    pause: (ms, signal) =>
      sleep(ms < 600_000 ? Math.min(ms, 5) : ms, undefined, signal ? { signal } : {}).catch(() => undefined),
    randomToken: () => 'x',
    host: {
      channels: new Set(),
      isStaff: async () => false,
      card: async () => undefined,
      cardAt: async () => undefined,
      home: async () => undefined,
      openFile: async () => undefined,
    },
    settings,
    site: {
      publicUrl: 'https://desk.example.cn',
      company: { name: { 'zh-CN': '青禾电器', en: 'Qinghe' }, locale: 'zh-CN' },
      hours: '周一至周五 09:00–18:00',
      key: Buffer.alloc(32, 7),
    },
    urls: { api: url, socket: 'ws://127.0.0.1:9' },
    tellWindow: async () => undefined,
    tellKicked: async () => undefined,
    kfPace: {
      lease: { forMs: 15_000, renewMs: 5_000, askMs: 20 },
      lookMs: 5,
      pollMs: 60_000,
      againMs: 10_000,
      houseMs: 5,
    },
    ...change,
  }
}
