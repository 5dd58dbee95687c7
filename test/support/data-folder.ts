import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client, type QueryResultRow } from 'pg'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startPostgres,
} from '../../src/lib/embedded-postgres.ts'
import { ConfigError } from '../../src/lib/errors.ts'
import { silentLog } from '../../src/lib/log.ts'
import { isAlive } from '../../src/lib/postgres/life.ts'
import { readPostmaster } from '../../src/lib/postgres/server.ts'
import { type Program, type RunOptions, runProgram } from './program.ts'

export const isRoot = process.getuid?.() === 0

const stepDown = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--']
const canStepDown = spawnSync('unshare', [...stepDown.slice(1), 'true']).status === 0

/** Whether a test can have a process without root's powers, and what to put before its command. */
export const canBePlain = canStepDown || !isRoot
export const plainly = isRoot ? stepDown : []

/** A data folder of each test's own, and what is started on it; all of it is gone after the test. */
export interface DataFolder {
  /** The folder around it. */
  parent: string
  path: string
  start(options?: Partial<EmbeddedOptions>): Promise<EmbeddedPostgres>
  /** The message of the ConfigError with which a start is refused. */
  refusal(): Promise<string>
  /** Runs a program of its own around a server. */
  run(speed?: 'fast' | 'durable', options?: RunOptions): Program
  /** Puts a file into it. */
  write(file: string, text: string): void
}

/** Gives every test of the file a data folder. */
export function useDataFolder(): DataFolder {
  const opened: EmbeddedPostgres[] = []
  const programs: Program[] = []
  const folder: DataFolder = {
    parent: '',
    path: '',
    async start(options = {}) {
      const postgres = await startPostgres({ dataDir: folder.path, log: silentLog, fast: true, ...options })
      opened.push(postgres)
      return postgres
    },
    async refusal() {
      const error = await folder.start().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(ConfigError)
      return error instanceof Error ? error.message : ''
    },
    run(speed = 'fast', options = {}) {
      const file = path.resolve(import.meta.dirname, 'postgres-program.ts')
      const program = runProgram(file, [folder.path, speed], options)
      programs.push(program)
      return program
    },
    write(file, text) {
      mkdirSync(path.dirname(path.join(folder.path, file)), { recursive: true })
      writeFileSync(path.join(folder.path, file), text)
    },
  }
  beforeEach(() => {
    folder.parent = mkdtempSync(path.join(tmpdir(), 'kefutai-embedded-'))
    // Where root may not step down in place, its server is nobody's and must get here.
    chmodSync(folder.parent, 0o711)
    folder.path = path.join(folder.parent, 'data')
  })
  afterEach(async () => {
    for (const program of programs.splice(0)) await program.end('SIGKILL')
    for (const postgres of opened.splice(0)) await postgres.stop()
    await endServers(folder.parent)
    rmSync(folder.parent, { recursive: true, force: true, maxRetries: 5 })
  })
  return folder
}

/** Ends whatever server a killed program left. */
async function endServers(parent: string): Promise<void> {
  for (const name of readdirSync(parent)) {
    const pid = readPostmaster(path.join(parent, name, 'postgres'))?.pid
    if (pid === undefined || !isAlive(pid)) continue
    process.kill(pid, 'SIGQUIT')
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000, interval: 5 })
  }
}

/** The first row of a statement on a connection of its own. */
export async function ask<Row extends QueryResultRow>(url: string, sql: string): Promise<Row | undefined> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows[0]
  } finally {
    await client.end()
  }
}
