import { readMail } from '../../src/platforms/email/read/read-mail.ts'
import { fixtures } from '../platforms/email/read/fixtures.ts'
import { mutated, seeded } from './mutated.ts'

// `node test/support/fuzz-program.ts 100000 7` reads so many damaged mails, made from this seed, in a process of its own,
// whose memory is that of reading and nothing else; one JSON line tells how it went.

const [count = 2_000, seed = 5, longestMs = 1_000] = process.argv.slice(2).map(Number)
const random = seeded(seed)
const all = fixtures.map(([, raw]) => Buffer.from(raw))
const slow: string[] = []
const unread: number[] = []
let worstMs = 0
for (let number = 0; number < count; number++) {
  const raw = mutated(all[number % all.length] ?? Buffer.alloc(0), all, random)
  const began = process.cpuUsage()
  const read = readMail(raw)
  const { user, system } = process.cpuUsage(began)
  const tookMs = (user + system) / 1000
  worstMs = Math.max(worstMs, tookMs)
  if (tookMs > longestMs) slow.push(`${number}: ${Math.round(tookMs)} ms`)
  if (read.faults.includes('unreadable') || !read.text.isWellFormed() || read.text.includes('\0'))
    unread.push(number)
}
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024)
process.stdout.write(JSON.stringify({ slow, unread, worstMs: Math.round(worstMs), peakMb }))
