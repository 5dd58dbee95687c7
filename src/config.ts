import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { ConfigError } from './lib/errors.ts'
import { keyOf } from './lib/seal.ts'

const ownTemplate = /^(suggestion|ticket|reminder|survey)=([\w-]+\.schema)$/

const schema = z.object({
  PORT: z.coerce.number('a port number').int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'an address such as https://desk.example.com' })
    .optional(),
  KEFUTAI_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'an address such as postgresql://name:password@host:5432/kefutai',
    })
    .optional(),
  KEFUTAI_PLAYBOOK: z.string().min(1).optional(),
  TRUST_PROXY: z
    .string()
    .refine(
      (list) => list.split(',').every((one) => isIP(one.trim()) !== 0),
      'addresses such as 10.0.0.2,10.0.0.3',
    )
    .optional(),
  KEFUTAI_KEY: z
    .string()
    .refine(
      (text) => keyOf(text) !== undefined,
      '43 characters of base64url, which are 32 random bytes, such as `node -p "crypto.randomBytes(32).toString(\'base64url\')"` prints',
    )
    .optional(),
  KEFUTAI_MAIL_AUTOMATIC_PER_HOUR: z.coerce
    .number('a number of mails an hour')
    .int()
    .min(0)
    .max(1000)
    .default(5),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  KEFUTAI_LLM_URL: z
    .url({ protocol: /^https?$/, error: 'an address such as http://127.0.0.1:11434/v1' })
    .refine(
      (url) => !/^\w+:\/\/[^/?#]*@/.test(url),
      'an address without a password; KEFUTAI_LLM_KEY is for that',
    )
    .optional(),
  KEFUTAI_LLM_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'a key of Latin letters, digits and signs, without spaces')
    .optional(),
  KEFUTAI_LLM_MODEL: z.string().min(1).max(200).optional(),
  KEFUTAI_LLM_DAILY: z.coerce.number('a number of calls a day').int().min(0).default(500),
  DINGTALK_CLIENT_ID: z
    .string()
    .regex(/^[\w-]{4,64}$/, 'the Client ID (once AppKey) of the app, such as dingoaexample')
    .optional(),
  DINGTALK_CLIENT_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{8,200}$/, 'the Client Secret (once AppSecret) of the app, without spaces')
    .optional(),
  DINGTALK_ROBOT_CODE: z
    .string()
    .regex(/^[\w-]{4,64}$/, "the robot's RobotCode, such as dingoaexample")
    .optional(),
  DINGTALK_MODE: z.enum(['stream', 'http']).default('stream'),
  DINGTALK_API_URL: z
    .url({ protocol: /^https$/, error: 'https://api.dingtalk.com, or https://api.dingtalk.io abroad' })
    .default('https://api.dingtalk.com'),
  DINGTALK_CARD_TEMPLATES: z
    .string()
    .refine(
      (text) =>
        text === 'public' || text === 'none' || text.split(',').every((one) => ownTemplate.test(one.trim())),
      'public, none, or one’s own such as suggestion=….schema,ticket=….schema',
    )
    .default('public'),
  DINGTALK_PUSH_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{3,64}$/, 'the token of the event push, letters and digits')
    .optional(),
  DINGTALK_PUSH_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, 'the aes_key of the event push, 43 letters and digits')
    .optional(),
  DINGTALK_MONTHLY_CALLS: z.coerce.number('a number of calls a month').int().min(1).optional(),
  DINGTALK_DING: z
    .string()
    .regex(/^(app|sms|phone)(,(app|sms|phone)){0,4}$/, 'levels such as app,sms,phone')
    .optional(),
})

/** What must be set together. */
const environmentSchema = schema
  .refine((set) => set.KEFUTAI_LLM_MODEL || !set.KEFUTAI_LLM_URL, {
    path: ['KEFUTAI_LLM_MODEL'],
    error: 'the name of a model, for KEFUTAI_LLM_URL is set',
  })
  .refine((set) => set.KEFUTAI_LLM_URL || !set.KEFUTAI_LLM_MODEL, {
    path: ['KEFUTAI_LLM_URL'],
    error: 'the address of the model, for KEFUTAI_LLM_MODEL is set',
  })
  .refine((set) => set.DINGTALK_CLIENT_SECRET || !set.DINGTALK_CLIENT_ID, {
    path: ['DINGTALK_CLIENT_SECRET'],
    error: 'the Client Secret of the same app, for DINGTALK_CLIENT_ID is set',
  })
  .refine((set) => set.DINGTALK_CLIENT_ID || !set.DINGTALK_CLIENT_SECRET, {
    path: ['DINGTALK_CLIENT_ID'],
    error: 'the Client ID of the same app, for DINGTALK_CLIENT_SECRET is set',
  })
  .refine((set) => set.DINGTALK_PUSH_AES_KEY || !set.DINGTALK_PUSH_TOKEN, {
    path: ['DINGTALK_PUSH_AES_KEY'],
    error: 'the aes_key of the same push, for DINGTALK_PUSH_TOKEN is set',
  })
  .refine((set) => set.DINGTALK_PUSH_TOKEN || !set.DINGTALK_PUSH_AES_KEY, {
    path: ['DINGTALK_PUSH_TOKEN'],
    error: 'the token of the same push, for DINGTALK_PUSH_AES_KEY is set',
  })

