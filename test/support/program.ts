import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

const root = path.resolve(import.meta.dirname, '../..')
// The vitest command may run on an older Node, which does not run TypeScript.
const ours = path.join(root, 'node_modules', '.bin', 'node')
const node = existsSync(ours) ? ours : process.execPath

export interface Program {
  pid: number
  /** The next line it writes, parsed; rejects when it ends without one. */
  line(): Promise<Record<string, unknown>>
  /** Sends the signal and waits for the end; the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string | null>
  /** Waits for the end. */
  ended: Promise<number | string | null>
  child: ChildProcess
}

export interface RunOptions {
  /** Put before the command, for example `unshare …`. */
  prefix?: string[]
  /** In a process group of its own, as a shell starts it. */
  group?: boolean
}

/** Runs a TypeScript program that talks in lines of JSON. */
export function runProgram(
  file: string,
  args: string[],
  { prefix = [], group = false }: RunOptions = {},
): Program {
  const [command = node, ...rest] = [...prefix, node, file, ...args]
  const child = spawn(command, rest, { cwd: root, detached: group, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code))
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    pid: child.pid ?? 0,
    async line() {
      const next = await lines.next()
      if (next.done) throw new Error(`${path.basename(file)} ended (${await ended}) without a word`)
      return JSON.parse(next.value)
    },
    async end(signal) {
      child.kill(signal)
      return await ended
    },
    ended,
    child,
  }
}
