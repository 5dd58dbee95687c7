import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { firstAdministratorLink } from './app/team.ts'
import { demoLines, realLines } from './app/where-to-look.ts'
import { type App, createApp } from './app.ts'
import type { Config } from './config.ts'
import { playCustomers } from './demo/play.ts'
import { demoOf } from './demo/playbook.ts'
import { waitForDb } from './lib/db.ts'
import { type EmbeddedPostgres, startPostgres } from './lib/embedded-postgres.ts'
import { ConfigError, messageOf } from './lib/errors.ts'
import type { Log } from './lib/log.ts'
import { migrate } from './lib/migrate.ts'
import { demoDatabase, realDatabase } from './lib/postgres/databases.ts'
import { readOrMakeKey } from './lib/seal.ts'
import { loadPlaybook } from './playbook/load.ts'

export interface StartOptions {
  config: Config
  log: Log
  /** Says a line to whoever started the desk. */
  print: (line: string) => void
}

/** A desk that runs. */
export interface Running {
  url: string
  stop(): Promise<void>
}

/** One way of being the desk: on which database, and whether it is the demonstration. */
interface Mode {
  databaseUrl: string
  demo: boolean
}

/**
 * Starts the desk as the environment says and prints where to look. Throws
 * ConfigError, fit to be shown, when something of it cannot be.
 */
export async function start({ config, log, print }: StartOptions): Promise<Running> {
  const began = performance.now()
  const postgres = config.databaseUrl ? undefined : await startPostgres({ dataDir: config.dataDir, log })
  let app: App | undefined
  try {
    const port = config.port === 0 ? await freePort(config.host) : config.port
    const url =
      config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
    const context: Context = { config, log, print, port, url, ...(postgres ? { postgres } : {}) }
    app = await run(context, await chooseMode(config, postgres), (next) => {
      app = next
    })
    print(`  Ready in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
    return {
      url,
      async stop() {
        context.silence?.()
        await app?.close()
        await postgres?.stop()
      },
    }
  } catch (error) {
    await app?.close()
    await postgres?.stop()
    throw error
  }
}

interface Context extends StartOptions {
  /** Ends the demonstration's customers. */
  silence?: () => void
  /** The one turn to a real desk, however often it is asked for. */
  ending?: Promise<{ link: string }>
  postgres?: EmbeddedPostgres
  port: number
  url: string
}

/** Any production setting, or a real desk begun earlier: the real one. Otherwise the demonstration. */
async function chooseMode(config: Config, postgres: EmbeddedPostgres | undefined): Promise<Mode> {
  if (!postgres) return { databaseUrl: config.databaseUrl ?? '', demo: false }
  const real = config.production || (await postgres.databaseExists(realDatabase))
  const name = real ? realDatabase : demoDatabase
  await postgres.ensureDatabase(name)
  return { databaseUrl: postgres.urlOf(name), demo: !real }
}

async function run(context: Context, mode: Mode, replace: (app: App) => void): Promise<App> {
  const app = await prepare(context, mode, () => (context.ending ??= endDemo(context, app, replace)))
  try {
    await listen(context, app)
  } catch (error) {
    await app.close()
    throw error
  }
  const said = mode.demo
    ? await demoLines(app, context.url)
    : realLines(context.url, await firstAdministratorLink(app.deps, app.web))
  for (const line of said) context.print(line)
  if (mode.demo) context.silence = await playCustomers(app.deps, context.url)
  return app
}

/** The desk on a database that is there and up to date, before it listens. */
async function prepare(
  { config, log, url }: Context,
  { databaseUrl, demo }: Mode,
  onEndDemo: () => Promise<{ link: string }>,
): Promise<App> {
  await waitForDb(databaseUrl, { log })
  await migrate({ url: databaseUrl, log })
  return await createApp({
    databaseUrl,
    playbook: demo ? demoOf(config.playbook) : loadPlaybook({ path: config.playbook }),
    publicUrl: url,
    filesDir: path.join(config.dataDir, demo ? 'demo' : 'files'),
    log,
    trusted: config.trustedProxies,
    llm: config.llm,
    key: config.key ?? (await readOrMakeKey(config.dataDir)),
    mailAutomaticPerHour: config.mailAutomaticPerHour,
    outside: config,
    ...(demo ? { endDemo: onEndDemo } : {}),
  })
}

async function listen({ config, port }: Context, app: App): Promise<void> {
  try {
    await app.server.listen({ port, host: config.host })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new ConfigError(
        `PORT ${port} is taken by another program on ${config.host}; choose another one, for example PORT=${port + 1}.`,
        { cause: error },
      )
    if (code === 'EACCES')
      throw new ConfigError(`PORT ${port} may not be used by this user; choose one above 1023.`, {
        cause: error,
      })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new ConfigError(`HOST ${config.host} is not an address of this machine.`, { cause: error })
    throw error
  }
}

// The answer to the request that ends the demonstration must leave before its server does.
const farewellMs = 500

/** Makes the real, empty desk and its administrator; then this process goes over to it and the demonstration is deleted. */
async function endDemo(context: Context, demo: App, replace: (app: App) => void): Promise<{ link: string }> {
  const { postgres, log, config, print, url } = context
  if (!postgres) throw new Error('the demonstration runs on the embedded database only')
  context.silence?.()
  await postgres.ensureDatabase(realDatabase)
  const mode = { databaseUrl: postgres.urlOf(realDatabase), demo: false }
  const real = await prepare(context, mode, () => Promise.reject(new Error('not the demonstration')))
  const link = await firstAdministratorLink(real.deps, real.web)
  setTimeout(() => {
    const goOver = async (): Promise<void> => {
      await demo.close()
      await listen(context, real)
      replace(real)
      // The same link: a new one would end the one that was just given.
      for (const line of realLines(url, link)) print(line)
      await postgres.dropDatabase(demoDatabase)
      await rm(path.join(config.dataDir, 'demo'), { recursive: true, force: true })
    }
    goOver().catch((error: unknown) =>
      log.error({ error: messageOf(error) }, 'the real desk did not start: start the program again'),
    )
  }, farewellMs)
  return { link: link ?? `${url}/sign-in` }
}

/** A port nobody uses. */
async function freePort(host: string): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, host, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
