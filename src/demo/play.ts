import { randomUUID } from 'node:crypto'
import type { Deps } from '../lib/deps.ts'
import { messageOf } from '../lib/errors.ts'
import { type Line, lines } from './customers.ts'

/**
 * Plays the demonstration's customers, each line at its second, through the
 * chat's own door like any visitor. A demonstration that has tickets already
 * is left as it is.
 */
export async function playCustomers({ db, log }: Pick<Deps, 'db' | 'log'>, url: string): Promise<void> {
  if ((await db.ticket.count()) > 0) return
  const tokens = new Map<string, Promise<string>>()
  for (const line of lines) {
    const say = async (): Promise<void> => {
      const known = tokens.get(line.customer) ?? enter(url, line)
      tokens.set(line.customer, known)
      await post(
        `${url}/webhooks/web`,
        { kind: 'message', id: randomUUID(), text: line.text, uploads: [] },
        await known,
      )
    }
    const speak = (): void => {
      say().catch((error: unknown) =>
        log.warn({ error: messageOf(error) }, 'a demonstration customer was not heard'),
      )
    }
    setTimeout(speak, line.afterSeconds * 1000).unref()
  }
}

async function enter(url: string, { name }: Line): Promise<string> {
  const answer = await post(`${url}/api/chat/visitor`, { locale: 'zh-CN' })
  const token = String(((await answer.json()) as { token?: unknown }).token)
  await post(`${url}/api/chat/profile`, { name }, token)
  return token
}

async function post(url: string, body: object, token?: string): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Visitor ${token}` }
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) throw new Error(`${answer.status} for ${new URL(url).pathname}`)
  return answer
}
