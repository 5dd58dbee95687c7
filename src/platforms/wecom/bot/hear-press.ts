import type { Card, CardAction } from '../../card.ts'
import type { InboundAction, InboundAttachment, Pulled } from '../../platform.ts'
import { pageLink } from '../pages.ts'
import { wordFor } from '../typed.ts'
import { templateCard } from '../write/card.ts'
import { readKey } from '../write/key.ts'
import { confirmCard, formCard } from '../write/question.ts'
import { addressOf } from './address.ts'
import { answerAct, plainCard, showAgain } from './answer.ts'
import type { Heard } from './decode.ts'
import { answerPress, type Stage, sendMarkdown } from './show.ts'
import type { Slot } from './slots.ts'

type Press = Extract<Heard, { kind: 'press' }>
type Read = NonNullable<ReturnType<typeof readKey>>
type Row = NonNullable<Awaited<ReturnType<Stage['deps']['db']['wecomCard']['findUnique']>>>

/**
 * A press of a template card: an act for the house, or a question that is asked on the card itself first. Every press is
 * answered in place within five seconds.
 */
export async function hearPress(stage: Stage, press: Press): Promise<Pulled | undefined> {
  const { deps, writing } = stage
  const row = await deps.db.wecomCard.findUnique({ where: { taskId: press.taskId } })
  const read = readKey(press.key)
  if (!row || !read) {
    const text = writing.translate(writing.locale, 'wecom.card.gone')
    await answerPress(stage, press, plainCard(writing, press.taskId, text))
    return undefined
  }
  const slot = { taskId: row.taskId, reqId: press.reqId, address: row.address, cardKey: row.cardKey }
  if (read.asked === 'do') return await act(stage, press, { slot, inbound: actionOf(press, row, read) })
  if (read.asked === 'again') return await act(stage, press, { slot, inbound: repeated(press, row, read.id) })
  await ask(stage, slot, { ...read, press })
  return undefined
}

const actionOf = (press: Press, row: Row, { id, values }: Omit<Read, 'asked'>): InboundAction => ({
  kind: 'action',
  platform: 'wecom',
  externalId: press.msgId,
  by: press.by,
  card: { key: row.cardKey, revision: row.revision },
  action: id,
  values: { ...press.selected, ...values },
})

/** A refused press as it is kept on the card that asks whether it is meant nevertheless. */
interface Kept {
  action: string
  values: Record<string, string>
  revision: number
  attachments?: InboundAttachment[]
}

/** What was refused, with what was typed and added then. */
function repeated(press: Press, row: Row, way: string): InboundAction {
  const kept = row.press as Kept | null
  const again = actionOf(press, row, { id: kept?.action ?? '', values: {} })
  const card = { key: row.cardKey, revision: kept?.revision ?? row.revision }
  const files = kept?.attachments?.length ? { attachments: kept.attachments } : {}
  return { ...again, card, values: { ...kept?.values, despite: way }, ...files }
}

async function act(
  stage: Stage,
  press: Press,
  { slot, inbound }: { slot: Slot; inbound: InboundAction },
): Promise<Pulled> {
  const { deps, writing, slots, pace } = stage
  const card = await deps.host.card(slot.address, slot.cardKey)
  slots.open(slot)
  /** The card keeps its buttons: they may be needed again. */
  const saysOnly = async (key: string): Promise<void> => {
    const left = slots.claim(slot.reqId)
    if (!left) return
    left.isLate = true
    const { taskId } = left
    const notice = writing.translate(writing.locale, `wecom.card.${key}`)
    const template = card
      ? templateCard(writing, card, { taskId, notice })
      : plainCard(writing, taskId, notice)
    await answerPress(stage, left, template)
  }
  // Too late for a better answer: what comes of it comes below.
  void deps.pause(pace.pressMs).then(() => saysOnly('later'))
  return {
    inbound,
    answer: (outcome) => answerAct(stage, slot, { inbound, by: press.by, outcome }),
    failed: () => void saysOnly('notKept'),
  }
}

/** What has to be asked before the act, on the card itself. */
async function ask(
  stage: Stage,
  slot: Slot,
  { asked, id, press }: Pick<Read, 'asked' | 'id'> & { press: Press },
): Promise<void> {
  const { deps, writing } = stage
  const card = await deps.host.card(slot.address, slot.cardKey)
  const action = card?.actions.find((one) => one.id === id)
  if (asked === 'back' || !card || !action) return void (await showAgain(stage, slot))
  const about = { action, taskId: slot.taskId, selected: press.selected }
  const question = asked === 'ask' ? confirmCard(writing, card, about) : formCard(writing, card, about)
  if (question) return void (await answerPress(stage, slot, question))
  const word = wordFor(id, writing.locale)
  const values = { word: word ?? '', number: card.ticket ?? '', label: action.label }
  const notice = writing.translate(writing.locale, `wecom.bot.${word ? 'type' : 'typeElsewhere'}`, values)
  await answerPress(stage, slot, templateCard(writing, card, { taskId: slot.taskId, notice }))
  await sendPage(stage, { by: press.by, to: slot.address, card, action })
}

/** The page for the act, to the presser alone: whoever has its address acts as they. */
async function sendPage(
  stage: Stage,
  { by, to, card, action }: { by: string; to: string; card: Card; action: CardAction },
): Promise<void> {
  const { deps, writing } = stage
  const alone = !to.startsWith('bot:')
  if (!alone && !(await deps.db.wecomBotChat.findUnique({ where: { id: by } }))) return
  if (!(await deps.host.isStaff(by))) return
  const url = pageLink(deps, { by, to, card, action: action.id })
  const values = { label: action.label, number: card.ticket ?? '', url }
  await sendMarkdown(stage, by, writing.translate(writing.locale, 'wecom.bot.page', values))
}

/** Where somebody acted, by what they pressed or wrote. */
export const actorOf = ({ by, chat }: Pick<Press, 'by' | 'chat'>) => ({ by, address: addressOf(chat) })
