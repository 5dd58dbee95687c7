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
  [{ KEFUTAI_LLM_MODEL: 'm', KEFUTAI_LLM_KEY: 'geheim' }, 'KEFUTAI_LLM_URL'],
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
