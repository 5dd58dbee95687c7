import { Prisma } from '../../../generated/client.ts'
import { PlatformError } from '../../../lib/errors.ts'
import type { Card } from '../../card.ts'
import type { OutboundMessage, SentMessage } from '../../platform.ts'
import { forgetCard, noteCard, noteShown } from '../standing.ts'
import { templateCard, type Writing } from '../write/card.ts'
import { pieces } from '../write/cut.ts'
import { harmless } from '../write/harmless.ts'
import { lineOf, lookOf, offersAsBefore } from '../write/note.ts'
import { wholeOf } from '../write/whole.ts'
import { type AppDeps, sendTemplate, sendText, updateTemplate } from './message.ts'

export interface AppStage extends AppDeps {
  writing: Writing
}

/** Shows a message or card to one member. Throws PlatformError. */
export async function showToMember(
  stage: AppStage,
  account: string,
  message: OutboundMessage,
): Promise<SentMessage> {
  const { card, replaces } = message
  if (!card) {
    await say(stage, account, harmless(message.text))
    return { externalId: `m-${message.id}` }
  }
  if (replaces && (await changeShown(stage, account, card))) return { externalId: replaces }
  return await showCard(stage, account, { card, deliveryId: message.id })
}

/** Texts know no markdown: its marks are taken out. */
export async function say(stage: AppStage, account: string, text: string): Promise<void> {
  const plain = text.replaceAll('**', '').replaceAll(/^> /gm, '')
  for (const piece of pieces(plain, stage.writing.room.markdownBytes)) await sendText(stage, account, piece)
}

async function showCard(
  stage: AppStage,
  account: string,
  { card, deliveryId }: { card: Card; deliveryId: string },
): Promise<SentMessage> {
  const whole = wholeOf(stage.writing, card)
  if (whole !== undefined) await say(stage, account, whole)
  // The same for the same delivery: sent again it is the same message, which WeCom then shows once.
  const taskId = `a-${deliveryId}`
  await noteCard(stage.deps, card, { taskId, deliveryId, address: account })
  try {
    const responseCode = await sendTemplate(stage, account, templateCard(stage.writing, card, { taskId }))
    if (responseCode) await keepCode(stage, taskId, responseCode)
  } catch (error) {
    if (!(error instanceof PlatformError && error.reason === 'uncertain'))
      await forgetCard(stage.deps, taskId)
    throw error
  }
  return { externalId: taskId }
}

/** The code a card can be changed with next. */
export async function keepCode({ deps }: AppDeps, taskId: string, responseCode: string): Promise<void> {
  await deps.db.wecomCard.updateMany({ where: { taskId }, data: { responseCode } })
}

/** The code, for one taker: it works once. */
export async function takeCode({ deps }: AppDeps, taskId: string): Promise<string | undefined> {
  const row = await deps.db.wecomCard.findUnique({ where: { taskId } })
  if (!row?.responseCode) return undefined
  const { count } = await deps.db.wecomCard.updateMany({
    where: { taskId, responseCode: row.responseCode },
    data: { responseCode: null },
  })
  return count === 1 ? row.responseCode : undefined
}

/** In place where there is a code for it; not at all where nothing that matters is new. False: it goes anew. */
async function changeShown(stage: AppStage, account: string, card: Card): Promise<boolean> {
  const { deps, writing } = stage
  const last = await deps.db.wecomCard.findFirst({
    where: { address: account, cardKey: card.key, press: { equals: Prisma.DbNull } },
    orderBy: { seq: 'desc' },
  })
  if (!last) return false
  const fresh = last.look !== lookOf(card)
  const offersMore = card.actions.length > 0 && !offersAsBefore(last.look, card)
  const larger = offersMore && wholeOf(writing, card, card.draft === undefined) !== undefined
  if (larger) return false
  const responseCode = await takeCode(stage, last.taskId)
  const template = templateCard(writing, card, { taskId: last.taskId })
  const placed =
    responseCode !== undefined && (await updateTemplate(stage, { account, responseCode }, template))
  if (!placed && offersMore) return false
  if (!placed && fresh) await say(stage, account, lineOf(card))
  await noteShown(deps, last.taskId, card)
  return true
}
