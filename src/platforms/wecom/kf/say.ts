import { messageOf } from '../../../lib/errors.ts'
import type { Outcome } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'
import { msgidFor } from './msgid.ts'
import { placeOf } from './place.ts'

/** Tells a customer why their click did nothing; what it did, the changed card says. */
export async function sayRefusal(
  { api, db, log }: OpenDeps,
  { conversation, msgid }: { conversation: string; msgid: string },
  { status, notice }: Outcome,
): Promise<void> {
  const place = placeOf(conversation)
  if (status !== 'refused' || !notice || !place) return
  await api
    .post('kf/send_msg', {
      touser: place.customer,
      open_kfid: place.openKfid,
      msgid: msgidFor(msgid),
      msgtype: 'text',
      text: { content: notice },
    })
    .then(() => db.wecomKfChat.updateMany({ where: { conversation }, data: { sent: { increment: 1 } } }))
    .catch((error: unknown) => log.warn({ error: messageOf(error) }, 'wecom: a click was not answered'))
}
