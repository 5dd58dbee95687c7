import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { createAdministration } from './app/administration.ts'
import { emailOptions } from './app/email.ts'
import { createMailAdministration } from './app/mail-administration.ts'
import { type OutsideSettings, openOutside } from './app/outside.ts'
import { startPump } from './app/pump.ts'
import { accountOf, enterTeam } from './app/team.ts'
import { createReaders } from './app/web-host.ts'
import type { LlmSettings } from './config.ts'
import { openDb } from './lib/db.ts'
import type { Deps } from './lib/deps.ts'
import { messageOf } from './lib/errors.ts'
import { createTranslate } from './lib/i18n.ts'
import type { Log } from './lib/log.ts'
import { deliver } from './outbox/deliver.ts'
import { createEmailPlatform } from './platforms/email/index.ts'
import { createEmailSetup } from './platforms/email/setup.ts'
import { createWebPlatform, type WebPlatform } from './platforms/web/index.ts'
import type { Playbook } from './playbook/playbook.ts'
import { startSchedule } from './schedule.ts'
import { currentScripts } from './scripts/current.ts'
import { loadScripts } from './scripts/load.ts'
import { createServer } from './server.ts'

/** The folder of everything that is said, beside the sources. */
const localesDir = path.join(import.meta.dirname, '..', 'locales')

export interface AppOptions {
  databaseUrl: string
  playbook: Playbook
  /** Where browsers reach the desk, without a trailing slash. */
  publicUrl: string
  /** Where uploaded files lie. */
  filesDir: string
  /** Set while this is the demonstration: what its administrator's one act does. */
  endDemo?: () => Promise<{ link: string }>
  log: Log
  /** The language model that may be asked for a second opinion, if any. */
  llm?: LlmSettings | undefined
  /** Addresses of one's own proxies: what they say of where a request comes from is believed. */
  trusted: readonly string[]
  /** 32 bytes that seal what mailboxes sign in with. */
  key: Buffer
  /** Automatic mails to one address in an hour, at most. */
  mailAutomaticPerHour: number
  /** Credentials of the platforms of other companies. */
  outside: OutsideSettings
  now?: () => Date
}

export interface App {
  deps: Deps
  web: WebPlatform
  server: FastifyInstance
  /** Stops taking work, finishes what is under way, lets go of the database. */
  close(): Promise<void>
}

/** Puts the house together: the only place that knows all its parts. The team of the playbook is entered; nothing runs yet but the cron and what is pulled from platforms. */
export async function createApp(options: AppOptions): Promise<App> {
  const { databaseUrl, playbook, publicUrl, log, now = () => new Date() } = options
  const translate = createTranslate(localesDir)
  const db = openDb({ url: databaseUrl, log })
  const platforms = new Map()
  const current = currentScripts(loadScripts(localesDir))
  const deps: Deps = {
    db,
    platforms,
    playbook,
    // Read once by each unit of work: it keeps the library it began with.
    get scripts() {
      return current.library
    },
    now,
    translate,
    log,
  }
  const demo = options.endDemo !== undefined
  const mail = emailOptions(deps, {
    publicUrl,
    key: options.key,
    automaticPerHour: options.mailAutomaticPerHour,
  })
  const email = createEmailPlatform(mail)
  const setup = createEmailSetup(mail, { changed: email.wake })
  const web: WebPlatform = createWebPlatform({
    db,
    now,
    translate,
    log,
    publicUrl,
    demo,
    dataDir: options.filesDir,
    secureCookies: publicUrl.startsWith('https:'),
    company: playbook.company,
    randomToken: () => randomBytes(32).toString('base64url'),
    listen: () => new pg.Client({ connectionString: databaseUrl }),
    host: {
      ...createReaders(() => deps),
      ...createAdministration({
        house: () => deps,
        web: () => web,
        ...(options.endDemo ? { endDemo: options.endDemo } : {}),
      }),
      ...createMailAdministration({ house: () => deps, email: () => setup, publicUrl, demo }),
      demoSeats: () => demoSeats(deps, demo),
    },
  })
  platforms.set('web', web)
  platforms.set('email', email)
  const outside = await openOutside(deps, { publicUrl, key: options.key, settings: options.outside })
  for (const platform of outside) platforms.set(platform.name, platform)
  await enterTeam(deps, web)
  const wake = createWake(deps)
  const server = await createServer({ deps, pages: [web.routes], wake, trusted: options.trusted })
  const stopPump = startPump(deps, { wake })
  const stopSchedule = startSchedule(deps, current, options.llm && { ...options.llm, fetch })
  return {
    deps,
    web,
    server,
    async close() {
      await web.close?.()
      await server.close()
      await stopPump()
      for (const platform of deps.platforms.values()) if (platform !== web) await platform.close?.()
      await stopSchedule()
      await wake.rest()
      await db.$disconnect()
    },
  }
}

/** The seats of the demonstration's page of all sides; whoever may end it needs the printed link. */
const seats = [
  { seat: 'agent', workNo: 'K001' },
  { seat: 'department', workNo: 'T101' },
]

async function demoSeats(
  deps: Deps,
  demo: boolean,
): Promise<{ seat: string; name: string; accountId: string }[]> {
  if (!demo) return []
  const found = await Promise.all(
    seats.map(async ({ seat, workNo }) => {
      const accountId = await accountOf(deps, workNo)
      const name = deps.playbook.team.find((member) => member.workNo === workNo)?.name ?? workNo
      return accountId ? [{ seat, name, accountId }] : []
    }),
  )
  return found.flat()
}

/** Delivers after a commit; calls while it runs become one more run after it. */
function createWake(deps: Deps): { (): void; rest(): Promise<void> } {
  let running: Promise<void> | undefined
  let again = false
  const run = async (): Promise<void> => {
    do {
      again = false
      // What fails here is tried again by the cron.
      await deliver(deps).catch((error: unknown) =>
        deps.log.warn({ error: messageOf(error) }, 'delivery will be tried again'),
      )
    } while (again)
    running = undefined
  }
  const wake = (): void => {
    if (running) again = true
    else running = run()
  }
  return Object.assign(wake, { rest: async () => running ?? undefined })
}
