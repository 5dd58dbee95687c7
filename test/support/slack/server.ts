import type { IncomingMessage, ServerResponse } from 'node:http'
import { holderOf } from './api/app.ts'
import type { Faults, Wrong } from './faults.ts'
import { answerHook } from './hooks.ts'
import { bodyOf, fieldsOf } from './request-fields.ts'
import { type Fields, Refused, type SlackFile } from './shapes.ts'
import { type ApiAnswer, type ApiMeans, answerCall, tooMany } from './web-api.ts'

/** A call of the Web API as it came. */
export interface Heard {
  method: string
  fields: Fields
  authorization: string | undefined
  at: number
}

export interface ServerMeans extends ApiMeans {
  faults: Faults
  heard: Heard[]
}

/** Answers every HTTP request: the Web API, uploads, downloads, response_urls. */
export async function answerRequest(
  means: ServerMeans,
  request: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://slack')
  if (pathname.startsWith('/files-pri/')) return sendFile(means, request, answer)
  const body = await bodyOf(request)
  const type = request.headers['content-type'] ?? ''
  const [, top = '', ...rest] = pathname.split('/')
  if (top === 'upload') return keepUpload(means, { id: rest[1] ?? '', body, type }, answer)
  const fields = await fieldsOf(body, type)
  if (top === 'actions') return send(answer, answerHook(means, pathname, fields))
  if (top !== 'api') return send(answer, { status: 404, headers: {}, body: {} })
  const call = { method: rest.join('/'), fields, authorization: request.headers.authorization }
  means.heard.push({ ...call, at: means.world.clock.now() })
  const wrong = means.faults.of(call.method, fields)
  if (wrong && !carriedOut.has(wrong.does)) return goWrong(wrong, request, answer)
  const good = answerCall(means, call)
  means.world.changed()
  if (wrong?.does === 'lost') request.socket.destroy()
  else if (wrong?.does === 'slow') means.world.clock.after(wrong.ms, () => send(answer, good))
  else send(answer, good)
}

const carriedOut = new Set<Wrong['does']>(['lost', 'slow'])

function goWrong(wrong: Wrong, request: IncomingMessage, answer: ServerResponse): void {
  if (wrong.does === 'reset') request.socket.resetAndDestroy()
  else if (wrong.does === 'ratelimited') send(answer, tooMany(wrong.retryAfter))
  else if (wrong.does === 'refused') {
    send(answer, { status: 200, headers: {}, body: { ok: false, error: wrong.error, ...wrong.more } })
  } else {
    const page = '<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>'
    answer.writeHead(wrong.does === 'status' ? wrong.status : 200, { 'content-type': 'text/html' }).end(page)
  }
}

function send(answer: ServerResponse, { status, headers, body }: ApiAnswer): void {
  answer.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  answer.end(JSON.stringify(body))
}

async function keepUpload(
  { world }: ServerMeans,
  upload: { id: string; body: Buffer; type: string },
  answer: ServerResponse,
): Promise<void> {
  const file = world.files.get(upload.id)
  if (!file?.pending) {
    answer.writeHead(404).end()
    return
  }
  file.bytes = await uploadedBytes(upload)
  answer.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${file.bytes.length}`)
}

// The bytes come bare or as the one file of a form.
async function uploadedBytes({ body, type }: { body: Buffer; type: string }): Promise<Buffer> {
  if (!type.startsWith('multipart/')) return body
  const fields = await fieldsOf(body, type)
  return Object.values(fields).find((value): value is Buffer => Buffer.isBuffer(value)) ?? Buffer.alloc(0)
}

// https://docs.slack.dev/reference/objects/file-object: without the token one gets the sign-in page, with status 200.
function sendFile(means: ServerMeans, request: IncomingMessage, answer: ServerResponse): void {
  const id = /^\/files-pri\/[^/-]+-([^/]+)\//.exec(request.url ?? '')?.[1] ?? ''
  const file = means.world.files.get(id)
  if (!file || !mayRead(means, request.headers.authorization, file)) {
    answer.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in to Slack</html>')
    return
  }
  const wrong = means.faults.of('url_private', { id })
  if (wrong) {
    goWrong(wrong, request, answer)
    return
  }
  answer.writeHead(200, { 'content-type': file.mimetype, 'content-length': file.bytes.length })
  answer.end(file.bytes)
}

function mayRead({ world }: ServerMeans, authorization: string | undefined, file: SlackFile): boolean {
  try {
    const { install } = holderOf(world, authorization)
    const there = file.channels.some((id) => world.channels.get(id)?.members.has(install.botUserId))
    return (
      install.scopes.includes('files:read') &&
      (there || file.given === true || file.user === install.botUserId)
    )
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}
