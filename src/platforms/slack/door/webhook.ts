import { BadInputError, NotFoundError } from '../../../lib/errors.ts'
import type { Outcome, WebhookAnswer, WebhookRequest, WebhookResult } from '../../platform.ts'
import { isInteractive, readEnvelope } from './envelope.ts'
import type { Take } from './exchange.ts'
import { verifySignature } from './signature.ts'
import type { Ack } from './turn.ts'

export interface WebhookOptions {
  now: () => Date
  /** Absent: nothing is taken by this door. */
  signingSecret: string | undefined
  take: Take
  /** The pages that install the app. */
  pages(request: WebhookRequest): Promise<WebhookAnswer | undefined>
}

/** Slack waits three seconds for the answer to a press. */
const hurryMs = 2_500

/**
 * Takes one request at /webhooks/slack: events, commands, presses and forms, or somebody who installs the app.
 * Throws ForbiddenError where Slack did not sign it.
 */
export async function takeRequest(options: WebhookOptions, request: WebhookRequest): Promise<WebhookResult> {
  const page = await options.pages(request)
  if (page) return { inbound: [], respond: () => page }
  const { signingSecret, take, now } = options
  if (signingSecret === undefined || request.method !== 'POST')
    throw new NotFoundError('nothing is to be found here')
  verifySignature(signingSecret, request, now())
  const envelope = readEnvelope(request)
  const { type, challenge, ssl_check: check } = envelope.body
  if (type === 'url_verification') return handshake(challenge)
  // https://docs.slack.dev/interactivity/implementing-slash-commands: sent now and then, to be answered 200.
  if (check !== undefined) return { inbound: [], respond: () => answerOf(undefined) }
  const { exchange, hurry } = take(envelope)
  const respond = async (outcomes: Outcome[]) => answerOf(await (await exchange).respond(outcomes))
  if (!isInteractive(envelope)) return { inbound: (await exchange).inbound, respond }
  // Slack may have to be asked before it is clear what came in: whoever pressed does not wait for that either.
  const coming = exchange.then(({ inbound }) => inbound)
  coming.catch(() => undefined)
  const failed = (reason: unknown): void =>
    void exchange.then(({ fail }) => fail(reason)).catch(() => undefined)
  return { inbound: [], coming, respond, failed, soon: { afterMs: hurryMs, answer: () => answerOf(hurry()) } }
}

function handshake(challenge: unknown): WebhookResult {
  if (typeof challenge !== 'string') throw new BadInputError('a handshake without a challenge')
  return { inbound: [], respond: () => answerOf(challenge) }
}

const answerOf = (ack: Ack): WebhookAnswer =>
  typeof ack === 'object'
    ? {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(ack),
      }
    : { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: ack ?? '' }
