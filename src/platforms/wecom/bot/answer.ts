import type { Card } from '../../card.ts'
import type { InboundAction, Outcome } from '../../platform.ts'
import { noteCard, noteShown } from '../standing.ts'
import { frameOf, templateCard, type Writing } from '../write/card.ts'
import { cut } from '../write/cut.ts'
import { harmless } from '../write/harmless.ts'
import { keyOf } from '../write/key.ts'
import { outcomeText } from '../write/note.ts'
import type { TemplateCard } from '../write/template.ts'
import { answerPress, type Stage, sendMarkdown, sendTemplate } from './show.ts'
import type { Slot } from './slots.ts'

/** Who acted, and where. */
export interface Actor {
  by: string
  address: string
}

/** The pressed card as it is now, with a sentence for the presser; says only that it is gone where it is. */
export async function showAgain(stage: Stage, slot: Slot, notice?: string): Promise<boolean> {
  const { deps, writing } = stage
  const card = await deps.host.card(slot.address, slot.cardKey)
  const said = notice ? { notice } : {}
  const template = card
    ? templateCard(writing, card, { taskId: slot.taskId, ...said })
    : plainCard(writing, slot.taskId, notice ?? writing.translate(writing.locale, 'wecom.card.gone'))
  if (!(await answerPress(stage, slot, template))) return false
  if (card) await noteShown(deps, slot.taskId, card)
  return true
}

/** A card that only says something. */
export const plainCard = (writing: Writing, taskId: string, text: string): TemplateCard =>
  templateCard(
    writing,
    {
      key: '',
      revision: 0,
      kind: 'list',
      audience: 'internal',
      title: text,
      facts: [],
      why: text.length > writing.room.title ? [text] : [],
      choices: [],
      actions: [],
      foot: [],
    },
    { taskId },
  )

/**
 * What became of a press, shown to the presser: on the card they pressed. Once an act is done its new card takes that
 * place, if it comes in time.
 */
export async function answerAct(
  stage: Stage,
  slot: Slot,
  { inbound, by, outcome }: { inbound: InboundAction; by: string; outcome: Outcome },
): Promise<void> {
  const actor = { by, address: slot.address }
  if (outcome.shown?.length) return await showInPrivate(stage, slot, { actor, outcome })
  if (outcome.status === 'done') {
    for (
      let waited = 0;
      waited < stage.pace.cardMs && stage.slots.has(slot.reqId);
      waited += stage.pace.askMs
    )
      await stage.deps.pause(stage.pace.askMs)
    const left = stage.slots.claim(slot.reqId)
    if (left) await showAgain(stage, left, outcome.notice)
    else if (slot.isLate) await tell(stage, actor, outcomeText(outcome))
    return
  }
  const left = stage.slots.claim(slot.reqId)
  const placed = left !== undefined && (await showAgain(stage, left, outcome.notice))
  const found = (outcome.findings ?? []).length > 0
  if (!placed || found) await tell(stage, actor, outcomeText(outcome, inbound.values.text))
  if (found && outcome.ways?.length) await offerDespite(stage, actor, { inbound, outcome })
}

/** Tells somebody something where they acted: in a group by their name. */
export async function tell(stage: Stage, { by, address }: Actor, text: string): Promise<void> {
  if (text === '') return
  await sendMarkdown(
    stage,
    address,
    address.startsWith('bot:') ? `<@${by.replaceAll(/[<>\s]/g, '')}> ${text}` : text,
  )
}

/** A refused press once more, despite what was found: as a card of its own. */
export async function offerDespite(
  stage: Stage,
  { address }: Actor,
  { inbound, outcome }: { inbound: InboundAction; outcome: Outcome },
): Promise<void> {
  const { deps, writing } = stage
  const card = await deps.host.card(address, inbound.card.key)
  if (!card) return
  const taskId = `d-${deps
    .randomToken()
    .replaceAll(/[^\w-]/g, '')
    .slice(0, 40)}`
  const { action, values, attachments = [] } = inbound
  const press = { action, values, attachments, revision: inbound.card.revision }
  const shown: Card = { ...card, actions: [], choices: [], why: outcome.notice ? [outcome.notice] : [] }
  await noteCard(deps, shown, { taskId, deliveryId: noDelivery, address, press })
  const { translate, locale } = writing
  await sendTemplate(stage, address, {
    ...frameOf(writing, { ...shown, title: translate(locale, 'wecom.card.despite') }, taskId),
    sub_title_text: cut(`${card.title}\n${outcome.notice ?? ''}`, writing.room.sub),
    button_list: (outcome.ways ?? []).map((way) => ({
      text: translate(locale, `wecom.card.${way}`),
      style: way === 'send' ? 2 : 1,
      key: keyOf('again', way),
    })),
  })
}

const noDelivery = '00000000-0000-0000-0000-000000000000'

/** What only the presser may see: to them alone, and nowhere where nobody else may read it. */
async function showInPrivate(
  stage: Stage,
  slot: Slot,
  { actor, outcome }: { actor: Actor; outcome: Outcome },
): Promise<void> {
  const { deps, writing } = stage
  const say = (key: string): string => writing.translate(writing.locale, `wecom.bot.${key}`)
  const text = outcomeText(outcome)
  const alone = !actor.address.startsWith('bot:')
  const known = alone || (await deps.db.wecomBotChat.findUnique({ where: { id: actor.by } })) !== null
  const left = stage.slots.claim(slot.reqId)
  if (left)
    await showAgain(
      stage,
      left,
      known && !alone ? say('toldInPrivate') : known ? undefined : say('noPrivate'),
    )
  if (known) await sendMarkdown(stage, actor.by, text)
  else if (!left) await tell(stage, actor, harmless(say('noPrivate')))
}
