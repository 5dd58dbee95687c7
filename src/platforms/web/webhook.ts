import { isAway } from '../../lib/db-errors.ts'
import { ForbiddenError } from '../../lib/errors.ts'
import type { Inbound, Outcome, WebhookAnswer, WebhookRequest, WebhookResult } from '../platform.ts'
import type { Heard, Refusal } from './api.ts'
import { type Asked, localeFor, refusalFor } from './asked.ts'
import type { WebDeps } from './deps.ts'
import { createAdmit } from './flood.ts'
import { hearMember } from './hear-member.ts'
import { type Gates, hearVisitor } from './hear-visitor.ts'
import { createLimit } from './limit.ts'
import { authenticateMember } from './member.ts'
import { type NewPost, putPost } from './post.ts'
import { RefusalError } from './refusal.ts'
import { bodyMax, type CleanSaid, decodeSaid } from './said.ts'
import { authenticateVisitor, claimsVisitor } from './visitor.ts'

/** What somebody did, and the post that shows it once it is recorded. */
export interface Understood {
  inbound: Inbound
  post?: NewPost
}

/**
 * The one door for what people do: verifies who it is, then reads what it is. Whoever is not known
 * gets ForbiddenError; everything else that cannot be done is answered in words and reaches nobody.
 */
export function createWebhook(deps: WebDeps): (request: WebhookRequest) => Promise<WebhookResult> {
  const gates: Gates = {
    admit: createAdmit(deps),
    press: createLimit({ max: 30, perMs: 60_000, now: deps.now }),
  }
  return async (request) => {
    if (request.method !== 'POST') return refuse(deps, request, new RefusalError('bad_input'))
    if (request.body.length > bodyMax) return refuse(deps, request, new RefusalError('too_large'))
    try {
      const hear = await verify(deps, gates, request)
      return accept(deps, request, await hear(decodeSaid(request.body)))
    } catch (error) {
      return refuse(deps, request, refusalOf(error))
    }
  }
}

/** Who it is decides how it is understood. */
async function verify(
  deps: WebDeps,
  gates: Gates,
  request: WebhookRequest,
): Promise<(said: CleanSaid) => Promise<Understood>> {
  const asked: Asked = request
  try {
    if (claimsVisitor(asked)) {
      const visitor = await authenticateVisitor(deps, asked)
      return (said) => hearVisitor(deps, { visitor, ...gates }, said)
    }
    const asker = await authenticateMember(deps, asked)
    return async (said) => hearMember(deps, asker, said)
  } catch (error) {
    // A stale token is no stranger's: the page gets a new one and tries again.
    if (!(error instanceof RefusalError) || error.status === 403) throw error
    throw new ForbiddenError(refusalFor(deps, asked, error).message, { cause: error })
  }
}

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** A database that is away is said in words; the page sends the same again. Anything else goes on up. */
function refusalOf(error: unknown): RefusalError {
  if (error instanceof RefusalError) return error
  if (isAway(error)) return new RefusalError('away', { seconds: 5 })
  throw error
}

function accept(deps: WebDeps, asked: Asked, { inbound, post }: Understood): WebhookResult {
  return {
    inbound: [inbound],
    async respond(outcomes: Outcome[]): Promise<WebhookAnswer> {
      const { text, ...heard }: Outcome = outcomes[0] ?? { status: 'kept' }
      const { status } = heard
      // Shown only now that it is recorded. Should we die before this line, the page has no answer and sends it
      // again with the same id: the house ignores it and it is shown then.
      try {
        if (post && status !== 'refused')
          await putPost(deps.db, text === undefined ? post : { ...post, text })
      } catch (error) {
        return refuse(deps, asked, refusalOf(error)).respond([])
      }
      return {
        status: status === 'kept' ? 202 : 200,
        headers: json,
        body: JSON.stringify(heard satisfies Heard),
      }
    },
  }
}

function refuse(deps: WebDeps, asked: Asked, error: RefusalError): WebhookResult {
  const refusal: Refusal = refusalFor(deps, asked, error)
  const retry = error.retryAfterSeconds
  const headers = retry === undefined ? json : { ...json, 'retry-after': String(retry) }
  return {
    inbound: [],
    respond: () => ({
      status: error.status,
      headers: { ...headers, 'content-language': localeFor(asked) },
      body: JSON.stringify(refusal),
    }),
  }
}
