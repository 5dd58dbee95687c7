import { recordMessages } from '../conversations/message.ts'
import type { Clock, Suggestion } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { decideSuggestion, recordSuggestion, swapSuggestion } from '../scripts/suggestion.ts'
import { recordClocks, updateClocks } from '../sla/clock.ts'
import { unattended } from './cards/duty.ts'
import { cardsAfter } from './cards/set.ts'
import { alarm, type Change, type Refusal, type ReplyOption, type Saying, type Voice } from './change.ts'
import { changeClocks } from './clocks.ts'
import { calledTo, rosterFor } from './duty.ts'
import { recordRelease } from './release.ts'
import { sayings } from './saying.ts'
import type { TicketState } from './state.ts'
import { nextStatus } from './status.ts'
import { recordHappenings, recordPlans, updateTicket } from './ticket.ts'

/** A unit of work: the caller's transaction and its instant. */
export interface Work extends Omit<Deps, 'now'> {
  tx: Tx
  at: Date
}

/** Why a change is not possible in the ticket's status; `undefined` when it is. */
export function impossible({ ticket }: TicketState, change: Change): Refusal | undefined {
  if (!change.act || nextStatus(ticket.status, change.act, true)) return undefined
  return { refused: `status.${ticket.status}` }
}

/** Writes a change of an existing ticket with everything that follows from it; returns the ticket as it then is. */
export async function settle(work: Work, before: TicketState, change: Change): Promise<TicketState> {
  const ticket = await updateTicket(work.tx, before.ticket.id, columnsOf(before, change), work.at)
  return await settleTicket(work, { ...before, ticket }, change, before)
}

/** The rest of a change, once its ticket is written: for a new ticket and a changed one alike. */
export async function settleTicket(
  work: Work,
  written: TicketState,
  change: Change,
  before: TicketState | null,
): Promise<TicketState> {
  const { tx, at, playbook } = work
  const clocks = changeClocks(
    playbook,
    {
      before: before?.ticket,
      after: written.ticket,
      platform: written.conversation.platform,
      clocks: written.clocks,
    },
    change,
    at,
  )
  const plan = await recordPlans(tx, written.ticket.id, change, at)
  const people = await peopleOf(work, written)
  const after: TicketState = {
    ...written,
    people,
    plan: plan ?? written.plan,
    clocks: clocksAfter(written, clocks),
    secondOpinion: isSecondOpinion(written, change),
  }
  const voice = change.voice?.(after) ?? {}
  const say = [...(change.say ?? []), ...(voice.say ?? [])]
  const words = await recordWords(work, after, change, say)
  const suggestion = await recordProposal(work, { ...after, words }, voice)
  const decided = await recordDecisions(work, after, overtaking(after, change, suggestion))
  const settled = {
    ...after,
    words,
    suggestion: suggestion ?? (decided ? pendingAfter(decided) : after.suggestion),
  }
  await recordClocks(tx, settled.ticket.id, clocks.started)
  await updateClocks(tx, clocks.changed)
  const replaced = decided ?? (suggestion && before?.suggestion ? stale(before.suggestion, at) : null)
  const release = (await recordRelease(tx, settled.ticket.id, change, at)) ?? null
  const roster = await rosterFor(work, settled, change, before)
  const called = await calledTo(work, settled, before)
  const cards = cardsAfter(work, settled, { change, replaced, fresh: suggestion, release, roster, called })
  await enqueue(tx, [...sayings(work, settled, say), ...cards], at)
  // What a new ticket begins with is written with it.
  const alarmed = before && roster && unattended(settled.ticket, roster, at)
  const happened = alarmed ? [...change.happened, alarm(settled.ticket.department)] : change.happened
  await recordHappenings(tx, settled.ticket.id, happened, at)
  return settled
}

/** New words, or the end of the matter, make what was proposed before them stale, even where nothing new is proposed. */
function overtaking({ suggestion, ticket }: TicketState, change: Change, fresh: Suggestion | null): Change {
  const ended = ticket.status === 'closed' && (change.act === 'close' || change.act === 'merge')
  if (!suggestion || fresh || change.decide || !(change.heard || ended)) return change
  return { ...change, decide: { suggestionId: suggestion.id, status: 'stale', by: null } }
}

