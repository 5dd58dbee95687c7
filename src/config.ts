import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { ConfigError } from './lib/errors.ts'
import { keyOf } from './lib/seal.ts'

const secret = (what: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]+$/, `${what}, without spaces`)
    .optional()
const callbackToken = z
  .string()
  .regex(/^[A-Za-z0-9]{1,32}$/, 'the Token of the callback, letters and digits')
  .optional()
const callbackKey = z
  .string()
  .regex(/^[A-Za-z0-9]{43}$/, 'the EncodingAESKey of the callback, 43 letters and digits')
  .optional()

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
  WECOM_CORP_ID: z
    .string()
    .regex(/^[\w-]{6,64}$/, "the company's 企业ID, such as wx5823bf96d3bd56c7")
    .optional(),
  WECOM_APP_AGENT_ID: z.coerce.number('the AgentId of the self-built app').int().min(1).optional(),
  WECOM_APP_SECRET: secret("the self-built app's Secret"),
  WECOM_APP_TOKEN: callbackToken,
  WECOM_APP_AES_KEY: callbackKey,
  WECOM_KF_TOKEN: callbackToken,
  WECOM_KF_AES_KEY: callbackKey,
  WECOM_KF_LINK_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{32,}$/, '32 characters at least, without spaces')
    .optional(),
  WECOM_BOT_ID: secret("the AI bot's Bot ID"),
  WECOM_BOT_SECRET: secret("the AI bot's Secret"),
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

/** What of WeCom is of no use alone: each with what it needs. */
const wecomNeeds: [keyof z.infer<typeof schema>, keyof z.infer<typeof schema>, string][] = [
  ['WECOM_APP_SECRET', 'WECOM_CORP_ID', "the company's 企业ID"],
  ['WECOM_APP_SECRET', 'WECOM_APP_AGENT_ID', 'the AgentId of the self-built app'],
  ['WECOM_APP_AGENT_ID', 'WECOM_APP_SECRET', "the self-built app's Secret"],
  ['WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY', 'the EncodingAESKey of the same callback'],
  ['WECOM_APP_AES_KEY', 'WECOM_APP_TOKEN', 'the Token of the same callback'],
  ['WECOM_APP_TOKEN', 'WECOM_APP_SECRET', "the self-built app's Secret"],
  ['WECOM_KF_TOKEN', 'WECOM_KF_AES_KEY', 'the EncodingAESKey of the same callback'],
  ['WECOM_KF_AES_KEY', 'WECOM_KF_TOKEN', 'the Token of the same callback'],
  ['WECOM_KF_TOKEN', 'WECOM_APP_SECRET', 'the Secret of the app that 微信客服 may be called by'],
  ['WECOM_KF_LINK_KEY', 'WECOM_KF_TOKEN', 'the Token of the callback of 微信客服'],
  ['WECOM_BOT_ID', 'WECOM_BOT_SECRET', "the AI bot's Secret"],
  ['WECOM_BOT_SECRET', 'WECOM_BOT_ID', "the AI bot's Bot ID"],
  ['WECOM_BOT_ID', 'WECOM_CORP_ID', "the company's 企业ID"],
]

const completeSchema = environmentSchema.superRefine((set, context) => {
  for (const [has, needs, what] of wecomNeeds)
    if (set[has] !== undefined && set[needs] === undefined)
      context.addIssue({ code: 'custom', path: [needs], message: `${what}, for ${has} is set` })
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

/** The Token and EncodingAESKey of a callback. */
interface CallbackKeys {
  token: string
  aesKey: string
}

/** WeCom's doors, each where the environment has what it needs. */
interface WecomSettings {
  corpId: string
  app: { agentId: number; secret: string; callback: CallbackKeys | undefined } | undefined
  /** `linkKey`: what the company's own site signs its links with. */
  kf: (CallbackKeys & { linkKey: string | undefined }) | undefined
  bot: { id: string; secret: string } | undefined
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
  /** Absent: nothing of WeCom is loaded. */
  wecom: WecomSettings | undefined
  /** Any production setting: nothing of the demonstration may exist. */
  production: boolean
}

/** Reads the environment once. Throws ConfigError naming each wrong variable; values are not repeated, they may be secrets. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable means "not set", as `PORT= npm start` does.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = completeSchema.safeParse(set)
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
    wecom: wecomOf(value),
    production: Boolean(value.DATABASE_URL ?? value.PUBLIC_URL) || !isLoopback(value.HOST),
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

function wecomOf(value: z.infer<typeof schema>): WecomSettings | undefined {
  const { WECOM_CORP_ID: corpId, WECOM_APP_AGENT_ID: agentId, WECOM_APP_SECRET: secret } = value
  const { WECOM_BOT_ID: id, WECOM_BOT_SECRET: botSecret } = value
  const app =
    agentId !== undefined && secret !== undefined
      ? { agentId, secret, callback: keysOf(value.WECOM_APP_TOKEN, value.WECOM_APP_AES_KEY) }
      : undefined
  const bot = id !== undefined && botSecret !== undefined ? { id, secret: botSecret } : undefined
  if (corpId === undefined || (!app && !bot)) return undefined
  const keys = keysOf(value.WECOM_KF_TOKEN, value.WECOM_KF_AES_KEY)
  return { corpId, app, kf: keys && { ...keys, linkKey: value.WECOM_KF_LINK_KEY }, bot }
}

const keysOf = (token: string | undefined, aesKey: string | undefined): CallbackKeys | undefined =>
  token !== undefined && aesKey !== undefined ? { token, aesKey } : undefined

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
