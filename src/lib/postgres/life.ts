import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

// Whether a process lives, and whether it is still the one that was meant: pids are used again,
// and in a container that restarts they nearly always are.

/** A text that differs between two processes that had the same pid; undefined when no process has it. */
export function birthOf(pid: number): string | undefined {
  if (!answersSignals(pid)) return undefined
  if (process.platform === 'linux') return linuxBirth(pid)
  if (process.platform === 'win32') return 'unknown'
  const [state = '', ...started] = listProcess(pid, 'stat=,lstart=').trim().split(/\s+/)
  return state === '' || state.startsWith('Z') ? undefined : started.join(' ')
}

/** Whether a process with this pid runs; one that ended and waits to be reaped does not. */
export const isAlive = (pid: number): boolean => birthOf(pid) !== undefined

/** Whether the process is the PostgreSQL server whose data folder is `cluster` (a real path). */
export function serves(pid: number, cluster: string): 'yes' | 'no' | 'maybe' {
  if (!isAlive(pid)) return 'no'
  if (process.platform === 'win32') return 'maybe'
  if (process.platform !== 'linux') return listProcess(pid, 'command=').includes('postgres') ? 'maybe' : 'no'
  if (!(readProcess(pid, 'stat') ?? '(postgres)').includes('(postgres)')) return 'no'
  try {
    // A server's working folder is its data folder.
    return readlinkSync(`/proc/${pid}/cwd`) === cluster ? 'yes' : 'no'
  } catch {
    return 'maybe'
  }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function linuxBirth(pid: number): string | undefined {
  const stat = readProcess(pid, 'stat')
  if (stat === undefined) return answersSignals(pid) ? 'unknown' : undefined
  // The command in brackets may hold blanks and brackets of its own; the fields after it do not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, started] = [fields[0], fields[19]]
  if (state === 'Z' || state === 'X') return undefined
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${started}`
}

function readProcess(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}

const listProcess = (pid: number, columns: string): string =>
  spawnSync('ps', ['-o', columns, '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  }).stdout ?? ''