function columnsOf(before: TicketState, change: Change): Parameters<typeof updateTicket>[2] {
  const { entities, ...set } = change.set ?? {}
  const columns = {
    ...set,
    ...(entities === undefined ? {} : { entities: entities as object }),
    ...(change.escalate ? { escalation: change.escalate } : {}),
  }
  if (!change.act) return columns
  const holder = change.set && 'assigneeId' in change.set ? change.set.assigneeId : before.ticket.assigneeId
  const status = nextStatus(before.ticket.status, change.act, holder !== null)
  if (!status) throw new Error(`a ticket that is ${before.ticket.status} cannot ${change.act}`)
  return { ...columns, status }
}

/** The names of holder and agent, read again only when one of them is new. */
async function peopleOf({ tx }: Work, { ticket, people }: TicketState): Promise<TicketState['people']> {
  const ids = [ticket.assigneeId, ticket.agentId].filter((id) => id !== null)
  const known = people.filter((person) => ids.includes(person.id))
  if (ids.every((id) => known.some((person) => person.id === id))) return known
  return await tx.staff.findMany({ where: { id: { in: ids } } })
}

/** Whose word the category is: of a change that names it, or still of the one before. */
const isSecondOpinion = ({ secondOpinion }: TicketState, { set, happened }: Change): boolean =>
  set?.category === undefined ? secondOpinion : happened.some(({ kind }) => kind === 'opinion.given')

function clocksAfter(written: TicketState, { started, changed }: ReturnType<typeof changeClocks>): Clock[] {
  const kept = written.clocks.map((clock) => changed.find((one) => one.id === clock.id) ?? clock)
  const fresh = started.map((clock) => ({ ...clock, id: 0, ticketId: written.ticket.id }))
  return [...kept, ...fresh].filter((clock) => clock.stoppedAt === null)
}

async function recordWords(
  { tx, at }: Work,
  { ticket, conversation, words }: TicketState,
  { heard }: Change,
  say: readonly Saying[],
): Promise<TicketState['words']> {
  const place = { conversationId: conversation.id, ticketId: ticket.id }
  const inbound = heard ? [{ ...place, ...heard, direction: 'inbound' as const }] : []
  const outbound = say.map(({ text, by, script, attachments }) => ({
    ...place,
    text,
    direction: 'outbound' as const,
    staffId: by?.staffId ?? null,
    ...(script ? { scriptId: script } : {}),
    ...(attachments ? { attachments } : {}),
  }))
  const [first] = await recordMessages(tx, [...inbound, ...outbound], at)
  return heard && first !== undefined
    ? { messageId: first, text: heard.text, attachments: heard.attachments, doubts: heard.doubts }
    : words
}

async function recordDecisions(
  { tx, at }: Work,
  { suggestion }: TicketState,
  change: Change,
): Promise<Suggestion | null> {
  const { decide, swap } = change
  if (swap) return await swapSuggestion(tx, swap.suggestionId, swap.chosen)
  if (!decide || decide.suggestionId !== suggestion?.id) return null
  const { sent, status, by, chosen = suggestion.chosen } = decide
  const options = (suggestion.options as unknown as ReplyOption[]).map((option, index) =>
    sent !== undefined && index === chosen ? { ...option, sent } : option,
  )
  const decision = { status, decidedBy: by?.staffId ?? null, options, chosen }
  const decided = await decideSuggestion(tx, decide.suggestionId, decision, at)
  if (!decided) throw new Error(`suggestion ${decide.suggestionId} was decided in between`)
  return decided
}

async function recordProposal(
  { tx, at }: Work,
  { ticket, words }: TicketState,
  { suggest }: Voice,
): Promise<Suggestion | null> {
  if (!suggest) return null
  const messageId = suggest.planId || suggest.tells ? null : (words?.messageId ?? null)
  return await recordSuggestion(tx, { ...suggest, ticketId: ticket.id, messageId }, at)
}

const pendingAfter = (decided: Suggestion): Suggestion | null =>
  decided.status === 'pending' ? decided : null

const stale = (suggestion: Suggestion, at: Date): Suggestion => ({
  ...suggestion,
  status: 'stale',
  decidedAt: at,
  revision: suggestion.revision + 1,
})
