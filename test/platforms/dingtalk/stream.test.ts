import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openConnection, robotTopic } from '../../../src/platforms/dingtalk/stream/connection.ts'
import type { Frame } from '../../../src/platforms/dingtalk/stream/frame.ts'
import { keepStream, type StreamFault } from '../../../src/platforms/dingtalk/stream/keep.ts'
import { dingtalkDeps } from '../../support/dingtalk/deps.ts'
import { type FakeDingtalk, startFakeDingtalk } from '../../support/dingtalk/fake.ts'
import { rest, until } from '../../support/dingtalk/held-clock.ts'

type Deps = ReturnType<typeof dingtalkDeps>

let fake: FakeDingtalk
let deps: Deps
let stop: AbortController
let kept: Promise<void>
let taken: Frame[]
let reports: (StreamFault | undefined)[]
const rejected: unknown[] = []
const noteRejected = (error: unknown): void => void rejected.push(error)

beforeEach(async () => {
  fake = await startFakeDingtalk()
  fake.joins('王女士', { staffId: 'wang' })
  deps = dingtalkDeps(fake)
  stop = new AbortController()
  taken = []
  reports = []
  rejected.length = 0
  kept = Promise.resolve()
  process.on('unhandledRejection', noteRejected)
})
afterEach(async () => {
  stop.abort()
  await kept
  await fake.close()
  process.off('unhandledRejection', noteRejected)
  expect(rejected).toEqual([])
})

/** Keeps a stream; `take` decides what is answered, at once where nothing is said. */
async function keeps(
  take: (frame: Frame, answer: (data: unknown) => void) => void = (_, answer) => answer({ response: null }),
): Promise<void> {
  kept = keepStream(
    deps,
    {
      take: (frame, answer) => {
        taken.push(frame)
        take(frame, answer)
      },
      random: () => 0.5,
      report: (fault) => reports.push(fault),
    },
    stop.signal,
  )
  await until(() => fake.gateway.opens.length > 0)
  await rest()
}

describe('the stream', () => {
  test('subscribes to words and presses, and answers pings as the SDK does', async () => {
    await keeps()
    expect(fake.gateway.opens[0]?.subscriptions).toEqual([
      { type: 'EVENT', topic: '*' },
      { type: 'CALLBACK', topic: robotTopic },
      { type: 'CALLBACK', topic: '/v1.0/card/instances/callback' },
    ])
    const ack = await fake.gateway.acked(fake.gateway.ping())
    expect(JSON.parse(ack.data)).toHaveProperty('opaque')
  })

  test('words are acknowledged when they are recorded and not before', async () => {
    let record = (): void => undefined
    await keeps((_, answer) => {
      record = () => answer({ response: null })
    })
    const id = fake.says('王女士', '洗衣机漏水') ?? ''
    await until(() => taken.length === 1)
    expect(fake.gateway.acks).toEqual([])
    record()
    record()
    await fake.gateway.acked(id)
    expect(fake.gateway.acks).toEqual([
      {
        code: 200,
        headers: { contentType: 'application/json', messageId: id },
        message: 'OK',
        data: '{"response":null}',
      },
    ])
  })

  test('what is not answered comes again after 16 and 60 seconds', async () => {
    await keeps(() => undefined)
    fake.says('王女士', '在吗')
    await until(() => taken.length === 1)
    await fake.clock.passes(16_000)
    await until(() => taken.length === 2)
    await fake.clock.passes(60_000)
    await until(() => taken.length === 3)
    expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(1)
  })
})

