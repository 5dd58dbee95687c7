import { type Fields, type Install, Refused, textIn, type Workspace } from '../shapes.ts'
import type { World } from '../world.ts'
import type { Method } from './call.ts'
import { needed } from './call.ts'

/** The app as its settings page shows it. */
export interface AppSecrets {
  appId: string
  /** xapp-…, with connections:write. */
  appToken: string
  signingSecret: string
  clientId: string
  clientSecret: string
}

export const app: Record<string, Method> = {
  'auth.test': {
    tier: 4,
    run: ({ world, workspace, install }) => ({
      url: `https://${workspace.domain}.slack.com/`,
      team: workspace.name,
      user: world.users.get(install.botUserId)?.name ?? 'bot',
      team_id: workspace.id,
      user_id: install.botUserId,
      bot_id: install.botId,
      is_enterprise_install: false,
    }),
  },
}

/** Who holds this token: `Bearer xoxb-…` of an installed bot. Refuses as Slack does. */
export function holderOf(
  world: World,
  authorization: string | undefined,
): { workspace: Workspace; install: Install } {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
  if (!token) throw new Refused('not_authed')
  if (token.startsWith('xapp-') || token.startsWith('xoxp-')) throw new Refused('not_allowed_token_type')
  const workspace = [...world.workspaces.values()].find(({ install }) => install?.botToken === token)
  if (!workspace?.install) throw new Refused('invalid_auth')
  const { install } = workspace
  if (install.status === 'revoked') throw new Refused('token_revoked')
  if (install.status === 'inactive') throw new Refused('account_inactive')
  return { workspace, install }
}

/** Refuses when the bot has none of these scopes. */
export function checkScopes(install: Install, scopes: string[] | undefined): void {
  if (!scopes || scopes.some((scope) => install.scopes.includes(scope))) return
  throw new Refused('missing_scope', { needed: scopes.join(','), provided: install.scopes.join(',') })
}

/** What someone allowed on Slack's install page, until the app fetches its token for it. */
export interface Grant {
  team: string
  /** Who pressed "Allow". */
  user: string
  scopes: string[]
  used: boolean
}

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
export function exchange(
  world: World,
  grants: Map<string, Grant>,
  request: { app: AppSecrets; fields: Fields; basic: string | undefined },
): Fields {
  const [id, secret] = request.basic
    ? Buffer.from(request.basic, 'base64').toString('utf8').split(':')
    : [textIn(request.fields, 'client_id'), textIn(request.fields, 'client_secret')]
  if (id !== request.app.clientId) throw new Refused('invalid_client_id')
  if (secret !== request.app.clientSecret) throw new Refused('bad_client_secret')
  const grant = grants.get(needed(request.fields, 'code'))
  if (!grant) throw new Refused('invalid_code')
  if (grant.used) throw new Refused('code_already_used')
  grant.used = true
  const workspace = world.workspaces.get(grant.team)
  if (!workspace) throw new Refused('invalid_code')
  const install = installIn(world, workspace, grant.scopes)
  return {
    app_id: world.appId,
    authed_user: { id: grant.user },
    scope: install.scopes.join(','),
    token_type: 'bot',
    access_token: install.botToken,
    bot_user_id: install.botUserId,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    is_enterprise_install: false,
  }
}

/** Installs the app in a workspace, again or for the first time: a token and a bot. */
export function installIn(world: World, workspace: Workspace, scopes: string[]): Install {
  const before = workspace.install
  const botUserId = before?.botUserId ?? world.nextId('UBOT')
  world.users.set(botUserId, {
    id: botUserId,
    team: workspace.id,
    name: 'kefu-bot',
    realName: 'kefu-bot',
    isBot: true,
    locale: 'zh-CN',
  })
  const install: Install = {
    botToken:
      before && before.status === 'active'
        ? before.botToken
        : `xoxb-${workspace.id}-${world.nextId('token')}`,
    botUserId,
    botId: before?.botId ?? world.nextId('B'),
    scopes,
    status: 'active',
  }
  workspace.install = install
  return install
}
