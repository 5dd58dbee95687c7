import { randomUUID } from 'node:crypto'
import { BadInputError } from '../../../lib/errors.ts'
import type { WebhookRequest, WebhookResult } from '../../platform.ts'
import { readCallback } from '../callback.ts'
import type { CallbackKeys, OpenDeps } from '../deps.ts'
import type { WecomDoor } from '../door.ts'
import { textOf } from '../xml.ts'
import { openFile } from './file.ts'
import { placeOf } from './place.ts'
import { createReader, type KfPace, usualKfPace } from './reader.ts'
import { findSent, sendToCustomer } from './send.ts'

/** 微信客服: the customers' door. A callback only says that there is something; what it is, is read. */
export function createKfDoor(deps: OpenDeps, keys: CallbackKeys, pace: KfPace = usualKfPace): WecomDoor {
  const reader = createReader(deps, randomUUID(), pace)
  return {
    paths: ['kf'],
    takes: (address) => placeOf(address) !== undefined,
    send: (to, message) => sendToCustomer(deps, to, message),
    find: (_to, id) => findSent(deps, id),
    async webhook(request) {
      const result = await takeCallback(deps, keys, request)
      reader.nudge()
      return result
    },
    listen: reader.listen,
    openFile: (ref) => openFile(deps, ref),
  }
}

/** https://developer.work.weixin.qq.com/document/path/94699 */
async function takeCallback(
  deps: OpenDeps,
  keys: CallbackKeys,
  request: WebhookRequest,
): Promise<WebhookResult> {
  const callback = readCallback(deps, keys, request)
  if (callback.kind === 'echo') return answer(callback.text)
  const openKfid = textOf(callback.xml, 'OpenKfId')
  if (textOf(callback.xml, 'Event') !== 'kf_msg_or_event') return answer('')
  if (!/^[\w-]{1,64}$/.test(openKfid)) throw new BadInputError('the callback names no account')
  await noteCallback(deps, openKfid, textOf(callback.xml, 'Token').slice(0, 512))
  return answer('')
}

/** Kept before it is answered: whichever process reads sees it. */
async function noteCallback({ db, now }: OpenDeps, openKfid: string, token: string): Promise<void> {
  const told = { token: token === '' ? null : token, tokenAt: now() }
  await db.wecomKfAccount.upsert({
    where: { openKfid },
    create: { openKfid, ...told, told: 1 },
    update: { ...told, told: { increment: 1 } },
  })
}

const answer = (body: string): WebhookResult => ({
  inbound: [],
  respond: () => ({ status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }),
})
