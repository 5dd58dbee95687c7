import { fork } from 'node:child_process'
import path from 'node:path'

export interface HouseMeans {
  databaseUrl: string
  apiUrl: string
  credentials: { botToken: string; appToken: string }
  /** Where the held clock stands, in milliseconds since 1970. */
  at: number
}

/** `time`: the clock is there now, and what is due is sent; `sweep`: the cron's work, until it is done; `heap`: bytes. */
export interface HouseQuestion {
  id: number
  ask: 'time' | 'sweep' | 'heap'
  at: number
}

export interface HouseAnswer {
  id: number
  value: number
  /** A line of its log. */
  line?: string
}

export interface HouseProcess {
  ask(question: HouseQuestion['ask'], at: number): Promise<number>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/** Starts the house of slack-house-program.ts; resolves when it listens. Its log goes to `said`. */
export async function startHouse(means: HouseMeans, said: (line: string) => void): Promise<HouseProcess> {
  const child = fork(path.join(import.meta.dirname, '../slack-house-program.ts'), [JSON.stringify(means)], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const waiting = new Map<number, (value: number) => void>()
  const ready = new Promise<number>((resolve, reject) => {
    waiting.set(0, resolve)
    child.once('exit', (code) => reject(new Error(`the house ended with ${code}`)))
  })
  child.on('message', ({ id, value, line }: HouseAnswer) => {
    if (line !== undefined) return said(line)
    waiting.get(id)?.(value)
    waiting.delete(id)
  })
  await ready
  let count = 0
  return {
    async ask(ask, at) {
      const id = ++count
      const answered = new Promise<number>((resolve) => waiting.set(id, resolve))
      child.send({ id, ask, at } satisfies HouseQuestion)
      return await answered
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