describe('faults of dingtalk-stream 2.1.5, contained', () => {
  test('(1) failing handshakes: one opening at a time, ever rarer, and none after the end', async () => {
    fake.gateway.fail(...Array.from({ length: 100 }, () => 'handshake' as const))
    await keeps()
    await fake.clock.passes(60_000)
    // Doubled from a second on, with three quarters of each: 0.75 + 1.5 + 3 + 6 + 12 + 24 seconds.
    expect(fake.gateway.opens.length).toBeGreaterThan(3)
    expect(fake.gateway.opens.length).toBeLessThan(9)
    expect(reports).toEqual(['away'])
    stop.abort()
    await kept
    const opens = fake.gateway.opens.length
    await fake.clock.passes(600_000)
    expect(fake.gateway.opens.length).toBe(opens)
  })

  test('(1) a handshake that hangs is given up', async () => {
    fake.gateway.fail('hanging handshake')
    await keeps()
    expect(fake.gateway.links).toEqual([])
    await fake.clock.passes(12_000)
    await until(() => fake.gateway.links.length === 1)
  })

  test('(2) an opening that fails says so', async () => {
    fake.gateway.fail('handshake')
    await expect(openConnection(deps, () => undefined, stop.signal)).rejects.toMatchObject({
      reason: 'unreachable',
    })
    fake.gateway.fail('broken')
    await expect(openConnection(deps, () => undefined, stop.signal)).rejects.toMatchObject({
      reason: 'unreachable',
    })
    fake.gateway.fail('html')
    await expect(openConnection(deps, () => undefined, stop.signal)).rejects.toMatchObject({
      reason: 'unreachable',
    })
    fake.world.clientSecret = 'another'
    await expect(openConnection(deps, () => undefined, stop.signal)).rejects.toMatchObject({
      reason: 'refused',
    })
  })

  test('(3) an event is answered with what was made of it, however long that took', async () => {
    let done = (): void => undefined
    await keeps((_, answer) => {
      done = () => answer({ status: 'LATER', message: '' })
    })
    const id = fake.gateway.push({
      type: 'EVENT',
      topic: '*',
      data: {},
      headers: { eventType: 'user_leave_org' },
    })
    await until(() => taken.length === 1)
    expect(fake.gateway.acks).toEqual([])
    done()
    expect((await fake.gateway.acked(id)).data).toBe('{"status":"LATER","message":""}')
  })

  test('(4) told to go, it opens a new connection before the old one is let go, and hears everything once', async () => {
    const answers: (() => void)[] = []
    await keeps((_, answer) => answers.push(() => answer({ response: null })))
    await fake.clock.passes(40_000)
    const first = fake.says('王女士', '一') ?? ''
    await until(() => taken.length === 1)
    fake.gateway.disconnectAll()
    await until(() => fake.gateway.opens.length === 2 && fake.gateway.links.length === 2)
    const second = fake.says('王女士', '二') ?? ''
    await until(() => taken.length === 2)
    // What came by the old one is still answered by it.
    for (const answer of answers) answer()
    await fake.gateway.acked(first)
    await fake.gateway.acked(second)
    await fake.clock.passes(10_000)
    expect(fake.gateway.links).toHaveLength(1)
    expect(taken.map(({ messageId }) => messageId)).toEqual([first, second])
  })

  test('(5) what is no frame does no harm', async () => {
    await keeps()
    for (const raw of [
      'not json',
      '',
      '[]',
      'null',
      '{"type":"CALLBACK"}',
      '{"type":"EVENT","headers":{}}',
      '{"type":"SYSTEM","headers":{"topic":"ping"},"data":7}',
    ])
      fake.gateway.garble(raw)
    const id = fake.says('王女士', '还在吗') ?? ''
    await fake.gateway.acked(id)
    expect(taken.map(({ messageId }) => messageId)).toEqual([id])
    expect(fake.gateway.opens).toHaveLength(1)
  })

  test('(5) nor does one that is taken badly', async () => {
    await keeps((frame, answer) => {
      if (frame.messageId === first) throw new Error('a fault of ours')
      answer({ response: null })
    })
    const first: string = fake.says('王女士', '一') ?? ''
    await fake.gateway.acked(fake.says('王女士', '二') ?? '')
    expect(taken).toHaveLength(2)
  })

  test('(6) subscriptions are not shared between clients', async () => {
    await keeps()
    fake.gateway.breakAll()
    await fake.clock.passes(3_000)
    await until(() => fake.gateway.links.length === 1)
    expect(fake.gateway.opens[1]?.subscriptions).toEqual(fake.gateway.opens[0]?.subscriptions)
  })

  test('(7) a socket that went silent is given up within a minute, and no timer is left of it', async () => {
    await keeps()
    await fake.clock.passes(300_000)
    expect(fake.gateway.opens).toHaveLength(1)
    const waiting = fake.clock.waiting()
    for (let round = 0; round < 5; round += 1) {
      fake.gateway.goSilent()
      await fake.clock.passes(70_000)
      await until(() => fake.gateway.links.some(({ dead }) => !dead))
    }
    expect(fake.gateway.opens).toHaveLength(6)
    expect(fake.clock.waiting()).toBeLessThanOrEqual(waiting)
  })
})

describe('beginning and end', () => {
  test('wrong credentials are told at once, and once; it goes on trying', async () => {
    const right = fake.world.clientSecret
    fake.world.clientSecret = 'changed in the console'
    await keeps()
    await fake.clock.passes(120_000)
    expect(reports).toEqual(['credentials'])
    fake.world.clientSecret = right
    await fake.clock.passes(120_000)
    await until(() => fake.gateway.links.length === 1)
    expect(reports).toEqual(['credentials', undefined])
    expect(deps.log.lines.join('\n')).not.toContain(deps.settings.clientSecret)
  })

  test('a connection that is closed at once again and again makes no storm', async () => {
    await keeps()
    for (let second = 0; second < 60; second += 1) {
      fake.gateway.breakAll()
      await fake.clock.passes(1_000)
    }
    expect(fake.gateway.opens.length).toBeLessThan(10)
  })

  test('a ticket that needs escaping opens a connection', async () => {
    // Every ticket of the fake has + / = in it and is good for one connection.
    await keeps()
    expect(fake.gateway.links).toHaveLength(1)
  })

  test('stopped, it lets go of everything', async () => {
    await keeps()
    stop.abort()
    await kept
    await until(() => fake.gateway.links.length === 0)
    expect(fake.clock.waiting()).toBe(0)
  })
})
