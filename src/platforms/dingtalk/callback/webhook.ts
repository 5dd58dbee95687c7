import { createHash, createHmac } from 'node:crypto'
import { BadInputError, ForbiddenError, NotFoundError } from '../../../lib/errors.ts'
import type { WebhookAnswer, WebhookRequest, WebhookResult } from '../../platform.ts'
import type { Arrivals } from '../arrivals.ts'
import { aside } from '../aside.ts'
import type { DingtalkDeps } from '../deps.ts'
import { readCallback } from '../read/press.ts'
import { readSaid, tellOutcome } from '../read/said.ts'
import type { Sending } from '../sending.ts'
import { aesKeyOf, openPush, sealAnswer } from './crypt.ts'
import { cardSignature, isRecent, pushSignature, robotSignature, sameSignature } from './signature.ts'

interface Parts {
  deps: DingtalkDeps
  sending: Sending
  arrivals: Arrivals
}

/**
 * What DingTalk brings over HTTP instead of a stream: /webhooks/dingtalk or …/robot (words), …/card (presses), …/push
 * (events). Throws ForbiddenError where the signature or its time is wrong.
 */
export async function takeRequest(parts: Parts, request: WebhookRequest): Promise<WebhookResult> {
  const { pathname, searchParams } = new URL(request.url, 'http://desk')
  if (request.method !== 'POST') throw new NotFoundError('nothing to see here')
  switch (pathname.replace(/^\/webhooks\/dingtalk\/?/, '')) {
    case '':
    case 'robot':
      return await takeWords(parts, request)
    case 'card':
      return await takePress(parts, request)
    case 'push':
      return takePush(parts, request, searchParams)
    default:
      throw new NotFoundError('no such address here')
  }
}

async function takeWords({ deps, sending }: Parts, request: WebhookRequest): Promise<WebhookResult> {
  const { timestamp = '', sign = '' } = request.headers
  const { clientSecret } = deps.settings
  if (!isRecent(timestamp, deps.now()) || !sameSignature(sign, robotSignature(clientSecret, timestamp)))
    throw new ForbiddenError('the signature is wrong')
  const messageId = createHash('sha256').update(request.body).digest('base64url')
  const said = await readSaid(deps, sending, { data: jsonOf(request.body), messageId })
  if (!said) return nothing()
  if (said.typed?.asks) {
    aside(deps, sending.offerForm(said.typed))
    return nothing()
  }
  return {
    inbound: [said.inbound],
    respond([outcome]) {
      if (outcome) tellOutcome(deps, sending, said, outcome)
      return taken
    },
  }
}

/** Presses do not wait behind anything: they go the way of the stream, whose answers keep the two seconds. */
async function takePress({ deps, arrivals }: Parts, request: WebhookRequest): Promise<WebhookResult> {
  const timestamp = request.headers['x-ddpaas-signature-timestamp'] ?? ''
  const signature = request.headers['x-ddpaas-signature'] ?? ''
  const wanted = cardSignature(cardSecretOf(deps), timestamp)
  if (!isRecent(timestamp, deps.now()) || !sameSignature(signature, wanted))
    throw new ForbiddenError('the signature is wrong')
  const press = readCallback(jsonOf(request.body))
  if (!press) return nothing()
  // The press has no id of its own; two clicks differ in their time.
  const id = createHash('sha256').update(timestamp).update(request.body).digest('base64url')
  const answer = await arrivals.press(press, id)
  return { inbound: [], respond: () => json(answer) }
}

function takePush({ deps }: Parts, request: WebhookRequest, query: URLSearchParams): WebhookResult {
  const { push, clientId } = deps.settings
  const key = aesKeyOf(push?.aesKey ?? '')
  if (!push || !key) throw new NotFoundError('no pushes are expected here')
  const sealed = (jsonOf(request.body) as { encrypt?: unknown } | undefined)?.encrypt
  if (typeof sealed !== 'string') throw new BadInputError('nothing sealed')
  const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? '']
  const signature = query.get('msg_signature') ?? query.get('signature') ?? ''
  if (
    !isRecent(timestamp, deps.now()) ||
    !sameSignature(signature, pushSignature([push.token, timestamp, nonce, sealed]))
  )
    throw new ForbiddenError('the signature is wrong')
  openPush(sealed, key, clientId)
  const random = Buffer.from(deps.randomToken(), 'base64url')
  const encrypt = sealAnswer('success', { key, receiver: clientId, random })
  const answer = {
    msg_signature: pushSignature([push.token, timestamp, nonce, encrypt]),
    timeStamp: timestamp,
    nonce,
    encrypt,
  }
  // Nothing that happens in the organisation changes anything here.
  return { inbound: [], respond: () => json(answer) }
}

/** What card callbacks are signed with: our own choice, the same on every machine. */
export const cardSecretOf = ({ site, settings }: DingtalkDeps): string =>
  createHmac('sha256', site.key).update(`dingtalk card callback ${settings.clientId}`).digest('base64url')

const json = (body: unknown): WebhookAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

const taken = json({})

const nothing = (): WebhookResult => ({ inbound: [], respond: () => taken })

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
