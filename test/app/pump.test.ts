import { afterEach, expect, test } from 'vitest'
import { startPump } from '../../src/app/pump.ts'
import type { Deps } from '../../src/lib/deps.ts'
import { silentLog } from '../../src/lib/log.ts'
import type { InboundMessage, Platform } from '../../src/platforms/platform.ts'
import { createMailDesk, type MailDesk } from '../support/mails.ts'

let desk: MailDesk
let stop: (() => Promise<void>) | undefined
afterEach(async () => {
  await stop?.()
  stop = undefined
  await desk.close()
})

const mail = (externalId: string, text = '请问保修期多长？'): InboundMessage => ({
  kind: 'message',
  platform: 'email',
  externalId,
  conversation: `thread of ${externalId}`,
  from: { id: 'wang@example.com' },
  text,
  attachments: [],
})

/** What goes wrong here is meant to. */
const quiet = (): Deps => ({ ...desk.deps, log: silentLog })

/** Starts it; pauses are noted and end at once, or when told to. */
function begin(deps: Deps = quiet(), pause: () => Promise<unknown> = async () => undefined) {
  const seen = { pauses: [] as number[], woken: 0 }
  stop = startPump(deps, {
    wake: () => {
      seen.woken += 1
    },
    pause: async (ms) => {
      seen.pauses.push(ms)
      await pause()
    },
  })
  return seen
}

test('what a platform yields is received, answered and delivered, in order and once', async () => {
  desk = await createMailDesk()
  desk.mails.waits(mail('m-1'), mail('m-2'), mail('m-1'))
  const idle = desk.mails.idle()
  const seen = begin()
  await idle
  expect(await desk.db.arrival.count()).toBe(2)
  expect(desk.mails.answers.map(({ status }) => status)).toEqual(['done', 'done', 'ignored'])
  expect(seen).toEqual({ pauses: [], woken: 3 })
  expect(desk.mails.left()).toBe(0)
})

test('a platform that fails is listened to again, ever later, until something came', async () => {
  desk = await createMailDesk()
  const error = (): Error => new Error('the server went away')
  desk.mails.waits(error(), error(), error(), error(), error(), mail('m-1'), error(), mail('m-2'))
  const idle = desk.mails.idle()
  const seen = begin()
  await idle
  expect(seen.pauses).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 5_000])
  expect(await desk.db.arrival.count()).toBe(2)
})

