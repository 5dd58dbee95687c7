import { messageOf } from '../../../lib/errors.ts'
import type { Outcome, WebhookResult } from '../../platform.ts'
import { readCallback } from '../callback.ts'
import type { CallbackKeys, OpenDeps } from '../deps.ts'
import type { WecomDoor } from '../door.ts'
import { WecomError } from '../fault.ts'
import { appRoom } from '../write/room.ts'
import { writingFor } from '../writing.ts'
import { decodeApp } from './decode.ts'
import { hearApp } from './hear.ts'
import { type AppStage, showToMember } from './show.ts'

/** The self-built app: one member at a time. */
export function createAppDoor(
  deps: OpenDeps,
  { agentId, callback }: { agentId: number; callback?: CallbackKeys | undefined },
): WecomDoor {
  // WeCom's longest: a delivery may be sent again where nobody knows.
  const stage: AppStage = { deps, agentId, onceSeconds: 14_400, writing: writingFor(deps, appRoom) }
  // What is answered may be the same an hour later; a callback that comes twice comes twice within seconds.
  const answering: AppStage = { ...stage, onceSeconds: 20 }
  return {
    paths: callback ? ['app'] : [],
    takes: (address) => !address.includes(':'),
    send: (to, message) => showToMember(stage, to.id, message),
    // WeCom counts the same message within four hours once: what may have arrived is simply sent again.
    find: async () => undefined,
    findAccount: (member) => findAccount(deps, member),
    ...(callback
      ? { webhook: async (request) => await answerCallback(answering, readCallback(deps, callback, request)) }
      : {}),
  }
}

async function answerCallback(
  stage: AppStage,
  callback: ReturnType<typeof readCallback>,
): Promise<WebhookResult> {
  const empty = { inbound: [], respond: () => ({ status: 200, body: '' }) }
  if (callback.kind === 'echo') return { inbound: [], respond: () => ({ status: 200, body: callback.text }) }
  const heard = decodeApp(callback.xml)
  if (!heard) return empty
  const turn = await hearApp(stage, heard)
  return {
    inbound: turn.inbound,
    respond([outcome]: Outcome[]) {
      // WeCom waits for five seconds: what the member is shown goes its own way.
      if (outcome)
        turn
          .answer(outcome)
          .catch((error: unknown) =>
            stage.deps.log.warn({ platform: 'wecom', error: messageOf(error) }, 'not answered'),
          )
      return { status: 200, body: '' }
    },
  }
}

/**
 * By the address the company gave (email_type 1). The other kind (2) is a member's own, which they may be let write into
 * their profile themselves: whoever wrote a supervisor's there would be taken for them.
 * https://developer.work.weixin.qq.com/document/path/95895
 */
async function findAccount(
  { api, log }: OpenDeps,
  { email }: { email?: string },
): Promise<string | undefined> {
  if (!email) return undefined
  try {
    const { userid } = await api.post('user/get_userid_by_email', { email, email_type: 1 })
    return typeof userid === 'string' && userid !== '' ? userid : undefined
  } catch (error) {
    if (!(error instanceof WecomError)) throw error
    // Nobody has this address, or not where the app may look.
    if (error.fault !== 'refused')
      log.warn({ platform: 'wecom', error: error.message }, 'An account could not be looked for')
    return undefined
  }
}
