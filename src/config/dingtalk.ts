import { z } from 'zod'
import { type Missing, missingOf, type Need } from './needs.ts'

const ownTemplate = /^(suggestion|ticket|reminder|survey)=([\w-]+\.schema)$/

export const dingtalkVariables = {
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
}

/** One app of DingTalk's, as its developer console has it. */
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

const schema = z.object(dingtalkVariables)
type Set = z.infer<typeof schema>

const needs: Need<keyof Set>[] = [
  ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET', 'the Client Secret of the same app'],
  ['DINGTALK_CLIENT_SECRET', 'DINGTALK_CLIENT_ID', 'the Client ID of the same app'],
  ['DINGTALK_PUSH_TOKEN', 'DINGTALK_PUSH_AES_KEY', 'the aes_key of the same push'],
  ['DINGTALK_PUSH_AES_KEY', 'DINGTALK_PUSH_TOKEN', 'the token of the same push'],
]

/** What is missing beside what is set. */
export const dingtalkGaps = (set: Set): Missing[] => missingOf(needs, set)

/** The app of DingTalk's; `undefined` where there is none. */
export function dingtalkOf(set: Set): DingtalkConfig | undefined {
  const { DINGTALK_CLIENT_ID: clientId, DINGTALK_CLIENT_SECRET: clientSecret } = set
  const { DINGTALK_PUSH_TOKEN: token, DINGTALK_PUSH_AES_KEY: aesKey } = set
  if (clientId === undefined || clientSecret === undefined) return undefined
  return {
    clientId,
    clientSecret,
    robotCode: set.DINGTALK_ROBOT_CODE ?? clientId,
    mode: set.DINGTALK_MODE,
    apiUrl: set.DINGTALK_API_URL.replace(/\/+$/, ''),
    templates: templatesOf(set.DINGTALK_CARD_TEMPLATES),
    push: token !== undefined && aesKey !== undefined ? { token, aesKey } : undefined,
    monthlyCalls: set.DINGTALK_MONTHLY_CALLS,
    ding: (set.DINGTALK_DING?.split(',') ?? []) as DingtalkConfig['ding'],
  }
}

function templatesOf(text: string): DingtalkConfig['templates'] {
  if (text === 'public' || text === 'none') return text
  const pairs = text.split(',').map((one) => ownTemplate.exec(one.trim()))
  return Object.fromEntries(pairs.map((pair) => [pair?.[1], pair?.[2]]))
}
