import type { DingtalkDeps } from './deps.ts'
import { exchange, type Silence } from './exchange.ts'
import { type Answer, type Fault, faultOf } from './fault.ts'
import type { Pace } from './pace.ts'
import { problemOf } from './problem.ts'
import type { Quota } from './quota.ts'
import type { ApiCall } from './sending.ts'
import { createTokens, holdsToken } from './token.ts'

/** The one way to the OpenAPI. */
export interface Caller {
  /** What the call answers. Throws PlatformError: what may have happened all the same is `uncertain`. */
  call: (call: ApiCall) => Promise<unknown>
  /** The same with what went wrong as a value. */
  ask: (call: ApiCall) => Promise<Asked>
  /** Uploads a file and gives its media id. */
  upload: (file: { name: string; bytes: Buffer; kind: 'image' | 'file' }) => Promise<string>
}

export type Asked = { body: unknown } | { fault: Fault } | Silence

export interface CallMeans extends Pick<DingtalkDeps, 'fetch' | 'now' | 'translate' | 'site' | 'settings'> {
  pace: Pace
  quota: Quota
}

type Prepared = Omit<ApiCall, 'body'> & { body?: string | FormData }

/** Calls with a token that is kept, in the pace that is allowed, counted; asked once more where the token was no good. */
export function createCaller(means: CallMeans): Caller {
  const { settings } = means
  const tokens = createTokens({ now: means.now, ask: () => askToken(means) })
  const once = async (call: Prepared): Promise<{ token: string; answer: Answer | Silence }> => {
    const token = await tokens.get()
    const api = `${call.method} ${call.path}`
    await means.pace(api)
    await means.quota.count(api)
    return { token, answer: await exchange(means.fetch, requestOf(settings, call, token)) }
  }
  const asking = async (call: Prepared): Promise<Asked> => {
    const asked = await askedOf(call)
    if ('fault' in asked && asked.fault.kind === 'budget') await means.quota.spent()
    return asked
  }
  const askedOf = async (call: Prepared): Promise<Asked> => {
    try {
      const { token, answer } = await once(call)
      const asked = readAnswer(answer)
      // Told by DingTalk before it did anything: the same call may be made again.
      if (!('fault' in asked) || asked.fault.kind !== 'token') return asked
      tokens.drop(token)
      return readAnswer((await once(call)).answer)
    } catch (error) {
      if (error instanceof TokenFault) return error.asked
      throw error
    }
  }
  const run = async (call: Prepared): Promise<unknown> => {
    const asked = await asking(call)
    if ('body' in asked) return asked.body
    throw problemOf(means, asked, { lasting: lasts(call) })
  }
  return {
    call: (call) => run(prepared(call)),
    ask: (call) => asking(prepared(call)),
    async upload(file) {
      // https://open.dingtalk.com/document/orgapp/upload-media-files
      const form = new FormData()
      form.set('media', new Blob([new Uint8Array(file.bytes)]), file.name)
      const path = `/media/upload?type=${file.kind}`
      const answer = await run({ method: 'POST', path, api: 'oapi', body: form })
      const id = (answer as { media_id?: unknown } | null)?.media_id
      if (typeof id !== 'string') throw problemOf(means, { silence: 'after', why: 'no media id' }, {})
      return id
    },
  }
}

const prepared = ({ body, ...call }: ApiCall): Prepared => ({
  ...call,
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})

/** What people see twice where it is done twice; everything else may be repeated. */
const lasts = ({ path }: Prepared): boolean => /\/(?:batchSend|send)$/.test(path)

function requestOf(
  { apiUrl, oapiUrl }: CallMeans['settings'],
  { method, path, api, body }: Prepared,
  token: string,
): Parameters<typeof exchange>[1] {
  const json = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
  const sent = body === undefined ? {} : { body }
  if (api === 'oapi') {
    const url = `${oapiUrl}${path}${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}`
    return { url, method, headers: json, ...sent }
  }
  const headers = { ...json, accept: 'application/json', 'x-acs-dingtalk-access-token': token }
  return { url: `${apiUrl}${path}`, method, headers, ...sent }
}

function readAnswer(answer: Answer | Silence): Asked {
  if ('silence' in answer) return answer
  const fault = faultOf(answer)
  return fault ? { fault } : { body: answer.body }
}

/** Carries what the asking for a token came to through all that wait for it. */
class TokenFault extends Error {
  override name = 'TokenFault'
  readonly asked: { fault: Fault } | Silence
  constructor(asked: { fault: Fault } | Silence) {
    super('dingtalk: no token')
    this.asked = asked
  }
}

async function askToken({ fetch, settings }: CallMeans): Promise<Answer> {
  const answer = await exchange(fetch, {
    url: `${settings.apiUrl}/v1.0/oauth2/accessToken`,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ appKey: settings.clientId, appSecret: settings.clientSecret }),
  })
  const asked = readAnswer(answer)
  if ('body' in asked && !('silence' in answer)) {
    if (holdsToken(answer)) return answer
    throw new TokenFault({ silence: 'before', why: 'no token in the answer' })
  }
  if ('fault' in asked) throw new TokenFault({ fault: { ...asked.fault, kind: tokenKind(asked.fault) } })
  throw new TokenFault({ silence: 'before', why: 'silence' in asked ? asked.why : '' })
}

// Whatever is refused here is refused for its credentials, and whatever failed, nothing was sent yet.
const tokenKind = ({ kind }: Fault): Fault['kind'] =>
  kind === 'refused' || kind === 'permission' ? 'token' : kind === 'unsure' ? 'busy' : kind
