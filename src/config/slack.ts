import { z } from 'zod'
import type { Missing } from './needs.ts'

const infoPage = 'api.slack.com/apps → your app → Basic Information'

/** A token of Slack's, told apart by how it begins. */
const token = (start: string, error: string) =>
  z
    .string()
    .refine((text) => text.startsWith(start) && /^[\w-]{10,}$/.test(text), error)
    .optional()

export const slackVariables = {
  SLACK_BOT_TOKEN: token(
    'xoxb-',
    'the Bot User OAuth Token, which begins with xoxb- (api.slack.com/apps → your app → OAuth & Permissions)',
  ),
  SLACK_APP_TOKEN: token(
    'xapp-',
    `an App-Level Token with connections:write, which begins with xapp- (${infoPage} → App-Level Tokens)`,
  ),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(
      /^(?!xox|xapp)[\w-]{16,}$/,
      `the Signing Secret and no token, 32 letters and digits (${infoPage} → App Credentials)`,
    )
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/, `the Client ID, two numbers with a dot between (${infoPage} → App Credentials)`)
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(/^(?!xox|xapp)[\w-]{16,}$/, `the Client Secret and no token (${infoPage} → App Credentials)`)
    .optional(),
  SLACK_EMOJI: z.enum(['on', 'off'], 'on or off').default('off'),
}

/** What Slack is entered with: a bot's token, or what workspaces install the app with; and one of two doors. */
export interface SlackCredentials {
  botToken: string | undefined
  /** Socket Mode. */
  appToken: string | undefined
  /** HTTP, where there is no `appToken`. */
  signingSecret: string | undefined
  client: { id: string; secret: string } | undefined
  /** 👀 and ✅ on a card claim and solve its ticket. */
  emoji: boolean
}

const schema = z.object(slackVariables)
type Set = z.infer<typeof schema>

/** What is missing beside what is set: a half of Slack hears nothing or says nothing. */
export function slackGaps(set: Set): Missing[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = set
  const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret } = set
  if (![bot, app, signing, id, secret].some(Boolean)) return []
  return [
    ...(id && !secret
      ? [missing('SLACK_CLIENT_SECRET', 'the Client Secret, for SLACK_CLIENT_ID is set')]
      : []),
    ...(secret && !id ? [missing('SLACK_CLIENT_ID', 'the Client ID, for SLACK_CLIENT_SECRET is set')] : []),
    ...(bot || id || secret
      ? []
      : [
          missing(
            'SLACK_BOT_TOKEN',
            'the Bot User OAuth Token (OAuth & Permissions), for other variables of Slack are set',
          ),
        ]),
    ...(app || signing
      ? []
      : [
          missing(
            'SLACK_APP_TOKEN',
            'an App-Level Token for Socket Mode (Basic Information → App-Level Tokens), or SLACK_SIGNING_SECRET for HTTP, for other variables of Slack are set',
          ),
        ]),
  ]
}

const missing = (variable: string, expected: string): Missing => ({ variable, expected })

/** Slack's credentials; `undefined` where there are none. */
export function slackOf(set: Set): SlackCredentials | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = set
  const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret } = set
  const client = id !== undefined && secret !== undefined ? { id, secret } : undefined
  if (botToken === undefined && client === undefined) return undefined
  return { botToken, appToken, signingSecret, client, emoji: set.SLACK_EMOJI === 'on' }
}
