import type { WecomKfSent } from '../../../generated/client.ts'
import { PlatformError } from '../../../lib/errors.ts'
import type { Address, OutboundMessage, SentMessage } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'
import { asPlatformError, WecomError } from '../fault.ts'
import { msgidOf } from './msgid.ts'
import { type Part, partsOf } from './parts.ts'
import { type Place, placeOf } from './place.ts'
import { handOver, keepOurs, learnState } from './state.ts'
import { uploadAttachment, uploadText } from './upload.ts'
import { leftOf, mostMessages, tellFew } from './window.ts'

/**
 * Sends a delivery to a customer as one message or several. Each has a msgid of its own by which WeCom knows it again,
 * so that sending it once more after a doubt is safe. Throws PlatformError.
 */
export async function sendToCustomer(
  deps: OpenDeps,
  { id: conversation }: Address,
  message: OutboundMessage,
): Promise<SentMessage> {
  const place = placeOf(conversation)
  if (!place) {
    const say = deps.translate(deps.site.company.locale, 'wecom.fault.noDoor', { address: conversation })
    throw new PlatformError('refused', say)
  }
  const answer = { externalId: message.replaces ?? msgidOf(message.id, 0, 1) }
  if (message.handOver !== undefined) {
    await handOver(deps, place, message.handOver).catch((error: unknown) => {
      throw asPlatformError(error)
    })
    return answer
  }
  const { sent, parts } = await begin(deps, conversation, message)
  if (sent.open.length === 0) return answer
  try {
    await keepOurs(deps, place)
    for (const nth of sent.open) {
      const part = parts[nth]
      if (part) await sendPart(deps, { place, conversation, sent, nth }, part)
    }
  } catch (error) {
    await learnState(deps, conversation, error)
    await learnCount(deps, conversation, error)
    throw asPlatformError(error)
  }
  await deps.db.wecomKfSent.update({ where: { deliveryId: message.id }, data: { sentAt: deps.now() } })
  await tellFew(deps, conversation)
  return answer
}

/** The delivery that went out whole; what did not may be sent again under the same msgids. */
export async function findSent({ db }: OpenDeps, deliveryId: string): Promise<SentMessage | undefined> {
  const sent = await db.wecomKfSent.findUnique({ where: { deliveryId } })
  return sent?.sentAt ? { externalId: msgidOf(deliveryId, 0, 1) } : undefined
}

/** What is to be sent, the same each time. Throws PlatformError `refused` where WeCom would take only some of it. */
async function begin(
  deps: OpenDeps,
  conversation: string,
  message: OutboundMessage,
): Promise<{ sent: WecomKfSent; parts: Part[] }> {
  const { db, translate, site, now } = deps
  const words = { rating: translate(site.company.locale, 'wecom.kf.rating') }
  const known = await db.wecomKfSent.findUnique({ where: { deliveryId: message.id } })
  if (known) return { sent: known, parts: partsOf(message, known.whole, words) }
  const chat = await db.wecomKfChat.findUnique({ where: { conversation } })
  const left = leftOf(chat)
  const usual = message.replaces !== undefined && left < spare ? [] : partsOf(message, false, words)
  // With none left the customer may have written this moment: WeCom knows.
  const most = Math.max(1, left)
  const whole = usual.length > most
  const parts = whole ? partsOf(message, true, words) : usual
  if (parts.length > most) {
    const values = { wanted: parts.length, left }
    throw new PlatformError('refused', translate(site.company.locale, 'wecom.kf.tooMany', values))
  }
  const data = { deliveryId: message.id, conversation, open: [...parts.keys()], whole, createdAt: now() }
  return { sent: await db.wecomKfSent.create({ data }), parts }
}

/** What a card says anew does not take the last messages from an agent. */
const spare = 3

interface Sending {
  place: Place
  conversation: string
  sent: WecomKfSent
  nth: number
}

async function sendPart(
  deps: OpenDeps,
  { place, conversation, sent, nth }: Sending,
  part: Part,
): Promise<void> {
  const { db, api } = deps
  const body = {
    touser: place.customer,
    open_kfid: place.openKfid,
    msgid: msgidOf(sent.deliveryId, nth, sent.edition),
    ...(await bodyOf(deps, part)),
  }
  await api.post('kf/send_msg', body).catch((error: unknown) => {
    // An earlier attempt arrived, and its answer was lost.
    if (!(error instanceof WecomError && error.fault === 'repeated')) throw error
  })
  // Two that send the same part count it once.
  await db.$executeRaw`
    WITH done AS (
      UPDATE "WecomKfSent" SET open = array_remove(open, ${nth}::int)
      WHERE "deliveryId" = ${sent.deliveryId}::uuid AND ${nth}::int = ANY(open) RETURNING 1)
    INSERT INTO "WecomKfChat" (conversation, sent) SELECT ${conversation}, 1 FROM done
    ON CONFLICT (conversation) DO UPDATE SET sent = "WecomKfChat".sent + 1`
}

async function bodyOf(deps: OpenDeps, part: Part): Promise<object> {
  if (part.kind === 'text') return { msgtype: 'text', text: { content: part.text } }
  if (part.kind === 'whole') return await uploadText(deps, part.text)
  if (part.kind === 'attachment') return await uploadAttachment(deps, part.attachment)
  const list = part.clicks.map((click) => ({ type: 'click', click }))
  return { msgtype: 'msgmenu', msgmenu: { head_content: part.head, list } }
}

const countReached = 95001

async function learnCount({ db }: OpenDeps, conversation: string, error: unknown): Promise<void> {
  if (!(error instanceof WecomError) || error.errcode !== countReached) return
  await db.wecomKfChat.updateMany({ where: { conversation }, data: { sent: mostMessages } })
}
