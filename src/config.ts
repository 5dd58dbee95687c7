import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { type DingtalkConfig, dingtalkGaps, dingtalkOf, dingtalkVariables } from './config/dingtalk.ts'
import { type SlackCredentials, slackGaps, slackOf, slackVariables } from './config/slack.ts'
import { type WecomConfig, wecomGaps, wecomOf, wecomVariables } from './config/wecom.ts'
import { ConfigError } from './lib/errors.ts'
import { keyOf } from './lib/seal.ts'

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
  ...slackVariables,
  ...dingtalkVariables,
  ...wecomVariables,
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
  .superRefine((set, context) => {
    for (const { variable, expected } of [...slackGaps(set), ...dingtalkGaps(set), ...wecomGaps(set)])
      context.addIssue({ code: 'custom', path: [variable], message: expected })
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
  /** The platforms of other companies; absent: nothing of it is loaded. */
  slack: SlackCredentials | undefined
  dingtalk: DingtalkConfig | undefined
  wecom: WecomConfig | undefined
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
  const outside = { slack: slackOf(value), dingtalk: dingtalkOf(value), wecom: wecomOf(value) }
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
    ...outside,
    production:
      Boolean(value.DATABASE_URL ?? value.PUBLIC_URL) ||
      !isLoopback(value.HOST) ||
      // People write from there who are no part of a demonstration.
      Object.values(outside).some((one) => one !== undefined),
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

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
