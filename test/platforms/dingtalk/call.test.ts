import { describe, expect, test } from 'vitest'
import type { PlatformError } from '../../../src/lib/errors.ts'
import { createPace } from '../../../src/platforms/dingtalk/pace.ts'
import type { BudgetWarning } from '../../../src/platforms/dingtalk/quota.ts'
import { untilNextMonthMs } from '../../../src/platforms/dingtalk/quota.ts'
import type { Fault } from '../../support/dingtalk/faults.ts'
import { cardWith, useSending } from '../../support/dingtalk/sending.ts'

const open = useSending()
const failure = async (act: Promise<unknown>): Promise<PlatformError> =>
  await act.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: unknown) => error as PlatformError,
  )
const hello = { text: '您好' }

describe('what the fake says becomes what the outbox understands', () => {
  test.each([
    ['qps', 'unreachable', 2_000],
    ['global qps', 'unreachable', 2_000],
    ['month', 'unreachable', 6 * 3_600_000],
    ['too fast', 'unreachable', 60_000],
    ['html', 'unreachable', 300_000],
    ['broken', 'uncertain', undefined],
    ['nonsense', 'uncertain', undefined],
    ['permission', 'refused', undefined],
    ['lost request', 'uncertain', undefined],
    ['lost answer', 'uncertain', undefined],
  ] satisfies [Fault, string, number | undefined][])('%s is %s', async (fault, reason, retryAfterMs) => {
    const { fake, send } = await open()
    fake.api.fail(/batchSend/, fault)
    expect(await failure(send('wang', hello))).toMatchObject({ reason, retryAfterMs })
  })

  test('a missing permission is named, with where to ask for it', async () => {
    const { fake, send } = await open()
    fake.api.fail(/batchSend/, 'permission')
    expect((await failure(send('wang', hello))).message).toMatch(/qyapi_robot_sendmsg.*权限管理/)
  })

  test('no error holds a secret, a token or an address', async () => {
    const { fake, send, deps } = await open()
    for (const fault of ['broken', 'lost answer', 'permission', 'html'] as const) {
      fake.api.fail(/batchSend/, fault)
      const { message } = await failure(send('wang', hello))
      expect(message).not.toMatch(/https?:|127\.0\.0\.1|access_token|[0-9a-f]{32}/)
      expect(message).not.toContain(deps.settings.clientSecret)
    }
  })

  test('nobody listens: nothing was sent, and it is tried again', async () => {
    const { send } = await open({ apiUrl: 'http://127.0.0.1:9' })
    expect(await failure(send('wang', hello))).toMatchObject({ reason: 'unreachable' })
  })
})

describe('the token', () => {
  test('is asked for once, however many wait for it', async () => {
    const { fake, send } = await open()
    await Promise.all(Array.from({ length: 8 }, () => send('wang', hello)))
    expect(fake.api.tokens.given()).toBe(1)
    expect(fake.chat('wang')).toHaveLength(8)
  })

  test('is renewed ten minutes before its end', async () => {
    const { fake, send } = await open()
    await send('wang', hello)
    await fake.clock.passes(109 * 60_000)
    await send('wang', hello)
    expect(fake.api.tokens.given()).toBe(1)
    await fake.clock.passes(2 * 60_000)
    await send('wang', hello)
    expect(fake.api.tokens.given()).toBe(2)
  })

  test('that is not taken any more is renewed, and what was asked for done once', async () => {
    const { fake, send } = await open()
    await send('wang', hello)
    fake.api.tokens.revoke()
    await send('wang', hello)
    expect(fake.chat('wang')).toHaveLength(2)
    expect(fake.api.tokens.given()).toBe(2)
  })

  test('is recovered after it could not be had; wrong credentials are told, and nothing is given up', async () => {
    const { fake, send } = await open()
    fake.api.fail(/oauth2/, 'broken', 'lost answer', 'qps')
    for (let turn = 0; turn < 3; turn += 1)
      expect(await failure(send('wang', hello))).toMatchObject({ reason: 'unreachable' })
    await send('wang', hello)
    expect(fake.chat('wang')).toHaveLength(1)
    const wrong = await open({ clientSecret: 'wrong' })
    const error = await failure(wrong.send('wang', hello))
    expect(error).toMatchObject({ reason: 'unreachable', retryAfterMs: 60_000 })
    expect(error.message).toMatch(/Client Secret/)
  })
})