test('while the database is away nothing is acknowledged, and nothing lost', async () => {
  desk = await createMailDesk()
  let away = true
  const db = new Proxy(desk.db, {
    get(target, name) {
      if (name === '$transaction' && away)
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  desk.mails.waits(mail('m-1'), mail('m-2'))
  const idle = desk.mails.idle()
  const left: number[] = []
  const seen = begin({ ...quiet(), db }, async () => {
    left.push(desk.mails.left())
    away = left.length < 3
  })
  await idle
  expect(left).toEqual([2, 2, 2])
  expect(seen.pauses).toEqual([5_000, 10_000, 20_000])
  expect(await desk.db.ticket.count()).toBe(2)
})

test('an answer that does not get through stops nobody', async () => {
  desk = await createMailDesk()
  desk.mails.answers.push = () => {
    throw new Error('gone')
  }
  desk.mails.waits(mail('m-1'), mail('m-2'))
  const idle = desk.mails.idle()
  const seen = begin()
  await idle
  expect(seen.pauses).toEqual([])
  expect(await desk.db.ticket.count()).toBe(2)
})

test('it stops while it listens, and while it rests', async () => {
  desk = await createMailDesk()
  const idle = desk.mails.idle()
  begin()
  await idle
  await stop?.()
  desk.mails.waits(mail('m-1'))
  expect(await desk.db.arrival.count()).toBe(0)
  // With its own pause: five seconds that nobody waits for.
  const again = startPump({ ...quiet(), platforms: new Map([['broken', broken]]) }, { wake: () => undefined })
  const began = performance.now()
  await again()
  expect(performance.now() - began).toBeLessThan(1_000)
})

/** Fails at once. */
const broken: Platform = {
  name: 'broken',
  send: () => Promise.reject(new Error('nothing is sent here')),
  listen: () => {
    throw new Error('nobody there')
  },
}

/** A platform that yields these and says what became of each. */
function yielding(platform: Partial<Platform>, things: InboundMessage[]) {
  const became = { answered: [] as string[], failed: [] as string[], most: 0, underWay: 0 }
  const listening = Promise.withResolvers<void>()
  const whole: Platform = {
    name: 'many',
    send: () => Promise.reject(new Error('nothing is sent here')),
    ...platform,
    async *listen(signal) {
      for (const inbound of things.splice(0)) {
        became.underWay += 1
        became.most = Math.max(became.most, became.underWay)
        yield {
          inbound,
          async answer() {
            became.underWay -= 1
            became.answered.push(inbound.externalId)
          },
          failed() {
            became.underWay -= 1
            became.failed.push(inbound.externalId)
          },
        }
      }
      listening.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    },
  }
  return { whole, became, asked: listening.promise }
}

test('so many as a platform says are under way together, each is answered, and one place keeps its order', async () => {
  desk = await createMailDesk()
  const things = Array.from({ length: 12 }, (_, nth) => ({
    ...mail(`m-${nth}`, `第 ${nth} 句`),
    conversation: nth % 2 === 0 ? 'even' : 'odd',
  }))
  const { whole, became, asked } = yielding({ atOnce: 4 }, things)
  stop = startPump({ ...quiet(), platforms: new Map([['many', whole]]) }, { wake: () => undefined })
  await asked
  await stop()
  expect(became.most).toBe(4)
  expect(became.answered).toHaveLength(12)
  const said = await desk.db.message.findMany({
    where: { direction: 'inbound', conversation: { externalId: 'odd' } },
    orderBy: { id: 'asc' },
  })
  expect(said.map(({ text }) => text)).toEqual([1, 3, 5, 7, 9, 11].map((nth) => `第 ${nth} 句`))
})

test('one at a time where a platform says nothing', async () => {
  desk = await createMailDesk()
  const { whole, became, asked } = yielding({}, [mail('m-1'), mail('m-2'), mail('m-3')])
  stop = startPump({ ...quiet(), platforms: new Map([['many', whole]]) }, { wake: () => undefined })
  await asked
  expect(became).toMatchObject({ most: 1, answered: ['m-1', 'm-2', 'm-3'] })
})

test('what could not be recorded is told to have failed; those beside it and after it are received', async () => {
  desk = await createMailDesk()
  let turns = 0
  const db = new Proxy(desk.db, {
    get(target, name) {
      if (name === '$transaction' && ++turns === 2)
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const things = ['m-1', 'm-2', 'm-3', 'm-4'].map((id) => mail(id))
  const { whole, became, asked } = yielding({ atOnce: 3 }, things)
  const pauses: number[] = []
  stop = startPump(
    { ...quiet(), db, platforms: new Map([['many', whole]]) },
    { wake: () => undefined, pause: async (ms) => pauses.push(ms) },
  )
  await asked
  await stop()
  expect(became.failed).toEqual(['m-2'])
  expect(became.answered.toSorted()).toEqual(['m-1', 'm-3', 'm-4'])
  expect([became.underWay, pauses]).toEqual([0, []])
})

test('where nobody is told of it, one that failed while nothing was waited for ends the listening', async () => {
  desk = await createMailDesk()
  let turns = 0
  const db = new Proxy(desk.db, {
    get(target, name) {
      if (name === '$transaction' && ++turns === 1)
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  let begun = 0
  const platform: Platform = {
    name: 'many',
    atOnce: 8,
    send: () => Promise.reject(new Error('nothing is sent here')),
    async *listen(signal) {
      begun += 1
      if (begun === 1) {
        yield { inbound: mail('m-1') }
        const second = Promise.withResolvers<void>()
        yield { inbound: mail('m-2'), answer: async () => second.resolve() }
        await second.promise
        yield { inbound: mail('m-3') }
      }
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    },
  }
  const paused = Promise.withResolvers<void>()
  stop = startPump(
    { ...quiet(), db, platforms: new Map([['many', platform]]) },
    { wake: () => undefined, pause: async () => paused.resolve() },
  )
  await Promise.race([
    paused.promise,
    new Promise((_resolve, reject) => setTimeout(() => reject(new Error('it was not seen')), 5_000)),
  ])
})
