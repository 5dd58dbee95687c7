import type { WecomApi } from './api.ts'
import type { WecomDeps } from './deps.ts'
import { answered, WecomError } from './fault.ts'
import { createPace } from './pace.ts'
import { createTokens, type Tokens } from './token.ts'

type CallDeps = Pick<WecomDeps, 'fetch' | 'now' | 'pause' | 'translate' | 'site' | 'settings' | 'urls'>

/** Below WeCom's own 10,000 a minute for a company and an API. */
const perMinute = 8_000
const patienceMs = 20_000

/** Opens the API with the self-built app's secret. A token that is refused is fetched anew once; no URL reaches an error. */
export function openApi(deps: CallDeps): WecomApi {
  const { settings } = deps
  const pace = createPace({ perMinute, now: deps.now, pause: (ms) => deps.pause(ms) })
  const tokens = createTokens(() => fetchToken(deps, settings.corpId, settings.app?.secret ?? ''), deps.now)
  const call = async (wanted: Wanted): Promise<Response> => {
    await pace.wait(wanted.path)
    return await withToken(deps, tokens, wanted)
  }
  const read = async (wanted: Wanted): Promise<Record<string, unknown>> =>
    JSON.parse(await (await call(wanted)).text())
  return {
    post: (path, body) =>
      read({ path, query: {}, init: { method: 'POST', headers: json, body: JSON.stringify(body) } }),
    get: (path, query) => read({ path, query, init: { method: 'GET' } }),
    async upload(kind, { name, mediaType, bytes }) {
      const form = new FormData()
      form.append('media', new Blob([new Uint8Array(bytes)], { type: mediaType }), name)
      const answer = await read({
        path: 'media/upload',
        query: { type: kind },
        init: { method: 'POST', body: form },
      })
      return String(answer.media_id)
    },
    async download(mediaId) {
      const response = await call({
        path: 'media/get',
        query: { media_id: mediaId },
        init: { method: 'GET' },
      }).catch((error: unknown) => {
        if (error instanceof WecomError && error.errcode === mediaGone) return undefined
        throw error
      })
      if (!response) return undefined
      const mediaType = response.headers.get('content-type') ?? 'application/octet-stream'
      const bytes = Buffer.from(await response.arrayBuffer())
      return { name: nameIn(response.headers.get('content-disposition') ?? ''), mediaType, bytes }
    },
  }
}

const mediaGone = 40007
const json = { 'content-type': 'application/json' }

interface Wanted {
  path: string
  query: Record<string, string>
  init: RequestInit
}

async function withToken(deps: CallDeps, tokens: Tokens, wanted: Wanted): Promise<Response> {
  const token = await tokens.get()
  const first = await ask(deps, wanted, token)
  if (!(first instanceof WecomError)) return first
  if (first.fault !== 'token') throw first
  tokens.refused(token)
  const second = await ask(deps, wanted, await tokens.get())
  if (second instanceof WecomError) throw second
  return second
}

/** The answer, or what WeCom said against it. A success may come without an errcode. */
async function ask(
  deps: CallDeps,
  { path, query, init }: Wanted,
  token: string,
): Promise<Response | WecomError> {
  const search = new URLSearchParams({ access_token: token, ...query })
  const response = await send(deps, path, `${deps.urls.api}/cgi-bin/${path}?${search.toString()}`, init)
  // A file has its own type; everything else is JSON, whatever its header says.
  if (path === 'media/get' && response.headers.get('content-disposition')) return response
  const { errcode = 0, errmsg = '' } = (await readJson(deps, path, response.clone())) as Answer
  return errcode === 0 ? response : answered(deps, { errcode, errmsg, path })
}

interface Answer {
  errcode?: number
  errmsg?: string
}

/** What the network or WeCom's gate did in place of an answer: the call may have been done. */
async function send(deps: CallDeps, path: string, url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await deps.fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs), redirect: 'error' })
  } catch (error) {
    // The message of the cause may hold the URL, and that the token: its code does not.
    const code = codeOf(error)
    throw lost(deps, path, code, notBegun.has(code) ? 'retry' : 'uncertain')
  }
  if (!response.ok) throw lost(deps, path, `HTTP ${response.status}`, 'uncertain')
  return response
}

const notBegun = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  return /^\w+$/.test(code) && !/^\d+$/.test(code) ? code : 'timeout'
}

async function readJson(deps: CallDeps, path: string, response: Response): Promise<unknown> {
  try {
    const parsed: unknown = JSON.parse(await response.text())
    if (typeof parsed === 'object' && parsed !== null) return parsed
  } catch {
    // Said below.
  }
  throw lost(deps, path, 'JSON', 'uncertain')
}

const lost = (deps: CallDeps, path: string, code: string, fault: 'retry' | 'uncertain'): WecomError =>
  new WecomError(0, fault, deps.translate(deps.site.company.locale, 'wecom.fault.network', { path, code }))

/** https://developer.work.weixin.qq.com/document/path/91039 */
async function fetchToken(
  deps: CallDeps,
  corpid: string,
  corpsecret: string,
): Promise<{ token: string; expiresIn: number }> {
  const path = 'gettoken'
  const url = `${deps.urls.api}/cgi-bin/gettoken?${new URLSearchParams({ corpid, corpsecret }).toString()}`
  const response = await send(deps, path, url, { method: 'GET' }).catch((error: unknown) => {
    // Nothing was done that could be done twice.
    throw error instanceof WecomError ? new WecomError(0, 'retry', error.message) : error
  })
  const answer = (await readJson(deps, path, response)) as Answer & {
    access_token?: string
    expires_in?: number
  }
  if (answer.errcode) throw answered(deps, { errcode: answer.errcode, errmsg: answer.errmsg ?? '', path })
  return { token: answer.access_token ?? '', expiresIn: answer.expires_in ?? 7_200 }
}

/** The file's name of a Content-Disposition; WeCom writes it percent-encoded or as it is. */
function nameIn(disposition: string): string {
  const [, star, plain] = /filename\*=(?:utf-8'')?([^;]+)|filename="?([^";]+)"?/i.exec(disposition) ?? []
  const raw = (star ?? plain ?? '').trim()
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}
