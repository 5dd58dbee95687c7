import type { IncomingMessage, ServerResponse } from 'node:http'
import { cardApi } from './card-api.ts'
import { type Answer, answerOf, type Fault, refusal } from './faults.ts'
import { errcode, sendBySession, upload, userApi } from './oapi.ts'
import { createQuota, type Quota } from './quota.ts'
import { robotApi } from './robot-api.ts'
import { createTokens, type Tokens } from './tokens.ts'
import type { World } from './world.ts'

export interface ApiCall {
  method: string
  path: string
  body: unknown
  status: number
}

/** The OpenAPI and the older one, on one address. */
export interface Api {
  tokens: Tokens
  quota: Quota
  /** Every call, with what it was answered; 0 where nothing was. */
  calls: ApiCall[]
  /** The next calls whose path matches fail so, one after another. */
  fail(path: RegExp, ...faults: Fault[]): void
  /** How many faults are left. */
  faultsLeft(): number
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
}

type Route = (world: World, body: unknown) => Answer

const routes = new Map<string, Route>([
  ...Object.entries(robotApi).map(([path, route]): [string, Route] => [`POST ${path}`, route]),
  ...Object.entries(cardApi).map(([name, route]): [string, Route] => [name, route]),
])

export function createApi(world: World): Api {
  const faults: { path: RegExp; fault: Fault }[] = []
  const api: Api = {
    tokens: createTokens(world),
    quota: createQuota(),
    calls: [],
    faultsLeft: () => faults.length,
    fail: (path, ...kinds) => faults.push(...kinds.map((fault) => ({ path, fault }))),
    async answer(request, response) {
      const url = new URL(request.url ?? '/', 'http://fake')
      const body = await bodyOf(request)
      const index = faults.findIndex((one) => one.path.test(url.pathname))
      const fault = index < 0 ? undefined : faults.splice(index, 1)[0]?.fault
      const call: ApiCall = {
        method: request.method ?? '',
        path: url.pathname,
        body: readable(body),
        status: 0,
      }
      api.calls.push(call)
      if (fault === 'lost request') {
        request.socket.destroy()
        return
      }
      const failed = fault === undefined || fault === 'lost answer' ? undefined : answerOf(fault)
      const answer = failed ?? answerCall(world, api, { request, url, body })
      if (fault === 'lost answer') {
        request.socket.destroy()
        return
      }
      call.status = answer.status
      write(response, answer, `http://${request.headers.host}`)
    },
  }
  return api
}

interface Asked {
  request: IncomingMessage
  url: URL
  body: Buffer
}

function answerCall(world: World, api: Api, { request, url, body }: Asked): Answer {
  const { pathname: path } = url
  const data = readable(body)
  if (path === '/v1.0/oauth2/accessToken') return api.tokens.issue(data as { appKey?: string })
  if (path.startsWith('/files/')) return fileAt(world, decodeURIComponent(path.slice('/files/'.length)))
  if (path === '/robot/sendBySession')
    return sendBySession(world, url.searchParams.get('session') ?? '', data)
  if (path === '/media/upload' || path.startsWith('/topapi/')) {
    // The older API takes the same tokens, and says so on HTTP 200 where it does not.
    if (!api.tokens.valid(url.searchParams.get('access_token') ?? undefined))
      return errcode(40_014, '不合法的access_token')
    if (path === '/media/upload') return upload(world, request.headers['content-type'] ?? '', body)
    return userApi[path]?.(world, data) ?? errcode(22, 'no such method')
  }
  const token = request.headers['x-acs-dingtalk-access-token']
  if (!api.tokens.valid(typeof token === 'string' ? token : undefined))
    return refusal(401, 'InvalidAuthentication', '不合法的access_token')
  const limited = api.quota.take(path, world.now())
  if (limited) return limited
  const route = routes.get(`${request.method} ${path}`)
  return route ? route(world, data) : refusal(404, 'InvalidAction.NotFound', `no ${path}`)
}

function fileAt(world: World, code: string): Answer {
  const file = world.files.get(code)
  return file
    ? { status: 200, body: { bytes: file.bytes, mediaType: file.mediaType } }
    : { status: 404, body: '<html>gone</html>', html: true }
}

function write(response: ServerResponse, { status, body, html }: Answer, base: string): void {
  if (typeof body === 'object' && body !== null && 'bytes' in body && Buffer.isBuffer(body.bytes)) {
    response.writeHead(status, { 'content-type': String((body as { mediaType?: string }).mediaType) })
    return void response.end(body.bytes)
  }
  response.writeHead(status, { 'content-type': html ? 'text/html' : 'application/json' })
  response.end(html ? String(body) : JSON.stringify(body).replaceAll('{base}', base))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function readable(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return {}
  }
}
