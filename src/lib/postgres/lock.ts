import { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { ConfigError } from '../errors.ts'
import { birthOf } from './life.ts'

const holder = z.object({ pid: z.number().int().positive(), birth: z.string() })
type Holder = z.infer<typeof holder>

/** How long an unreadable lock may be one that is just being written, and a take-over one that is under way. */
const graceMs = 2000

/** Takes the data folder for this process until `release`; throws a ConfigError that names the other holder's pid. */
export async function lockDataFolder(dataDir: string): Promise<{ release: () => void }> {
  const file = path.join(dataDir, 'kefutai.pid')
  const own = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) ?? 'unknown' } satisfies Holder)
  for (;;) {
    if (writeNew(file, own)) return { release: () => removeOwn(file, own) }
    const text = read(file)
    if (text === undefined) continue
    const other = parse(text)
    if (other && isHeld(other)) {
      throw new ConfigError(
        `Another Kefutai (process ${other.pid}) is using the data folder ${dataDir}. Stop it first, or set KEFUTAI_DATA to another folder.`,
      )
    }
    if (!other && isYoung(file)) await pause(20)
    else if (!removeStale(file, text)) await pause(20)
  }
}

/** The process that uses the data folder now; `undefined` when none does. Changes nothing. */
export function holderOf(dataDir: string): number | undefined {
  const text = read(path.join(dataDir, 'kefutai.pid'))
  const other = text === undefined ? undefined : parse(text)
  return other && isHeld(other) ? other.pid : undefined
}

const isHeld = (other: Holder): boolean => birthOf(other.pid) === other.birth

/** Creates the file whole, or says that it is there. */
function writeNew(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o644 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    // A full disk leaves the empty file behind.
    if (codeOf(error) === 'ENOSPC') unlinkSync(file)
    throw error
  }
}

/**
 * Removes the lock of a process that is gone. Only one process at a time may do so, and only after a
 * second look: otherwise the slower of two would remove the fresh lock of the faster.
 */
function removeStale(file: string, stale: string): boolean {
  const turn = `${file}.takeover`
  try {
    mkdirSync(turn)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    if (!isYoung(turn)) quietly(() => rmdirSync(turn))
    return false
  }
  try {
    if (read(file) === stale) unlinkSync(file)
    return true
  } finally {
    quietly(() => rmdirSync(turn))
  }
}

function removeOwn(file: string, own: string): void {
  if (read(file) === own) quietly(() => unlinkSync(file))
}

function parse(text: string): Holder | undefined {
  try {
    return holder.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function isYoung(file: string): boolean {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  // A file's time has fractions of a millisecond, the clock has none: a new file may be a little ahead.
  return Math.abs(age) < graceMs
}

function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // Somebody else was faster.
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
