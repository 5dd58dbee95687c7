import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig, variables } from '../src/config.ts'
import { ConfigError } from '../src/lib/errors.ts'

test('nothing set is the demonstration on this machine only', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    production: false,
    databaseUrl: undefined,
  })
  expect(readConfig({ PORT: '' })).toMatchObject({ port: 3000 })
})

test.each([
  [{ DATABASE_URL: 'postgresql://kefutai:x@db:5432/kefutai' }],
  [{ PUBLIC_URL: 'https://desk.example.com/' }],
  [{ HOST: '0.0.0.0' }],
  [{ HOST: '192.168.1.20' }],
  [{ DINGTALK_CLIENT_ID: 'dingabc', DINGTALK_CLIENT_SECRET: 'a-secret-of-the-app' }],
])('%o makes it a real desk', (environment) => {
  expect(readConfig(environment).production).toBe(true)
})

test.each([
  [{ HOST: 'localhost' }],
  [{ HOST: '127.0.0.2' }],
  [{ HOST: '::1' }],
  [{ PORT: '8080', KEFUTAI_DATA: '/tmp/x' }],
])('%o alone does not', (environment) => {
  expect(readConfig(environment).production).toBe(false)
})

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ PUBLIC_URL: 'desk.example.com' }, 'PUBLIC_URL'],
  [{ DATABASE_URL: 'mysql://root:geheim@db/x' }, 'DATABASE_URL'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [{ TRUST_PROXY: 'everybody' }, 'TRUST_PROXY'],
  [{ KEFUTAI_LLM_URL: 'ftp://llm/geheim', KEFUTAI_LLM_MODEL: 'm' }, 'KEFUTAI_LLM_URL'],
  [{ KEFUTAI_LLM_URL: 'https://me:geheim@llm/v1', KEFUTAI_LLM_MODEL: 'm' }, 'KEFUTAI_LLM_URL'],
  [
    { KEFUTAI_LLM_URL: 'https://llm/v1', KEFUTAI_LLM_MODEL: 'm', KEFUTAI_LLM_KEY: 'ge heim' },
    'KEFUTAI_LLM_KEY',
  ],
  [{ KEFUTAI_LLM_DAILY: '-1' }, 'KEFUTAI_LLM_DAILY'],
  [{ KEFUTAI_KEY: 'geheim' }, 'KEFUTAI_KEY'],
  [{ KEFUTAI_KEY: `${'geheim'.repeat(7)}!!` }, 'KEFUTAI_KEY'],
  [{ KEFUTAI_MAIL_AUTOMATIC_PER_HOUR: '-1' }, 'KEFUTAI_MAIL_AUTOMATIC_PER_HOUR'],
  [{ KEFUTAI_MAIL_AUTOMATIC_PER_HOUR: 'many' }, 'KEFUTAI_MAIL_AUTOMATIC_PER_HOUR'],
  [{ KEFUTAI_LLM_URL: 'https://llm/v1' }, 'KEFUTAI_LLM_MODEL'],
  [{ DINGTALK_CLIENT_ID: 'dingabc' }, 'DINGTALK_CLIENT_SECRET'],
  [{ DINGTALK_CLIENT_SECRET: 'geheimgeheim' }, 'DINGTALK_CLIENT_ID'],
  [{ DINGTALK_CLIENT_SECRET: 'geheim geheim' }, 'DINGTALK_CLIENT_SECRET'],
  [{ DINGTALK_MODE: 'push' }, 'DINGTALK_MODE'],
  [{ DINGTALK_API_URL: 'http://geheim' }, 'DINGTALK_API_URL'],
  [{ DINGTALK_CARD_TEMPLATES: 'mine' }, 'DINGTALK_CARD_TEMPLATES'],
  [{ DINGTALK_CARD_TEMPLATES: 'suggestion=a.schema,b' }, 'DINGTALK_CARD_TEMPLATES'],
  [{ DINGTALK_PUSH_TOKEN: 'token' }, 'DINGTALK_PUSH_AES_KEY'],
  [{ DINGTALK_PUSH_AES_KEY: 'x'.repeat(43) }, 'DINGTALK_PUSH_TOKEN'],
  [{ DINGTALK_PUSH_AES_KEY: 'geheim' }, 'DINGTALK_PUSH_AES_KEY'],
  [{ DINGTALK_MONTHLY_CALLS: 'many' }, 'DINGTALK_MONTHLY_CALLS'],
  [{ DINGTALK_DING: 'app,shout' }, 'DINGTALK_DING'],
  [{ KEFUTAI_LLM_MODEL: 'm', KEFUTAI_LLM_KEY: 'geheim' }, 'KEFUTAI_LLM_URL'],
  [{ WECOM_APP_SECRET: 'geheim' }, 'WECOM_CORP_ID'],
  [{ WECOM_CORP_ID: 'wx5823bf96d3bd56c7', WECOM_APP_SECRET: 'geheim' }, 'WECOM_APP_AGENT_ID'],
  [{ WECOM_KF_TOKEN: 'geheim' }, 'WECOM_KF_AES_KEY'],
  [{ WECOM_KF_AES_KEY: 'geheim' }, 'WECOM_KF_AES_KEY'],
  [{ WECOM_BOT_ID: 'geheim' }, 'WECOM_BOT_SECRET'],
  [{ WECOM_KF_LINK_KEY: 'geheim' }, 'WECOM_KF_LINK_KEY'],
])('%o is refused by name, and the value, which may be a secret, is not repeated', (environment, name) => {
  const read = (): unknown => readConfig(environment)
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(new RegExp(`${name}: expected`))
  expect(read).not.toThrow(/geheim/)
})

