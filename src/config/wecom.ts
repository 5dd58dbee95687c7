import { z } from 'zod'
import { type Missing, missingOf, type Need } from './needs.ts'

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

export const wecomVariables = {
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
}

/** The Token and EncodingAESKey of a callback. */
interface CallbackKeys {
  token: string
  aesKey: string
}

/** WeCom's doors, each where the environment has what it needs. */
export interface WecomConfig {
  corpId: string
  app: { agentId: number; secret: string; callback: CallbackKeys | undefined } | undefined
  /** `linkKey`: what the company's own site signs its links with. */
  kf: (CallbackKeys & { linkKey: string | undefined }) | undefined
  bot: { id: string; secret: string } | undefined
}

const schema = z.object(wecomVariables)
type Set = z.infer<typeof schema>

/** What is of no use alone: each with what it needs. */
const needs: Need<keyof Set>[] = [
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

/** What is missing beside what is set. */
export const wecomGaps = (set: Set): Missing[] => missingOf(needs, set)

/** WeCom's doors; `undefined` where there is none. */
export function wecomOf(set: Set): WecomConfig | undefined {
  const { WECOM_CORP_ID: corpId, WECOM_APP_AGENT_ID: agentId, WECOM_APP_SECRET: appSecret } = set
  const { WECOM_BOT_ID: id, WECOM_BOT_SECRET: botSecret } = set
  const app =
    agentId !== undefined && appSecret !== undefined
      ? { agentId, secret: appSecret, callback: keysOf(set.WECOM_APP_TOKEN, set.WECOM_APP_AES_KEY) }
      : undefined
  const bot = id !== undefined && botSecret !== undefined ? { id, secret: botSecret } : undefined
  if (corpId === undefined || (!app && !bot)) return undefined
  const keys = keysOf(set.WECOM_KF_TOKEN, set.WECOM_KF_AES_KEY)
  return { corpId, app, kf: keys && { ...keys, linkKey: set.WECOM_KF_LINK_KEY }, bot }
}

const keysOf = (token: string | undefined, aesKey: string | undefined): CallbackKeys | undefined =>
  token !== undefined && aesKey !== undefined ? { token, aesKey } : undefined
