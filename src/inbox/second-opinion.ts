import { type Asked, askOpinion, type LanguageModel } from '../language/opinion.ts'
import type { Question } from '../language/opinion-prompt.ts'
import { inTransaction, type Tx } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { isRefusal } from '../tickets/change.ts'
import { bot, isUnsure, opinionChange } from '../tickets/opinion.ts'
import { settle, type Work } from '../tickets/settle.ts'
import { readTicket, type TicketState } from '../tickets/state.ts'
import { recordHappenings } from '../tickets/ticket.ts'
import { takeLane } from './arrival.ts'
import { askedToday, findUnasked, messageMark, takeTurn, type Unasked } from './unasked.ts'

/** A language model, and how often a day it may be asked. */
export interface Llm extends LanguageModel {
  daily: number
}

interface Asking extends Unasked {
  messageId: number
  question: Question
}

/** One after the other, for a model on the next machine may answer but one at a time; whoever stops the desk waits for these. */
const mostAtOnce = 3

/**
 * Asks the language model about tickets whose category the rules are unsure of, once for each customer
 * message, and takes over what it is sure of. Nothing of it reaches a customer. Returns how many changed.
 */
export async function secondOpinions(deps: Deps, llm: Llm): Promise<number> {
  let taken = 0
  for (let asked = 0; asked < mostAtOnce; asked++) {
    const asking = await claim(deps, llm)
    if (!asking) break
    const answer = await askOpinion(llm, asking.question)
    taken += (await conclude(deps, llm, { asking, answer })) ? 1 : 0
    // It is slow or gone: the others would wait for nothing now.
    if (!answer.ok && answer.reason !== 'malformed') break
  }
  return taken
}

/** The next question, recorded before it is asked: neither a crash nor another process asks it again or overspends. */
async function claim(deps: Deps, { daily, model }: Llm): Promise<Asking | undefined> {
  const { db, playbook } = deps
  return await inTransaction(db, async (tx) => {
    const at = deps.now()
    if (!(await takeTurn(tx))) return undefined
    const unasked = await findUnasked(tx, playbook)
    if (!unasked || (await askedToday(tx, playbook, at)) >= daily) return undefined
    const state = await readTicket(tx, unasked.ticketId)
    if (!state?.words || !isUnsure(state, playbook)) return undefined
    const { messageId } = state.words
    const asked = { kind: 'opinion.asked', by: bot, from: messageMark(messageId), to: model }
    await recordHappenings(tx, unasked.ticketId, [asked], at)
    return { ...unasked, messageId, question: await questionAbout(tx, state, playbook) }
  })
}

/** What in a ticket's facts is the customer's alone. */
const own = ['name', 'contact', 'address', 'order_no', 'serial_no', 'tracking_no']

const latestMessages = 6

/** The customer's latest words about the matter, what an agent had said before them, and what must not leave the house. */
async function questionAbout(tx: Tx, state: TicketState, playbook: Playbook): Promise<Question> {
  const { ticket, words, customer } = state
  const said = await tx.message.findMany({
    where: { ticketId: ticket.id, direction: 'inbound' },
    orderBy: { id: 'desc' },
    take: latestMessages,
  })
  const before = await tx.message.findFirst({
    // The bot's greeting tells nothing.
    where: { ticketId: ticket.id, staffId: { not: null }, id: { lt: words?.messageId ?? 0 } },
    orderBy: { id: 'desc' },
  })
  const entities = ticket.entities as Record<string, string[] | undefined>
  const facts = own.flatMap((key) => entities[key] ?? [])
  return {
    text: said
      .toReversed()
      .map(({ text }) => text)
      .join('\n'),
    ...(before ? { agentSaid: before.text } : {}),
    choices: playbook.categories.map(({ code, name, wish }) => ({
      code,
      name: name['zh-CN'],
      ...(wish ? { wish: wish['zh-CN'] } : {}),
    })),
    likely: [ticket.category, ticket.otherCategory ?? ticket.category],
    known: [customer.name, customer.contact, ...facts].filter((value) => value !== null),
  }
}

/** Takes the answer over if it is good and the ticket still as it was; either way the audit trail says so. */
async function conclude(
  deps: Deps,
  { model }: Llm,
  { asking, answer }: { asking: Asking; answer: Asked },
): Promise<boolean> {
  const { ticketId, lane, messageId } = asking
  return await inTransaction(deps.db, async (tx) => {
    const work: Work = { ...deps, tx, at: deps.now() }
    await takeLane(tx, lane)
    const state = await readTicket(tx, ticketId)
    if (!state) return false
    const still = state.words?.messageId === messageId && isUnsure(state, work.playbook)
    const change = !answer.ok
      ? { refused: answer.reason }
      : still
        ? opinionChange(state, work, { opinion: answer.opinion, model, at: work.at })
        : { refused: 'overtaken' }
    if (!isRefusal(change)) return (await settle(work, state, change)) !== undefined
    const refused = { kind: 'opinion.refused', by: bot, to: `opinion.${change.refused}` }
    await recordHappenings(tx, ticketId, [refused], work.at)
    return false
  })
}