describe('the month’s calls', () => {
  test('are counted over processes, told of at 80 and 95 per cent, and begin anew in China', async () => {
    const told: BudgetWarning[] = []
    const tellBudget = async (warning: BudgetWarning): Promise<void> => void told.push(warning)
    const { another, sending, send, fake } = await open({ monthlyCalls: 20 }, { tellBudget })
    const other = another()
    for (let turn = 0; turn < 8; turn += 1) {
      await send('wang', hello)
      await other
        .call({ method: 'POST', path: '/v1.0/robot/messageFiles/download', body: {} })
        .catch(() => undefined)
    }
    expect(told.map(({ level, used }) => [level, used])).toEqual([['most', 16]])
    for (let turn = 0; turn < 4; turn += 1) await send('wang', hello)
    expect(told.filter(({ level }) => level === 'nearly')).toEqual([
      { level: 'nearly', month: '2026-11', used: 19, of: 20 },
    ])
    expect(await sending.budget()).toEqual({ month: '2026-11', used: 20, of: 20 })
    await fake.clock.passes(untilNextMonthMs(fake.clock.now()))
    expect(await sending.budget()).toEqual({ month: '2026-12', used: 0, of: 20 })
  })

  test('that are used up are told, whoever used them', async () => {
    const told: string[] = []
    const { fake, send } = await open({}, { tellBudget: async ({ level }) => void told.push(level) })
    fake.api.fail(/batchSend/, 'month', 'month')
    await failure(send('wang', hello))
    await failure(send('wang', hello))
    expect(told).toEqual(['spent'])
  })

  test('that are used up by cards are told as well, and stand in the log', async () => {
    const told: string[] = []
    const { fake, shows, deps } = await open({}, { tellBudget: async ({ level }) => void told.push(level) })
    fake.api.fail(/createAndDeliver/, 'month')
    await failure(shows('cidDesk==', cardWith()))
    expect(told).toEqual(['spent'])
    expect(deps.log.lines.join()).toMatch(/calls.*spent/)
  })

  test('are told of again where the telling failed', async () => {
    const told: string[] = []
    const tellBudget = async ({ level }: BudgetWarning): Promise<void> => {
      told.push(level)
      if (told.length === 1) throw new Error('the database is away')
    }
    const { send } = await open({ monthlyCalls: 10 }, { tellBudget })
    for (let turn = 0; turn < 8; turn += 1) await send('wang', hello)
    expect(told).toEqual(['most'])
    await send('wang', hello)
    expect(told).toEqual(['most', 'most'])
  })

  test('an answer without a token is no answer: it is asked for again', async () => {
    const { fake, send } = await open()
    fake.api.fail(/oauth2/, { status: 200, body: { expireIn: 7200 } })
    expect(await failure(send('wang', hello))).toMatchObject({ reason: 'unreachable' })
    await send('wang', hello)
    expect(fake.chat('wang')).toHaveLength(1)
  })

  test.each([
    ['2026-11-18T10:00:00+08:00', '2026-12-01T00:00:00+08:00'],
    ['2026-11-30T23:59:59+08:00', '2026-12-01T00:00:00+08:00'],
    ['2026-12-31T16:00:00Z', '2027-02-01T00:00:00+08:00'],
  ])('from %s it is until %s', (now, then) => {
    expect(untilNextMonthMs(new Date(now))).toBe(Date.parse(then) - Date.parse(now))
  })
})

test('of one API twenty calls go in a second, the others wait their turn, and other APIs do not', async () => {
  const seconds: (() => void)[] = []
  const pace = createPace(() => new Promise<void>((resolve) => seconds.push(resolve)))
  const done: number[] = []
  const asked = Array.from({ length: 45 }, async (_, nth) => {
    await pace('POST /a')
    done.push(nth)
  })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  await turn()
  expect(done).toHaveLength(20)
  await pace('POST /b')
  for (const pass of seconds.splice(0)) pass()
  await turn()
  expect(done).toHaveLength(40)
  for (const pass of seconds.splice(0)) pass()
  await Promise.all(asked)
  expect(done).toEqual(done.toSorted((one, other) => one - other))
})
