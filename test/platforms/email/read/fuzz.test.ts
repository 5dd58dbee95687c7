import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

/** `FUZZ_MAILS=100000 FUZZ_SEED=7 vitest run test/platforms/email/read/fuzz.test.ts` runs as many by hand. */
const count = Number(process.env.FUZZ_MAILS ?? 2000)
const seed = Number(process.env.FUZZ_SEED ?? 5)
const program = path.resolve(import.meta.dirname, '../../../support/fuzz-program.ts')
const longestMs = 1_000
const mostMb = 300

test(`${count} damaged mails are read, each within a second, in ${mostMb} MB`, {
  timeout: 60_000 + count * 20,
}, async () => {
  // A heap that may not grow lazily shows what reading needs, and ends the process where it needs more.
  const heap = ['--max-old-space-size=96', '--max-semi-space-size=8']
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...heap,
    program,
    String(count),
    String(seed),
    String(longestMs),
  ])
  const { slow, unread, worstMs, peakMb } = JSON.parse(stdout)
  if (count > 2000) process.stdout.write(`slowest ${worstMs} ms of processor, peak ${peakMb} MB\n`)
  expect({ slow, unread }).toEqual({ slow: [], unread: [] })
  expect(peakMb).toBeLessThan(mostMb)
})
