import { randomUUID } from 'node:crypto'
import type { Deps } from '../lib/deps.ts'
import { messageOf } from '../lib/errors.ts'
import { type Line, lines } from './customers.ts'

/**
 * Plays the demonstration's customers, each line at its second, through the
 * chat's own door like any visitor. A demonstration that has tickets already
 * is left as it is. The returned function silences those yet to speak.
 */
export async function playCustomers({ db, log }: Pick<Deps, 'db' | 'log'>, url: string): Promise<() => void> {
  if ((await db.ticket.count()) > 0) return () => {}
  const silenced = new AbortController()
  const door: Door = { url, signal: silenced.signal }
  const tokens = new Map<string, Promise<string>>()
  for (const line of lines) {
    const say = async (): Promise<void> => {
      const known = tokens.get(line.customer) ?? enter(door, line)
      tokens.set(line.customer, known)
      const said = { kind: 'message', id: randomUUID(), text: line.text, uploads: [] }
      await post(door, '/webhooks/web', { body: said, token: await known })
    }
    const speak = (): void => {
      say().catch((error: unknown) => {
        if (!silenced.signal.aborted)
          log.warn({ error: messageOf(error) }, 'a demonstration customer was not heard')
      })
    }
    const timer = setTimeout(speak, line.afterSeconds * 1000).unref()
    silenced.signal.addEventListener('abort', () => clearTimeout(timer))
  }
  return () => silenced.abort()
}

/** Where the customers speak, until they are silenced: what comes after belongs to a real desk. */
interface Door {
  url: string
  signal: AbortSignal
}

async function enter(door: Door, { name }: Line): Promise<string> {
  const answer = await post(door, '/api/chat/visitor', { body: { locale: 'zh-CN' } })
  const token = String(((await answer.json()) as { token?: unknown }).token)
  await post(door, '/api/chat/profile', { body: { name }, token })
  return token
}

async function post(
  { url, signal }: Door,
  at: string,
  { body, token }: { body: object; token?: string },
): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Visitor ${token}` }
  const answer = await fetch(`${url}${at}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(body),
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  })
  if (!answer.ok) throw new Error(`${answer.status} for ${at}`)
  return answer
}
