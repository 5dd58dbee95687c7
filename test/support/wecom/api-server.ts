import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Organisation } from './organisation.ts'

/** What a call of the API brings. */
export interface Call {
  path: string
  query: URLSearchParams
  /** Parsed where it was JSON. */
  body: Record<string, unknown>
  raw: Buffer
}

/** An answer: fields of JSON, or a file. */
export type Answer = Record<string, unknown> | { file: { name: string; mediaType: string; bytes: Buffer } }

/** What the API does once, on purpose. */
export type Trouble =
  | { errcode: number; errmsg?: string }
  /** It is done and the answer is lost; or it never came. */
  | 'lost answer'
  | 'lost request'
  | 'bad gateway'

/** WeCom's server API on this machine: tokens, errcodes, troubles; what it can do is put in. */
export interface ApiServer {
  url: string
  /** What answers a path below /cgi-bin/; it throws an errcode by `refuse`. */
  on(path: string, act: (call: Call) => Answer): void
  /** The next calls of a path fail so, in this order. */
  trouble(path: string, ...troubles: Trouble[]): void
  /** All tokens end now, whatever was promised. */
  endTokens(): void
  /** Every call that had a good token, oldest first. */
  calls: Call[]
  tokensGiven(): number
  close(): Promise<void>
}

export class Refusal extends Error {
  override name = 'Refusal'
  readonly errcode: number
  constructor(errcode: number, errmsg = 'refused') {
    super(errmsg)
    this.errcode = errcode
  }
}

export async function startApiServer({ clock, settings, next }: Organisation): Promise<ApiServer> {
  const acts = new Map<string, (call: Call) => Answer>()
  const troubles = new Map<string, Trouble[]>()
  const calls: Call[] = []
  let token: { value: string; untilMs: number } | undefined
  let given = 0
  acts.set('gettoken', ({ query }) => {
    if (query.get('corpid') !== settings.corpId) throw new Refusal(40013, 'invalid corpid')
    if (query.get('corpsecret') !== settings.app.secret) throw new Refusal(40001, 'invalid credential')
    if (!token || token.untilMs <= clock.at.getTime()) {
      given += 1
      token = { value: `token-${next()}`, untilMs: clock.at.getTime() + 7_200_000 }
    }
    const expires_in = Math.floor((token.untilMs - clock.at.getTime()) / 1000)
    return { access_token: token.value, expires_in }
  })
  const answerOf = (call: Call): Answer => {
    const act = acts.get(call.path)
    if (!act) throw new Error(`the fake WeCom has no ${call.path}`)
    if (call.path !== 'gettoken') {
      const said = call.query.get('access_token')
      if (!said) throw new Refusal(41001, 'access_token missing')
      if (said !== token?.value) throw new Refusal(40014, 'invalid access_token')
      if (token.untilMs <= clock.at.getTime()) throw new Refusal(42001, 'access_token expired')
      calls.push(call)
    }
    return act(call)
  }
  const server = createServer((request, response) => {
    void respond(request, response)
  })
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await callOf(request)
    const trouble = troubles.get(call.path)?.shift()
    if (trouble === 'lost request') return void request.socket.destroy()
    if (trouble === 'bad gateway') return void response.writeHead(502).end('<html>bad gateway</html>')
    try {
      if (typeof trouble === 'object') throw new Refusal(trouble.errcode, trouble.errmsg)
      const answer = answerOf(call)
      if (trouble === 'lost answer') return void request.socket.destroy()
      if ('file' in answer) return sendFile(response, answer as { file: SentFile })
      // A success may come without an errcode.
      response.end(JSON.stringify(next() % 3 === 0 ? answer : { errcode: 0, errmsg: 'ok', ...answer }))
    } catch (error) {
      if (!(error instanceof Refusal)) process.stderr.write(`fake WeCom: ${String(error)}\n`)
      const errcode = error instanceof Refusal ? error.errcode : -1
      response.end(JSON.stringify({ errcode, errmsg: (error as Error).message }))
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    on: (path, act) => void acts.set(path, act),
    trouble: (path, ...more) => void troubles.set(path, [...(troubles.get(path) ?? []), ...more]),
    endTokens() {
      token = undefined
    },
    calls,
    tokensGiven: () => given,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type SentFile = { name: string; mediaType: string; bytes: Buffer }

function sendFile(response: ServerResponse, { file }: { file: SentFile }): void {
  const { name, mediaType, bytes } = file
  response.setHeader('content-type', mediaType)
  response.setHeader('content-disposition', `attachment; filename="${encodeURIComponent(name)}"`)
  response.end(bytes)
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const raw = Buffer.concat(pieces)
  const url = new URL(request.url ?? '/', 'http://fake')
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false
  return {
    path: url.pathname.replace(/^\/cgi-bin\//, ''),
    query: url.searchParams,
    body: isJson ? (JSON.parse(raw.toString()) as Record<string, unknown>) : {},
    raw,
  }
}
