import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = path.resolve(import.meta.dirname, '../..')

export interface DeskProcess {
  url: string
  child: ChildProcess
  /** Everything it said so far. */
  said(): string
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Ends it as an administrator would; resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts the real program and waits until it takes work. */
export async function startProcess(environment: Record<string, string>): Promise<DeskProcess> {
  const child = spawn(process.execPath, ['kefutai.mjs', 'start'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const url = `http://127.0.0.1:${environment.PORT ?? '3000'}`
  await awaitReady(url, gone, () => output)
  return {
    url,
    child,
    said: () => output,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      return await gone
    },
  }
}

async function awaitReady(url: string, gone: Promise<number | null>, said: () => string): Promise<void> {
  let ended = false
  void gone.then(() => (ended = true))
  for (const began = performance.now(); performance.now() - began < 60_000; ) {
    if (ended) throw new Error(`it ended before it took work:\n${said()}`)
    const healthy = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (healthy && said().includes('Ready in')) return
    await pause(50)
  }
  throw new Error(`it did not take work within a minute:\n${said()}`)
}

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
