import { type AppSecrets, checkScopes, exchange, type Grant, holderOf } from './api/app.ts'
import { methods } from './api/methods.ts'
import type { Events } from './events.ts'
import { ofTier, type Pace } from './pace.ts'
import { type Fields, Refused, wordIn } from './shapes.ts'
import type { Sockets } from './sockets.ts'
import type { World } from './world.ts'

export interface ApiMeans {
  world: World
  events: Events
  sockets: Sockets
  app: AppSecrets
  grants: Map<string, Grant>
  /** Without it calls are never too many. */
  pace?: Pace
}

export interface ApiRequest {
  method: string
  fields: Fields
  authorization: string | undefined
}

export interface ApiAnswer {
  status: number
  headers: Record<string, string>
  body: Fields
}

/** Carries out one call of the Web API. */
export function answerCall(means: ApiMeans, request: ApiRequest): ApiAnswer {
  try {
    return { ...good(run(means, request)), headers: scopesOf(means, request) }
  } catch (error) {
    if (error instanceof TooMany) return tooMany(error.seconds)
    if (!(error instanceof Refused)) throw error
    return { status: 200, headers: {}, body: { ok: false, error: error.code, ...error.more } }
  }
}

/** What the token may do, which every answer says in a header. */
function scopesOf({ world }: ApiMeans, request: ApiRequest): Record<string, string> {
  if (request.method !== 'auth.test') return {}
  return { 'x-oauth-scopes': holderOf(world, bearerOf(request)).install.scopes.join(',') }
}

const good = (fields: Fields): ApiAnswer => ({ status: 200, headers: {}, body: { ok: true, ...fields } })

/** "Come again in so many seconds." */
export const tooMany = (seconds: number): ApiAnswer => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { ok: false, error: 'ratelimited' },
})

class TooMany extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('ratelimited')
    this.seconds = seconds
  }
}

function run(means: ApiMeans, request: ApiRequest): Fields {
  if (request.method === 'apps.connections.open') return openConnection(means, request)
  if (request.method === 'oauth.v2.access') {
    const basic = /^Basic (.+)$/.exec(request.authorization ?? '')?.[1]
    return exchange(means.world, means.grants, { app: means.app, fields: request.fields, basic })
  }
  if (request.method === 'api.test') return {}
  const method = methods.get(request.method)
  if (!method) throw new Refused('unknown_method', { req_method: request.method })
  const { world, events, sockets } = means
  const { workspace, install } = holderOf(world, bearerOf(request))
  checkScopes(install, method.scopes)
  paced(means, request, { team: workspace.id, tier: method.tier })
  return method.run({ world, events, sockets, fields: request.fields, workspace, install })
}

// The SDK sends a call's own `token` argument in the body as well; a header wins.
const bearerOf = ({ authorization, fields }: ApiRequest): string | undefined =>
  authorization ?? (typeof fields.token === 'string' ? `Bearer ${fields.token}` : undefined)

function openConnection({ world, app, sockets }: ApiMeans, request: ApiRequest): Fields {
  const authorization = bearerOf(request)
  if (!authorization) throw new Refused('not_authed')
  if (!authorization.startsWith('Bearer xapp-')) throw new Refused('not_allowed_token_type')
  if (authorization !== `Bearer ${app.appToken}`) throw new Refused('invalid_auth')
  const installs = [...world.workspaces.values()].flatMap(({ install }) => install ?? [])
  if (installs.length > 0 && installs.every(({ status }) => status === 'inactive')) {
    throw new Refused('account_inactive')
  }
  return { url: sockets.ticket() }
}

/** chat.postMessage: one a second in a channel, some hundreds a minute in all; others: their tier. */
function paced({ pace }: ApiMeans, request: ApiRequest, about: { team: string; tier: 1 | 2 | 3 | 4 }): void {
  if (!pace) return
  const { method, fields } = request
  const posts = method === 'chat.postMessage'
  const early = posts
    ? Math.max(
        pace.early(`${about.team} ${wordIn(fields, 'channel')}`, { calls: 1, ms: 1_000 }),
        pace.early(about.team, { calls: 300, ms: 60_000 }),
      )
    : pace.early(`${about.team} ${method}`, ofTier(about.tier))
  if (early > 0) throw new TooMany(early)
}