test('a language model is asked only where address and model are set', () => {
  expect(readConfig({}).llm).toBeUndefined()
  expect(readConfig({ KEFUTAI_LLM_KEY: 'k', KEFUTAI_LLM_DAILY: '9' }).llm).toBeUndefined()
  const set = { KEFUTAI_LLM_URL: 'http://127.0.0.1:11434/v1/', KEFUTAI_LLM_MODEL: 'qwen3:8b' }
  const llm = { url: 'http://127.0.0.1:11434/v1', key: undefined, model: 'qwen3:8b', daily: 500 }
  expect(readConfig(set)).toMatchObject({ llm, production: false })
  expect(readConfig({ ...set, KEFUTAI_LLM_KEY: 'k', KEFUTAI_LLM_DAILY: '9' }).llm).toEqual({
    ...llm,
    key: 'k',
    daily: 9,
  })
})

test('the key is 32 bytes; without one the data folder has it', () => {
  const key = Buffer.alloc(32, 200)
  expect(readConfig({ KEFUTAI_KEY: key.toString('base64url') }).key).toEqual(key)
  expect(readConfig({})).toMatchObject({ key: undefined, mailAutomaticPerHour: 5 })
  expect(readConfig({ KEFUTAI_MAIL_AUTOMATIC_PER_HOUR: '0' }).mailAutomaticPerHour).toBe(0)
})

test('.env.example shows every variable, and what it shows is right', () => {
  const text = readFileSync(path.resolve(import.meta.dirname, '../.env.example'), 'utf8')
  const pairs = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )
  expect(pairs.map(([name]) => name).toSorted()).toEqual(variables.toSorted())
  expect(() => readConfig(Object.fromEntries(pairs))).not.toThrow()
})

test('DingTalk is there with both credentials, and only then', () => {
  expect(readConfig({}).dingtalk).toBeUndefined()
  const credentials = { DINGTALK_CLIENT_ID: 'dingabc', DINGTALK_CLIENT_SECRET: 'a-secret-of-the-app' }
  expect(readConfig(credentials).dingtalk).toEqual({
    clientId: 'dingabc',
    clientSecret: 'a-secret-of-the-app',
    robotCode: 'dingabc',
    mode: 'stream',
    apiUrl: 'https://api.dingtalk.com',
    templates: 'public',
    push: undefined,
    monthlyCalls: undefined,
    ding: [],
  })
  expect(
    readConfig({
      ...credentials,
      DINGTALK_API_URL: 'https://api.dingtalk.io/',
      DINGTALK_CARD_TEMPLATES: 'suggestion=a-1.schema, survey=b-2.schema',
      DINGTALK_DING: 'app,sms,phone',
    }).dingtalk,
  ).toMatchObject({
    apiUrl: 'https://api.dingtalk.io',
    templates: { suggestion: 'a-1.schema', survey: 'b-2.schema' },
    ding: ['app', 'sms', 'phone'],
  })
})

