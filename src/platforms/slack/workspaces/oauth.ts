import type { IncomingMessage, ServerResponse } from 'node:http'
import { InstallProvider, type InstallURLOptions } from '@slack/oauth'
import { keyFor } from '../../../lib/seal.ts'
import type { WebhookAnswer, WebhookRequest } from '../../platform.ts'
import type { SlackDeps } from '../deps.ts'
import { createInstallations } from './installations.ts'

/** What the app asks a workspace for; manifest.json says the same. */
export const scopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'groups:history',
  'groups:read',
  'im:history',
  'users:read',
]

/** Asked for besides; without them something smaller is missing. */
export const optionalScopes = ['files:write', 'reactions:read', 'users:read.email']

/** The pages on which a workspace installs the app, at /webhooks/slack/install and /webhooks/slack/oauth. */
export interface InstallPages {
  provider: InstallProvider
  answer: (request: WebhookRequest) => Promise<WebhookAnswer | undefined>
}

export interface OauthOptions
  extends Pick<SlackDeps, 'db' | 'key' | 'now' | 'publicUrl' | 'translate' | 'locale'> {
  client: { id: string; secret: string }
  slackApiUrl?: string | undefined
  /** Somebody installed the app. */
  installed: () => void
}

export function createInstallPages(options: OauthOptions): InstallPages {
  const { client, key, publicUrl, slackApiUrl } = options
  const provider = new InstallProvider({
    clientId: client.id,
    clientSecret: client.secret,
    stateSecret: keyFor(key, 'slack-state').toString('base64url'),
    installationStore: createInstallations(options),
    clientOptions: { retryConfig: { retries: 0 }, timeout: 10_000, ...(slackApiUrl ? { slackApiUrl } : {}) },
    logger: quiet(),
  })
  const asked: InstallURLOptions = {
    scopes: [...scopes, ...optionalScopes],
    redirectUri: `${publicUrl}/webhooks/slack/oauth`,
  }
  return {
    provider,
    async answer(request) {
      const { pathname } = new URL(request.url, 'http://desk')
      if (request.method !== 'GET') return undefined
      if (pathname === '/webhooks/slack/install')
        return await answered(request, (incoming, response) =>
          provider.handleInstallPath(incoming, response, {}, asked),
        )
      if (pathname !== '/webhooks/slack/oauth') return undefined
      return await answered(request, (incoming, response) =>
        provider.handleCallback(incoming, response, callbacks(options)),
      )
    },
  }
}

function callbacks({ translate, locale, installed }: OauthOptions) {
  const page = (response: ServerResponse, status: number, key: string): void => {
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><meta charset="utf-8"><title>Slack</title><p>${translate(locale, key)}</p>`)
  }
  return {
    success: (_installation: unknown, _options: unknown, _request: unknown, response: ServerResponse) => {
      installed()
      page(response, 200, 'slack.install.done')
    },
    failure: (_error: unknown, _options: unknown, _request: unknown, response: ServerResponse) =>
      page(response, 400, 'slack.install.failed'),
  }
}

/** The SDK writes to a response of Node's; ours is a value. It asks of the request its address and cookies only. */
async function answered(
  { url, headers, method }: WebhookRequest,
  act: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<WebhookAnswer> {
  const answer = { status: 200, headers: {} as Record<string, string>, body: '' }
  const keep = (name: string, value: unknown): void => {
    answer.headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value)
  }
  const response = {
    setHeader: keep,
    getHeader: (name: string) => answer.headers[name.toLowerCase()],
    writeHead(status: number, more: Record<string, unknown> = {}) {
      answer.status = status
      for (const [name, value] of Object.entries(more)) keep(name, value)
      return response
    },
    end(body: unknown = '') {
      answer.body = String(body)
    },
  }
  await act({ url, headers, method } as unknown as IncomingMessage, response as unknown as ServerResponse)
  return { ...answer, headers: { ...answer.headers, 'cache-control': 'no-store' } }
}

const quiet = () => ({
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => level,
  setName() {},
})
const level = 'error' as never
