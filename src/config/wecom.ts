import { z } from 'zod'

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

/** WeCom's part of the environment. */
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

const variables = z.object(wecomVariables)
type WecomVariables = z.infer<typeof variables>

/** The Token and EncodingAESKey of a callback. */
interface CallbackKeys {
  token: string
  aesKey: string
}

/** WeCom's doors, each where the environment has what it needs. */
export interface WecomSettings {
  corpId: string
  app: { agentId: number; secret: string; callback: CallbackKeys | undefined } | undefined
  /** `linkKey`: what the company's own site signs its links with. */
  kf: (CallbackKeys & { linkKey: string | undefined }) | undefined
  bot: { id: string; secret: string } | undefined
}

/** What of WeCom is of no use alone: each with what it needs. */
const needs: [keyof WecomVariables, keyof WecomVariables, string][] = [
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

/** The variables that are missing beside others that are set, and what they are. */
export const lackingOfWecom = (set: WecomVariables): { path: string; message: string }[] =>
  needs.flatMap(([has, path, what]) =>
    set[has] !== undefined && set[path] === undefined
      ? [{ path, message: `${what}, for ${has} is set` }]
      : [],
  )

/** The doors that are set; `undefined` where none is. */
export function wecomOf(value: WecomVariables): WecomSettings | undefined {
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