test('each of WeCom’s doors is there with what it needs, and nothing of it without', () => {
  const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
  const bot = { WECOM_CORP_ID: 'wx5823bf96d3bd56c7', WECOM_BOT_ID: 'aib', WECOM_BOT_SECRET: 's' }
  const app = { WECOM_APP_AGENT_ID: '1000002', WECOM_APP_SECRET: 's' }
  const callback = { WECOM_KF_TOKEN: 'QDG6eK', WECOM_KF_AES_KEY: aesKey }
  expect(readConfig({}).wecom).toBeUndefined()
  expect(readConfig({ WECOM_CORP_ID: 'wx5823bf96d3bd56c7' }).wecom).toBeUndefined()
  expect(readConfig(bot).wecom).toMatchObject({
    bot: { id: 'aib', secret: 's' },
    app: undefined,
    kf: undefined,
  })
  expect(readConfig({ ...bot, ...app, ...callback }).wecom).toMatchObject({
    corpId: 'wx5823bf96d3bd56c7',
    app: { agentId: 1000002, secret: 's', callback: undefined },
    kf: { token: 'QDG6eK', aesKey },
  })
})

describe('Slack', () => {
  const bot = { SLACK_BOT_TOKEN: 'xoxb-1234567890-abc' }
  const app = { SLACK_APP_TOKEN: 'xapp-1-A1-123-abc' }
  const secret = { SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' }
  const client = { SLACK_CLIENT_ID: '111.222', SLACK_CLIENT_SECRET: '0123456789abcdef0123456789abcdef' }

  test('nothing set is no Slack; an app token is Socket Mode, else a signing secret is HTTP', () => {
    expect(readConfig({}).slack).toBeUndefined()
    expect(readConfig({ ...bot, ...app }).slack).toEqual({
      botToken: bot.SLACK_BOT_TOKEN,
      appToken: app.SLACK_APP_TOKEN,
      signingSecret: undefined,
      client: undefined,
      emoji: false,
    })
    expect(readConfig({ ...client, ...secret, SLACK_EMOJI: 'on' }).slack).toMatchObject({
      client: { id: '111.222' },
      emoji: true,
    })
  })

  test.each([
    [
      { ...app, SLACK_BOT_TOKEN: 'xoxp-1234567890-abc' },
      'SLACK_BOT_TOKEN: expected the Bot User OAuth Token',
    ],
    [{ ...bot, SLACK_APP_TOKEN: bot.SLACK_BOT_TOKEN }, 'SLACK_APP_TOKEN: expected an App-Level Token'],
    [
      { ...bot, SLACK_SIGNING_SECRET: app.SLACK_APP_TOKEN },
      'SLACK_SIGNING_SECRET: expected the Signing Secret',
    ],
    [bot, 'SLACK_APP_TOKEN: expected an App-Level Token for Socket Mode'],
    [app, 'SLACK_BOT_TOKEN: expected the Bot User OAuth Token'],
    [{ ...secret, SLACK_CLIENT_ID: '111.222' }, 'SLACK_CLIENT_SECRET: expected the Client Secret'],
    [{ ...secret, ...client, SLACK_CLIENT_ID: 'A1' }, 'SLACK_CLIENT_ID: expected the Client ID'],
  ])('%o is refused with the place of the right one', (environment, words) => {
    expect(() => readConfig(environment)).toThrow(words)
    // Values may be secrets.
    for (const value of Object.values(environment))
      expect(() => readConfig(environment)).not.toThrow(new RegExp(value))
  })
})
