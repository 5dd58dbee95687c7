import { Prisma } from '../../../generated/client.ts'
import { PlatformError } from '../../../lib/errors.ts'
import type { Card } from '../../card.ts'
import type { OutboundMessage } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'
import { forgetCard, noteCard, noteShown } from '../standing.ts'
import { templateCard, type Writing } from '../write/card.ts'
import { pieces } from '../write/cut.ts'
import { harmless } from '../write/harmless.ts'
import { lineOf, lookOf, offersAsBefore } from '../write/note.ts'
import type { TemplateCard } from '../write/template.ts'
import { wholeOf } from '../write/whole.ts'
import { chatOf } from './address.ts'
import type { BotPace } from './pace.ts'
import { notePart, type Push } from './push-queue.ts'
import type { Quota } from './quota.ts'
import type { Slot, Slots } from './slots.ts'
import type { BotSocket } from './socket.ts'

/** The connection and what is known of it. */
export interface Stage {
  deps: OpenDeps
  writing: Writing
  socket: BotSocket
  slots: Slots
  quota: Quota
  pace: BotPace
}

/** Shows a message or card in its chat; the id it has from now on. Throws PlatformError. */
export async function show(stage: Stage, push: Push): Promise<string> {
  const { card } = push.message
  if (!card) return await sendTexts(stage, push, textOf(push.message))
  const changed = push.message.replaces && (await change(stage, push, card))
  return changed || (await sendCard(stage, push, card))
}

const textOf = ({ text, attachments = [] }: OutboundMessage): string =>
  [harmless(text), ...attachments.map(({ name }) => `📎 ${harmless(name)}`)].join('\n')

async function sendTexts(stage: Stage, push: Push, text: string): Promise<string> {
  let sent = 0
  for (const piece of pieces(text, stage.writing.room.markdownBytes)) {
    sent += 1
    if (sent <= push.parts) continue
    await sendMarkdown(stage, push.address, piece)
    await notePart(stage.deps, push.id, sent)
  }
  return `m-${push.id}`
}

/** The whole as markdown where the card is too small for it, then the card. */
async function sendCard(stage: Stage, push: Push, card: Card): Promise<string> {
  const again = push.message.replaces !== undefined && card.draft === undefined
  const whole = wholeOf(stage.writing, card, again)
  if (whole !== undefined) await sendTexts(stage, push, whole)
  const taskId = `k-${push.id}-${stage.deps
    .randomToken()
    .replaceAll(/[^\w-]/g, '')
    .slice(0, 12)}`
  await noteCard(stage.deps, card, { taskId, deliveryId: push.id, address: push.address })
  try {
    await sendTemplate(stage, push.address, templateCard(stage.writing, card, { taskId }))
  } catch (error) {
    // One that may have arrived stays known: its buttons work.
    if (!(error instanceof PlatformError && error.reason === 'uncertain'))
      await forgetCard(stage.deps, taskId)
    throw error
  }
  return taskId
}

/**
 * A card that is shown already: in place while a press of it waits for its answer; not at all where nothing on it that
 * matters is new; as a line where nothing is left to do, or nothing else than before. `undefined`: it has to be sent anew, below.
 */
async function change(stage: Stage, push: Push, card: Card): Promise<string | undefined> {
  const { deps, slots } = stage
  const last = await deps.db.wecomCard.findFirst({
    where: { address: push.address, cardKey: card.key, press: { equals: Prisma.DbNull } },
    orderBy: { seq: 'desc' },
  })
  if (!last) return undefined
  const offersMore = card.actions.length > 0 && !offersAsBefore(last.look, card)
  const slot = slots.take(push.address, card.key)
  if (slot && (await changeInPlace(stage, slot, { card, offersMore }))) return push.message.replaces
  if (offersMore) return undefined
  if (last.look !== lookOf(card)) await sendMarkdown(stage, push.address, lineOf(card))
  await noteShown(deps, last.taskId, card)
  return push.message.replaces
}

/**
 * True where the pressed card now says it all. New words that it has no room for go below it: then it sends the reader
 * there.
 */
async function changeInPlace(
  stage: Stage,
  slot: Slot,
  { card, offersMore }: { card: Card; offersMore: boolean },
): Promise<boolean> {
  const { translate, locale } = stage.writing
  const below = offersMore && wholeOf(stage.writing, card, card.draft === undefined) !== undefined
  const notice = translate(locale, 'wecom.card.below')
  const { draft: _, ...rest } = card
  const shown = below ? { ...rest, actions: [], why: [], choices: [] } : card
  const template = templateCard(stage.writing, shown, { taskId: slot.taskId, ...(below ? { notice } : {}) })
  if (!(await answerPress(stage, slot, template)) || below) return false
  await noteShown(stage.deps, slot.taskId, card)
  return true
}

/** Changes a pressed card; false where WeCom did not take it: it is too late. */
export async function answerPress(
  { socket, deps }: Pick<Stage, 'socket' | 'deps'>,
  { reqId }: Pick<Slot, 'reqId'>,
  template: TemplateCard,
): Promise<boolean> {
  const body = { response_type: 'update_template_card', template_card: template }
  try {
    await socket.request('aibot_respond_update_msg', body, reqId)
    return true
  } catch (error) {
    deps.log.warn({ platform: 'wecom', error: String(error) }, 'A pressed card could not be changed')
    return false
  }
}

/** Answers words by their req_id, which WeCom takes for 24 hours. Throws PlatformError. */
export async function answerFrame(
  { socket, deps }: Pick<Stage, 'socket' | 'deps'>,
  reqId: string,
  content: string,
): Promise<void> {
  const id = deps
    .randomToken()
    .replaceAll(/[^\w-]/g, '')
    .slice(0, 32)
  await socket.request(
    'aibot_respond_msg',
    { msgtype: 'stream', stream: { id, finish: true, content } },
    reqId,
  )
}

/** Sends markdown of its own to a chat, in as many messages as it takes. */
export async function sendMarkdown(stage: Stage, address: string, text: string): Promise<void> {
  for (const content of pieces(text, stage.writing.room.markdownBytes))
    await sendOwn(stage, address, { msgtype: 'markdown', markdown: { content } })
}

/** Sends a template card of its own to a chat. */
export async function sendTemplate(stage: Stage, address: string, template: TemplateCard): Promise<void> {
  await sendOwn(stage, address, { msgtype: 'template_card', template_card: template })
}

async function sendOwn(stage: Stage, address: string, message: object): Promise<void> {
  const { deps, writing, socket, quota } = stage
  const chat = chatOf(address)
  quota.use(chat.chatid, deps.now())
  try {
    await socket.request('aibot_send_msg', { ...chat, ...message })
  } catch (error) {
    if (!(error instanceof PlatformError) || error.reason === 'uncertain') throw error
    if (await deps.db.wecomBotChat.findUnique({ where: { id: chat.chatid } })) throw error
    // Only where somebody wrote to it may the bot write of itself: said in words, and tried again.
    const text = writing.translate(writing.locale, `wecom.bot.silent.${chat.chat_type}`, {
      chat: chat.chatid,
    })
    throw new PlatformError('unreachable', `${text} (${error.message})`, {
      retryAfterMs: 60_000,
      cause: error,
    })
  }
}
