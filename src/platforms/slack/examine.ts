import { WebClient } from '@slack/web-api'
import { messageOf } from '../../lib/errors.ts'
import type { Caller } from './call.ts'
import type { SlackSettings } from './deps.ts'
import { refusalOf } from './fault.ts'
import { optionalScopes, scopes } from './workspaces/oauth.ts'

/** One thing that was looked at; a remedy where there is something to do. */
export interface Finding {
  mark: 'good' | 'mind' | 'bad'
  says: string
  remedy?: string
}

export interface Examination {
  settings: SlackSettings
  caller: Caller
  /** The channels of the playbook that are on Slack. */
  channels: readonly string[]
  /** Who works here, by the playbook. */
  team: readonly { workNo: string; email?: string; account?: string }[]
  slackApiUrl?: string | undefined
}

const pages = 'api.slack.com/apps → your app →'

/** Tries Slack out, and changes nothing: tokens, rights, channels, who is found. */
export async function* examineSlack(examination: Examination): AsyncGenerator<Finding> {
  const { settings, caller, channels, team } = examination
  if (settings.appToken) yield await tryAppToken(examination)
  let known = settings.botToken !== undefined
  if (!known)
    yield {
      mark: 'mind',
      says: 'Slack: workspaces install the app themselves; only the desk that runs knows their tokens',
      remedy: 'look at the administrators’ channel and at the log',
    }
  for await (const finding of known ? tryBotToken(caller) : []) {
    if (finding.mark === 'bad' && !finding.says.includes('scopes')) known = false
    yield finding
  }
  for (const id of known ? channels : []) yield await tryChannel(caller, id)
  for (const member of known ? team : []) yield await tryMember(caller, member)
}

async function tryAppToken({ settings, slackApiUrl }: Examination): Promise<Finding> {
  const client = new WebClient(settings.appToken, {
    retryConfig: { retries: 0 },
    timeout: 10_000,
    ...(slackApiUrl ? { slackApiUrl } : {}),
  })
  try {
    // A connection may be opened with its answer, and need not be.
    await client.apps.connections.open({})
    return { mark: 'good', says: 'SLACK_APP_TOKEN: Socket Mode can be opened' }
  } catch (error) {
    return {
      mark: 'bad',
      says: `SLACK_APP_TOKEN: Socket Mode cannot be opened: ${messageOf(error)}`,
      remedy: `${pages} Basic Information → App-Level Tokens: make one with connections:write; ${pages} Socket Mode: switch it on`,
    }
  }
}

async function* tryBotToken(caller: Caller): AsyncGenerator<Finding> {
  try {
    const answer = await caller.call(undefined, 'auth.test', {})
    yield {
      mark: 'good',
      says: `SLACK_BOT_TOKEN: ${answer.user ?? 'the bot'} in ${answer.team ?? answer.team_id ?? ''}`,
    }
    // Slack names them in a header; without it nothing can be said.
    const has = answer.response_metadata?.scopes ?? []
    if (has.length > 0) yield* compareScopes(has)
  } catch (error) {
    yield {
      mark: 'bad',
      says: `SLACK_BOT_TOKEN: ${messageOf(error)}`,
      remedy: `${pages} OAuth & Permissions: copy the Bot User OAuth Token (xoxb-…), or install the app again`,
    }
  }
}

function* compareScopes(has: readonly string[]): Generator<Finding> {
  const missing = scopes.filter((scope) => !has.includes(scope))
  const smaller = optionalScopes.filter((scope) => !has.includes(scope))
  const add = (list: readonly string[]): string =>
    `${pages} OAuth & Permissions → Bot Token Scopes: add ${list.join(', ')}, then Reinstall to Workspace`
  if (missing.length > 0)
    yield {
      mark: 'bad',
      says: `SLACK_BOT_TOKEN: scopes are missing: ${missing.join(', ')}`,
      remedy: add(missing),
    }
  else yield { mark: 'good', says: 'SLACK_BOT_TOKEN: has every scope it needs' }
  if (smaller.length > 0)
    yield {
      mark: 'mind',
      says: `SLACK_BOT_TOKEN: without ${smaller.join(', ')} something smaller does not work (files in replies, signs, finding staff by mail)`,
      remedy: add(smaller),
    }
}

async function tryChannel(caller: Caller, id: string): Promise<Finding> {
  try {
    const { channel } = await caller.call(undefined, 'conversations.info', { channel: id })
    const name = channel?.name ? `#${channel.name} (${id})` : id
    if (channel?.is_archived)
      return {
        mark: 'bad',
        says: `channel ${name} is archived`,
        remedy: 'restore it on Slack, or name another one in the playbook',
      }
    if (!channel?.is_member)
      return {
        mark: 'bad',
        says: `the bot is not in ${name}`,
        remedy: `type /invite in ${name} and invite the bot`,
      }
    return { mark: 'good', says: `channel ${name}` }
  } catch (error) {
    return {
      mark: 'bad',
      says: `channel ${id}: ${messageOf(error)}`,
      remedy:
        'write its id into the playbook (channel details → at the very bottom); invite the bot where it is private',
    }
  }
}

async function tryMember(
  caller: Caller,
  { workNo, email, account }: Examination['team'][number],
): Promise<Finding> {
  try {
    if (account) {
      await caller.call(undefined, 'users.info', { user: account })
      return { mark: 'good', says: `${workNo} is ${account}, as the playbook says` }
    }
    if (!email)
      return {
        mark: 'mind',
        says: `${workNo} has neither an address nor an account in the playbook`,
        remedy: 'give them one, if they are on Slack',
      }
    const { user } = await caller.call(undefined, 'users.lookupByEmail', { email })
    return { mark: 'good', says: `${workNo} is ${user?.id ?? ''}, by their mail address` }
  } catch (error) {
    const unknown = ['users_not_found', 'user_not_found'].includes(refusalOf(error) ?? '')
    return {
      mark: 'mind',
      says: `${workNo}: ${unknown ? 'nobody of that address or account is on Slack' : messageOf(error)}`,
      remedy:
        'correct the address, or write accounts: {slack: U…} beside them in the playbook (their profile → ⋮ → Copy member ID)',
    }
  }
}
