import { createHmac } from 'node:crypto'
import type { Carry, CarryEnd, Push } from './pushes.ts'
import type { World } from './world.ts'

/** A request as Slack sends it to the app. */
export interface SlackRequest {
  method: 'POST'
  headers: Record<string, string>
  body: string
}

export interface AppAnswer {
  status: number
  headers?: Record<string, string>
  body: string
}

/** Takes a request to the app and brings its answer. */
export type ToApp = (request: SlackRequest) => Promise<AppAnswer>

/** Takes requests to this address. */
export function postsTo(url: string): ToApp {
  return async (request) => {
    const answer = await fetch(url, request)
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  }
}

/** A signed request with this body. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signed(world: World, secret: string, content: { type: string; body: string }): SlackRequest {
  const time = String(Math.floor(world.clock.now() / 1_000))
  const mac = createHmac('sha256', secret).update(`v0:${time}:${content.body}`).digest('hex')
  return {
    method: 'POST',
    headers: {
      'content-type': content.type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': time,
      'x-slack-signature': `v0=${mac}`,
    },
    body: content.body,
  }
}

/** The body of this push: events are JSON, the others forms. */
function contentOf({ kind, payload }: Push): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) }
  const fields =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() }
}

/** Carries pushes as signed requests; an event's repetition says which it is and why. */
export function carryByHttp(world: World, secret: string, toApp: ToApp): Carry {
  return (push, attempt, end) => {
    const request = signed(world, secret, contentOf(push))
    if (attempt.reason && attempt.reason !== 'twice') {
      request.headers['x-slack-retry-num'] = String(push.attempts.length - 1)
      request.headers['x-slack-retry-reason'] = reasons[attempt.reason] ?? attempt.reason
    }
    void answered(toApp, request, end)
  }
}

async function answered(toApp: ToApp, request: SlackRequest, end: CarryEnd): Promise<void> {
  try {
    const { status, headers, body } = await toApp(request)
    if (status === 200) end.acknowledged(parsed(body))
    else end.failed('http_error', headers?.['x-slack-no-retry'] === '1')
  } catch {
    end.failed('connection_failed')
  }
}

const reasons: Record<string, string> = { timeout: 'http_timeout', no_connection: 'connection_failed' }

function parsed(body: string): unknown {
  if (body.trim() === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    return { text: body }
  }
}
