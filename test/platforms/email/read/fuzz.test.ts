import { expect, test } from 'vitest'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import { mutated, seeded } from '../../../support/mutated.ts'
import { fixtures } from './fixtures.ts'

/** `FUZZ_MAILS=100000 FUZZ_SEED=7 vitest run test/platforms/email/read/fuzz.test.ts` runs as many by hand. */
const count = Number(process.env.FUZZ_MAILS ?? 2000)
const seed = Number(process.env.FUZZ_SEED ?? 5)
const longestMs = count > 2000 ? 1000 : 200

test(`${count} damaged mails are read, each within ${longestMs} ms`, { timeout: 60_000 + count * 20 }, () => {
  const random = seeded(seed)
  const all = fixtures.map(([, raw]) => Buffer.from(raw))
  const slow: string[] = []
  const unread: string[] = []
  let worst = 0
  for (let number = 0; number < count; number++) {
    const raw = mutated(all[number % all.length] ?? Buffer.alloc(0), all, random)
    const began = process.cpuUsage()
    const read = readMail(raw)
    const { user, system } = process.cpuUsage(began)
    const tookMs = (user + system) / 1000
    worst = Math.max(worst, tookMs)
    if (tookMs > longestMs) slow.push(`${number}: ${Math.round(tookMs)} ms`)
    if (read.faults.includes('unreadable') || !read.text.isWellFormed() || read.text.includes('\0'))
      unread.push(`${number}`)
  }
  if (count > 2000) {
    const peakMb = process.resourceUsage().maxRSS / 1024
    process.stdout.write(`slowest ${Math.round(worst)} ms of processor, peak ${Math.round(peakMb)} MB\n`)
  }
  expect({ slow, unread }).toEqual({ slow: [], unread: [] })
})
