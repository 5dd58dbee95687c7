import type { Inbound, InboundAction, Outcome } from '../../platform.ts'
import { pageLink } from '../pages.ts'
import { mayMeanAnother, standingCards } from '../standing.ts'
import { offered, parseTyped, valuesFrom, wordFor } from '../typed.ts'
import { templateCard } from '../write/card.ts'
import { readKey } from '../write/key.ts'
import { outcomeText } from '../write/note.ts'
import { confirmCard, formCard } from '../write/question.ts'
import type { TemplateCard } from '../write/template.ts'
import type { AppHeard } from './decode.ts'
import { updateTemplate } from './message.ts'
import { type AppStage, keepCode, say, takeCode } from './show.ts'

/** What goes to the house, and what is done with its answer; nothing where it was answered here. */
export interface AppTurn {
  inbound: Inbound[]
  answer: (outcome: Outcome) => Promise<void>
}

const nothing: AppTurn = { inbound: [], answer: async () => undefined }

/** What a member did with the app. */
export async function hearApp(stage: AppStage, heard: AppHeard): Promise<AppTurn> {
  return heard.kind === 'press' ? await onPress(stage, heard) : await onWords(stage, heard)
}

type Press = Extract<AppHeard, { kind: 'press' }>

async function onPress(stage: AppStage, press: Press): Promise<AppTurn> {
  const { deps, writing } = stage
  const row = await deps.db.wecomCard.findUnique({ where: { taskId: press.taskId } })
  const read = readKey(press.key)
  // Somebody else's card, or one of long ago.
  if (!row || !read || row.address !== press.by) {
    await say(stage, press.by, writing.translate(writing.locale, 'wecom.card.gone'))
    return nothing
  }
  await keepCode(stage, press.taskId, press.responseCode)
  if (read.asked !== 'do') {
    await ask(stage, press, { cardKey: row.cardKey, ...read })
    return nothing
  }
  const inbound: InboundAction = {
    kind: 'action',
    platform: 'wecom',
    externalId: press.id,
    by: press.by,
    card: { key: row.cardKey, revision: row.revision },
    action: read.id,
    values: { ...press.selected, ...read.values },
  }
  return {
    inbound: [inbound],
    answer: (outcome) => answerPress(stage, press, { cardKey: row.cardKey, outcome }),
  }
}

/** How long the new card is waited for once an act is done. */
const cardMs = 2_000

async function answerPress(
  stage: AppStage,
  press: Press,
  { cardKey, outcome }: { cardKey: string; outcome: Outcome },
): Promise<void> {
  if (outcome.shown?.length || outcome.findings?.length) await say(stage, press.by, outcomeText(outcome))
  if (outcome.status === 'done') await stage.deps.pause(cardMs)
  await placeCurrent(stage, press, { cardKey, notice: outcome.notice })
}

/** The card as it is now, on the pressed one, unless it changed already. */
async function placeCurrent(
  stage: AppStage,
  { by, taskId }: Press,
  { cardKey, notice }: { cardKey: string; notice: string | undefined },
): Promise<void> {
  const card = await stage.deps.host.card(by, cardKey)
  if (card)
    await place(
      stage,
      { by, taskId },
      templateCard(stage.writing, card, { taskId, ...(notice ? { notice } : {}) }),
    )
  else if (notice) await say(stage, by, notice)
}

async function place(
  stage: AppStage,
  { by, taskId }: Pick<Press, 'by' | 'taskId'>,
  template: TemplateCard,
): Promise<void> {
  const responseCode = await takeCode(stage, taskId)
  if (responseCode) await updateTemplate(stage, { account: by, responseCode }, template)
}

/** What has to be asked before the act, on the card itself. */
async function ask(
  stage: AppStage,
  press: Press,
  { cardKey, asked, id }: { cardKey: string; asked: string; id: string },
): Promise<void> {
  const { deps, writing } = stage
  const card = await deps.host.card(press.by, cardKey)
  const action = card?.actions.find((one) => one.id === id)
  if (!card || !action || asked === 'back')
    return await placeCurrent(stage, press, { cardKey, notice: undefined })
  const about = { action, taskId: press.taskId, selected: press.selected }
  const question = asked === 'ask' ? confirmCard(writing, card, about) : formCard(writing, card, about)
  if (question) return await place(stage, press, question)
  const word = wordFor(id, writing.locale) ?? ''
  const values = { word, number: card.ticket ?? '', label: action.label }
  const notice = writing.translate(writing.locale, `wecom.app.${word ? 'type' : 'typeElsewhere'}`, values)
  await placeCurrent(stage, press, { cardKey, notice })
  if (!(await deps.host.isStaff(press.by))) return
  const url = pageLink(deps, { by: press.by, to: press.by, card, action: id })
  await say(stage, press.by, writing.translate(writing.locale, 'wecom.app.page', { ...values, url }))
}

/** An answer to one of the member's cards, or talk and commands. */
async function onWords(stage: AppStage, words: Extract<AppHeard, { kind: 'words' }>): Promise<AppTurn> {
  const { deps, writing } = stage
  const answer = async (outcome: Outcome): Promise<void> => {
    const told = outcomeText(outcome, words.text)
    if (outcome.status !== 'ignored')
      await say(stage, words.by, told === '' ? writing.translate(writing.locale, 'wecom.bot.noted') : told)
  }
  const from = { platform: 'wecom', externalId: words.id, by: words.by }
  const typed = parseTyped(words.text)
  if (typed?.kind !== 'act')
    return { inbound: [{ ...from, kind: 'talk', channel: words.by, text: words.text }], answer }
  const standing = await standingCards(deps, words.by, { actions: typed.actions, number: typed.number })
  const [only] = standing
  const action = only && offered(only.card, typed.actions)
  const read = action && valuesFrom(action, typed.text)
  const fresh =
    only && typed.number === undefined && (await mayMeanAnother(deps, words.by, only)) ? 'fresh' : undefined
  if (!only || standing.length > 1 || fresh || !action || !read || 'missing' in read) {
    const numbers = standing.flatMap(({ card }) => (card.ticket ? [card.ticket] : [])).join('、')
    const missing = read && 'missing' in read ? read.missing : undefined
    const key = standing.length > 1 ? 'which' : (fresh ?? (missing ? 'missing' : 'noCard'))
    const values = { numbers, label: missing?.label ?? '' }
    await say(stage, words.by, writing.translate(writing.locale, `wecom.bot.${key}`, values))
    return nothing
  }
  const card = { key: only.cardKey, revision: only.revision }
  return { inbound: [{ ...from, kind: 'action', card, action: action.id, values: read.values }], answer }
}
