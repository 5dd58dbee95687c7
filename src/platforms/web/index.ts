import path from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import type { Client } from 'pg'
import type { Locale } from '../../lib/i18n.ts'
import type { Platform } from '../platform.ts'
import { closeAccount, createAccount } from './account.ts'
import type { Site, WebDeps } from './deps.ts'
import { emptyWeb } from './empty.ts'
import { createHub } from './hub.ts'
import { createLink } from './link.ts'
import { webRoutes } from './routes.ts'
import { find, send } from './send.ts'
import { findUpload, readUpload } from './upload.ts'
import { createWebhook } from './webhook.ts'
import { createWire } from './wire.ts'

export interface WebOptions
  extends Pick<WebDeps, 'db' | 'host' | 'now' | 'translate' | 'log' | 'randomToken'>,
    Omit<Site, 'uploads' | 'pages'> {
  /** The folder of all data; uploads lie below it. */
  dataDir: string
  /** Makes an unconnected client for listening, of the same database. */
  listen: () => Client
  /** Where the page sources are, when not beside this file. */
  pages?: string
  /** Between two signs of life on a stream. */
  beatMs?: number
}

export interface WebPlatform extends Platform {
  /** Pages, API and streams, for `fastify.register`. Not `POST /webhooks/web`: that is the server's. */
  routes: FastifyPluginAsync
  /** Opens an account without a password; `link` signs in once. */
  createAccount(wanted: { login: string; locale?: Locale }): Promise<{ accountId: string; link: string }>
  /** A new one-time sign-in link (whole address) of an account. */
  createLink(accountId: string): Promise<string>
  /** Ends an account, its sessions and its links at once. */
  closeAccount(accountId: string): Promise<void>
  /** Deletes every post, visitor, file and account: the end of the demonstration. */
  empty(): Promise<void>
}

/** The web platform: a chat for customers and a desk for staff, on our own pages. */
export function createWebPlatform(options: WebOptions): WebPlatform {
  const deps = depsOf(options)
  const hub = createHub(deps)
  const wire = createWire({
    listen: options.listen,
    log: deps.log,
    onNotice: hub.publish,
    onGap: hub.reloadAll,
  })
  let beat: NodeJS.Timeout | undefined
  const start = async (): Promise<void> => {
    beat ??= setInterval(() => void hub.beat(), options.beatMs ?? 20_000).unref()
    await wire.start()
  }
  return {
    name: 'web',
    send: (to, message) => send(deps, to, message),
    find: (to, id) => find(deps, to, id),
    webhook: createWebhook(deps),
    async close() {
      clearInterval(beat)
      hub.endAll()
      await wire.stop()
    },
    async openFile(ref) {
      const upload = await findUpload(deps, ref.replace(/^\/api\/files\//, ''))
      if (!upload) return undefined
      const { name, mediaType } = upload
      return { name, mediaType, shown: mediaType.startsWith('image/'), bytes: await readUpload(deps, upload) }
    },
    routes: webRoutes(deps, hub, { start }),
    createAccount: (wanted) => createAccount(deps, wanted),
    createLink: (accountId) => createLink(deps, accountId),
    async closeAccount(accountId) {
      await closeAccount(deps, accountId)
      // Streams that are open elsewhere end with the next beat there.
      await hub.beat()
    },
    empty: () => emptyWeb(deps),
  }
}

function depsOf(options: WebOptions): WebDeps {
  const { db, host, now, translate, log, randomToken } = options
  const { publicUrl, secureCookies, company, demo } = options
  const uploads = path.join(options.dataDir, 'uploads')
  const pages = options.pages ?? path.join(import.meta.dirname, 'page')
  return {
    db,
    host,
    now,
    translate,
    log,
    randomToken,
    site: { publicUrl, secureCookies, company, demo, uploads, pages },
  }
}
