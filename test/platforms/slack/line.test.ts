import { expect, test } from 'vitest'
import { silentLog } from '../../../src/lib/log.ts'
import type { Connection } from '../../../src/platforms/slack/door/connection.ts'
import { holdLine, type LineOptions, usualLine } from '../../../src/platforms/slack/door/line.ts'

/** A connection that does as it is told. */
function scripted() {
  const opened = Promise.withResolvers<void>()
  const ending = Promise.withResolvers<string>()
  const left = Promise.withResolvers<void>()
  const state = { open: false, closed: false }
  opened.promise.then(
    () => (state.open = true),
    () => undefined,
  )
  const connection: Connection = {
    opened: opened.promise,
    ending: ending.promise,
    left: left.promise,
    isOpen: () => state.open,
    async close() {
      left.resolve()
      state.open = false
      state.closed = true
      ending.resolve('closed')
    },
  }
  return { connection, opened, ending, left, state }
}

/** A line with a clock of its own: each pause waits to be let go, by its length. */
function line() {
  const stop = new AbortController()
  const connections: ReturnType<typeof scripted>[] = []
  const pauses: { ms: number; end: () => void }[] = []
  const told: unknown[] = []
  const options: LineOptions = {
    name: 'first',
    pace: usualLine,
    log: silentLog,
    chance: () => 1,
    open() {
      const one = scripted()
      connections.push(one)
      return one.connection
    },
    take: async () => undefined,
    tell: (failed) => void told.push(failed === undefined ? 'well' : (failed as Error).message),
    pause: (ms, signal) =>
      new Promise((resolve) => {
        const end = (): void => resolve()
        if (signal.aborted) return end()
        pauses.push({ ms, end })
        signal.addEventListener('abort', end)
      }),
  }
  const ended = holdLine(options, stop.signal)
  const passes = async (ms: number): Promise<void> => {
    await turn()
    for (const one of pauses.splice(0).filter((pause) => pause.ms === ms)) one.end()
    await turn()
  }
  return { stop, ended, connections, passes, told }
}

const turn = async (): Promise<void> => {
  for (let nth = 0; nth < 10; nth++) await Promise.resolve()
  await new Promise((resolve) => setImmediate(resolve))
}

test('a connection that never says hello is given up after a minute, and replaced', async () => {
  const { stop, ended, connections, passes, told } = line()
  await passes(usualLine.openMs)
  expect(told).toEqual([expect.stringContaining('hello')])
  expect(connections[0]?.state.closed).toBe(true)
  await passes(usualLine.firstMs)
  expect(connections).toHaveLength(2)
  connections[1]?.opened.resolve()
  await turn()
  expect(told.at(-1)).toBe('well')
  stop.abort()
  await ended
})

test('the next one is open before the last is let go; failures wait ever longer, up to half a minute', async () => {
  const { stop, ended, connections, passes } = line()
  connections[0]?.opened.resolve()
  await turn()
  connections[0]?.ending.resolve('refresh_requested')
  await turn()
  expect(connections).toHaveLength(2)
  expect(connections[0]?.state.closed).toBe(false)
  for (const ms of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    connections.at(-1)?.opened.reject(new Error('invalid_auth'))
    await turn()
    const before = connections.length
    await passes(ms)
    expect(connections).toHaveLength(before + 1)
  }
  expect(connections[0]?.state.closed).toBe(false)
  connections.at(-1)?.opened.resolve()
  await turn()
  // A warning is no goodbye: what Slack still sends is taken.
  expect(connections[0]?.state.closed).toBe(false)
  connections[0]?.left.resolve()
  await turn()
  expect(connections[0]?.state.closed).toBe(true)
  stop.abort()
  await ended
  expect(connections.every(({ state }) => state.closed)).toBe(true)
})

test('Slack that never says goodbye is not waited for', async () => {
  const { stop, ended, connections, passes } = line()
  connections[0]?.opened.resolve()
  await turn()
  connections[0]?.ending.resolve('warning')
  await turn()
  connections[1]?.opened.resolve()
  await turn()
  expect(connections[0]?.state.closed).toBe(false)
  await passes(usualLine.lingerMs)
  expect(connections[0]?.state.closed).toBe(true)
  stop.abort()
  await ended
})

test('a connection that is gone without a word is noticed', async () => {
  const { stop, ended, connections, passes } = line()
  const [first] = connections
  first?.opened.resolve()
  await turn()
  if (first) first.state.open = false
  await passes(usualLine.lookMs)
  expect(connections).toHaveLength(2)
  stop.abort()
  await ended
})
