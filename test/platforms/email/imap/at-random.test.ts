import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Asked, type FakeImap, type Instead, startFakeImap } from '../../../support/fake-imap.ts'
import { useMailReading } from '../../../support/mail-reading.ts'

const mail = (subject: string): string => `From: wang@example.com\r\nSubject: ${subject}\r\n\r\n你好\r\n`

const reading = useMailReading()
let fake: FakeImap

beforeEach(async () => {
  fake = await startFakeImap()
})
afterEach(async () => await fake.close())

/** Numbers in [0, 1), the same for the same seed. */
function draws(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const lie = ({ tag }: Asked): Instead => ({ write: `${tag} OK and nothing more\r\n` })

const misfortunes: ((asked: Asked) => Instead)[] = [
  () => ({ next: 'drop' }),
  () => ({ next: 'reset' }),
  () => ({ next: 'silence' }),
  () => ({ write: '* BYE too busy\r\n', next: 'drop' }),
  () => ({ write: '* 1 FETCH (UID 1 BODY[] {500}\r\nFrom', next: 'drop' }),
  ({ tag }) => ({ write: `${tag} NO not now\r\n` }),
  ({ tag }) => ({ write: `${tag} BAD what\r\n` }),
  lie,
]

/** Another UIDVALIDITY, and the mails in another order. */
function renumber(draw: () => number): void {
  const inbox = fake.folders.get('INBOX')
  const mails = (inbox?.mails ?? []).toSorted(() => draw() - 0.5)
  const uidValidity = (inbox?.uidValidity ?? 0) + 1
  fake.folders.set('INBOX', { uidValidity, mails: mails.map((one, i) => ({ ...one, uid: i + 1 })) })
}

test.each([1, 22, 333, 4444])('whatever goes wrong (%i), every mail is recorded once', async (seed) => {
  const draw = draws(seed)
  await reading.addMailbox({ host: '127.0.0.1', port: fake.port })
  let delivered = 0
  const deliver = (): void => void fake.deliver(mail(`mail ${delivered++}`))
  for (let i = 0; i < 60; i += 1) deliver()
  let left = 40
  let liedAt = 0
  fake.instead = (asked) => {
    if (draw() < 0.2 && delivered < 100) deliver()
    if (left === 0 || draw() > 0.3) return undefined
    left -= 1
    if (draw() < 0.1) renumber(draw)
    const misfortune = misfortunes[Math.floor(draw() * misfortunes.length)]
    // Who lies twice in a row cannot be found out.
    if (misfortune === lie && fake.asked.length - liedAt < 8) return undefined
    if (misfortune === lie) liedAt = fake.asked.length
    return misfortune?.(asked)
  }
  reading.start({
    jitter: draw,
    pace: {
      pollMs: 50,
      silentMs: 80,
      openMs: 100,
      greetingMs: 80,
      retryMs: 5,
      retryMostMs: 20,
      retryByPersonMs: 20,
      retrySkippedMs: 50,
      batchMails: 7,
    },
  })
  await vi.waitFor(
    async () => {
      expect([left, delivered]).toEqual([0, 100])
      expect(await reading.db.mail.count()).toBe(100)
      expect((await reading.db.mailFolder.findFirst())?.skipped).toEqual([])
    },
    { timeout: 15_000, interval: 20 },
  )
  expect(new Set(await reading.subjects()).size).toBe(100)
})
