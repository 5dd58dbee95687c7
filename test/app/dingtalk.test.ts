import { expect, test } from 'vitest'
import { dingtalkOptions, settingsOf } from '../../src/app/dingtalk.ts'
import { openOutside } from '../../src/app/outside.ts'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/lib/log.ts'
import { createHeardLog } from '../support/dingtalk/deps.ts'
import { useDesks } from '../support/use-desks.ts'

const openDesk = useDesks()

const credentials = { DINGTALK_CLIENT_ID: 'dingabc', DINGTALK_CLIENT_SECRET: 'a-secret-of-the-app' }
const means = { publicUrl: 'https://desk.example.cn', key: Buffer.alloc(32, 9) }

test('without credentials nothing of it is opened, with them it is', async () => {
  const { deps } = await openDesk()
  expect(await openOutside(deps, { ...means, settings: readConfig({}) })).toEqual([])
  const opened = await openOutside(
    { ...deps, log: silentLog },
    { ...means, settings: readConfig(credentials) },
  )
  expect(opened.map(({ name }) => name)).toEqual(['dingtalk'])
})

test('the settings are those of the environment', () => {
  const of = (more: object) => settingsOf(readConfig({ ...credentials, ...more }).dingtalk ?? fail())
  expect(of({})).toEqual({
    clientId: 'dingabc',
    clientSecret: 'a-secret-of-the-app',
    robotCode: 'dingabc',
    mode: 'stream',
    apiUrl: 'https://api.dingtalk.com',
    oapiUrl: 'https://oapi.dingtalk.com',
    templates: { kind: 'public' },
    push: undefined,
  })
  expect(
    of({
      DINGTALK_MODE: 'http',
      DINGTALK_API_URL: 'https://api.dingtalk.io',
      DINGTALK_CARD_TEMPLATES: 'ticket=a.schema',
      DINGTALK_DING: 'app',
      DINGTALK_MONTHLY_CALLS: '50000',
    }),
  ).toMatchObject({
    callbackRouteKey: 'kefutai',
    oapiUrl: 'https://oapi.dingtalk.io',
    templates: { kind: 'own', ids: { ticket: 'a.schema' } },
    ding: { levels: ['app'] },
    monthlyCalls: 50_000,
  })
})

const fail = (): never => {
  throw new Error('no settings')
}

test('what keeps DingTalk from being reached is told to the administrators with the remedy, once a day', async () => {
  const desk = await openDesk()
  const log = createHeardLog()
  const settings = settingsOf(readConfig(credentials).dingtalk ?? fail())
  const options = dingtalkOptions({ ...desk.deps, log }, { ...means, settings })
  options.report('credentials')
  options.report('credentials')
  options.report('away')
  await expect.poll(() => desk.db.delivery.count()).toBe(2)
  await desk.delivers()
  const [credentialsCard, awayCard] = desk
    .heardIn('administrators')
    .map(({ card }) => card)
    .toSorted((one, other) => (one?.key ?? '').localeCompare(other?.key ?? ''))
    .toReversed()
  expect(credentialsCard?.why.join('')).toMatch(
    /DINGTALK_CLIENT_ID 或 DINGTALK_CLIENT_SECRET.*凭证与基础信息/,
  )
  expect(awayCard?.why.join('')).toContain('wss-open-connection.dingtalk.com')
  expect(log.lines.join('\n')).toContain('凭证与基础信息')
  expect(log.lines.join('\n')).not.toContain('a-secret-of-the-app')
  options.report(undefined)
  expect(log.lines.at(-1)).toContain('connected')
})

test('each level of the month’s calls is told once', async () => {
  const desk = await openDesk()
  const options = dingtalkOptions(desk.deps, {
    ...means,
    settings: settingsOf(readConfig(credentials).dingtalk ?? fail()),
  })
  const budget = { month: '2026-11', used: 8_000, of: 10_000 }
  await options.tellBudget({ ...budget, level: 'most' })
  await options.tellBudget({ ...budget, level: 'most' })
  await options.tellBudget({ ...budget, used: 10_000, level: 'spent' })
  await desk.delivers()
  expect(desk.heardIn('administrators').map(({ card }) => card?.title)).toEqual([
    '钉钉接口调用次数：本月已用 80%',
    '钉钉接口调用次数：本月已用完',
  ])
})