/** Every variable the product reads; `.env.example` lists the same. */
export const variables = Object.keys(schema.shape)

/** A language model behind an OpenAI-compatible address. */
export interface LlmSettings {
  /** Without a trailing slash. */
  url: string
  key: string | undefined
  model: string
  /** Calls a day at most. */
  daily: number
}

/** One app of DingTalk's, as its developer console has it */
export interface DingtalkConfig {
  clientId: string
  clientSecret: string
  robotCode: string
  mode: 'stream' | 'http'
  /** Without a trailing slash. */
  apiUrl: string
  /** `none`: cards as text. Ids by kind of card: templates of one's own. */
  templates: 'public' | 'none' | Partial<Record<'suggestion' | 'ticket' | 'reminder' | 'survey', string>>
  push: { token: string; aesKey: string } | undefined
  monthlyCalls: number | undefined
  /** How an escalation rings, level by level; empty: not at all. */
  ding: ('app' | 'sms' | 'phone')[]
}

export interface Config {
  port: number
  host: string
  /** Where browsers reach the desk, without a trailing slash. */
  publicUrl: string | undefined
  /** Absolute. */
  dataDir: string
  databaseUrl: string | undefined
  playbook: string | undefined
  /** Addresses of one's own proxies on other machines. */
  trustedProxies: string[]
  logLevel: string
  /** Seals the mailboxes' passwords; absent: the one in the file `key` of the data folder (lib/seal.ts). */
  key: Buffer | undefined
  /** Mails that no person wrote, to one address in an hour, at most. */
  mailAutomaticPerHour: number
  /** Absent: no language model is asked anything. */
  llm: LlmSettings | undefined
  /** Absent: nothing of DingTalk is loaded. */
  dingtalk: DingtalkConfig | undefined
  /** Any production setting: nothing of the demonstration may exist. */
  production: boolean
}

/** Reads the environment once. Throws ConfigError naming each wrong variable; values are not repeated, they may be secrets. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable means "not set", as `PORT= npm start` does.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(set)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: expected ${issue.message}`)
    throw new ConfigError(
      `The environment is not right:\n${lines.join('\n')}\n.env.example shows every variable.`,
    )
  }
  const value = parsed.data
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.PUBLIC_URL?.replace(/\/+$/, ''),
    dataDir: path.resolve(value.KEFUTAI_DATA),
    databaseUrl: value.DATABASE_URL,
    playbook: value.KEFUTAI_PLAYBOOK,
    trustedProxies: value.TRUST_PROXY?.split(',').map((one) => one.trim()) ?? [],
    logLevel: value.LOG_LEVEL,
    key: value.KEFUTAI_KEY === undefined ? undefined : keyOf(value.KEFUTAI_KEY),
    mailAutomaticPerHour: value.KEFUTAI_MAIL_AUTOMATIC_PER_HOUR,
    llm: llmOf(value),
    dingtalk: dingtalkOf(value),
    production:
      Boolean(value.DATABASE_URL ?? value.PUBLIC_URL ?? value.DINGTALK_CLIENT_ID) || !isLoopback(value.HOST),
  }
}

function llmOf(value: z.infer<typeof schema>): LlmSettings | undefined {
  const { KEFUTAI_LLM_URL: url, KEFUTAI_LLM_MODEL: model } = value
  if (url === undefined || model === undefined) return undefined
  return {
    url: url.replace(/\/+$/, ''),
    key: value.KEFUTAI_LLM_KEY,
    model,
    daily: value.KEFUTAI_LLM_DAILY,
  }
}

function dingtalkOf(value: z.infer<typeof schema>): DingtalkConfig | undefined {
  const { DINGTALK_CLIENT_ID: clientId, DINGTALK_CLIENT_SECRET: clientSecret } = value
  const { DINGTALK_PUSH_TOKEN: token, DINGTALK_PUSH_AES_KEY: aesKey } = value
  if (clientId === undefined || clientSecret === undefined) return undefined
  return {
    clientId,
    clientSecret,
    robotCode: value.DINGTALK_ROBOT_CODE ?? clientId,
    mode: value.DINGTALK_MODE,
    apiUrl: value.DINGTALK_API_URL.replace(/\/+$/, ''),
    templates: templatesOf(value.DINGTALK_CARD_TEMPLATES),
    push: token !== undefined && aesKey !== undefined ? { token, aesKey } : undefined,
    monthlyCalls: value.DINGTALK_MONTHLY_CALLS,
    ding: (value.DINGTALK_DING?.split(',') ?? []) as DingtalkConfig['ding'],
  }
}

function templatesOf(text: string): DingtalkConfig['templates'] {
  if (text === 'public' || text === 'none') return text
  const pairs = text.split(',').map((one) => ownTemplate.exec(one.trim()))
  return Object.fromEntries(pairs.map((pair) => [pair?.[1], pair?.[2]]))
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
