import type { Roster } from '../../departments/duty/roster.ts'
import type { Release, Staff, Suggestion } from '../../generated/client.ts'
import type { NewDelivery } from '../../outbox/enqueue.ts'
import type { Card } from '../../platforms/card.ts'
import type { Address } from '../../platforms/platform.ts'
import { departmentOf } from '../../playbook/playbook.ts'
import { customerLocale } from '../acts/press.ts'
import { type Change, openStatuses } from '../change.ts'
import type { Work } from '../settle.ts'
import type { TicketState } from '../state.ts'
import { planCard, surveyCard } from './customer.ts'
import { adding, alarms, attended, dutyLine, unattended } from './duty.ts'
import { channelAudience } from './parts.ts'
import { releaseCard } from './release.ts'
import { suggestionCard } from './suggestion.ts'
import { departmentCard, deskCard, leftCard, supervisorCard } from './ticket.ts'

/** What became of suggestions in a change. */
export interface Shown {
  change: Change
  /** Decided, swapped or made stale: its card is shown anew. */
  replaced: Suggestion | null
  fresh: Suggestion | null
  /** Who is on duty, where the change is one that they are shown for. */
  roster: Roster | undefined
  /** Everybody, where those who were called to the ticket are needed no more. */
  called: Roster | undefined
  /** Kept back for a supervisor, or decided by one. */
  release: (Release & { author: Staff }) | null
}

/** Every card that a change shows or updates, in the order they are to appear. */
export function cardsAfter(
  work: Work,
  state: TicketState,
  { change, replaced, fresh, release, roster, called }: Shown,
): NewDelivery[] {
  const { playbook, translate, at } = work
  const audience = channelAudience(playbook, translate, at)
  const { desk, supervisors } = playbook
  const post = (to: Address, card: Card): NewDelivery => posting(work, state, to, card)
  const departmentChannel = (code: string): Address | undefined => departmentOf(playbook, code)?.channel
  const own = departmentChannel(state.ticket.department)
  const left = change.leave === undefined ? undefined : departmentChannel(change.leave)
  const reason = escalationOf(state, change)
  const alone = roster && unattended(state.ticket, roster, at) ? roster : undefined
  const nobody = translate(audience.locale, 'desk.duty.nobodyInDepartment')
  const onDuty = (card: Card): Card => (roster ? adding(card, dutyLine(audience, state, roster)) : card)
  const warned = (card: Card): Card => (alone ? adding(card, nobody) : card)
  return [
    post(desk.channel, deskCard(audience, state)),
    ...(replaced ? [post(desk.channel, suggestionCard(audience, state, replaced))] : []),
    ...(fresh ? [post(desk.channel, suggestionCard(audience, state, fresh))] : []),
    ...(left && change.leave ? [post(left, leftCard(audience, state, change.leave))] : []),
    ...(own ? [post(own, onDuty(departmentCard(audience, state)))] : []),
    ...(reason ? [post(supervisors.channel, warned(supervisorCard(audience, state, reason)))] : []),
    ...(alone ? alarms(audience, state, alone).map(({ to, card }) => post(to, card)) : []),
    ...(called
      ? alarms(audience, state, called).map(({ to, card }) => post(to, attended(audience, state, card)))
      : []),
    ...(release
      ? [
          post(supervisors.channel, releaseCard(audience, state, release, 'supervisors')),
          post(desk.channel, releaseCard(audience, state, release, 'desk')),
        ]
      : []),
    ...customerCards(work, state, change),
  ]
}

/** The cards a customer answered, showing what was answered. */
function customerCards(work: Work, state: TicketState, change: Change): NewDelivery[] {
  const { conversation, ticket, plan } = state
  const to = { platform: conversation.platform, id: conversation.externalId }
  const update = (card: Card): NewDelivery => ({
    to,
    lane: `conversation:${conversation.id}`,
    ticketId: ticket.id,
    audience: 'customer',
    message: {
      text: card.title,
      author: { kind: 'bot', name: work.playbook.company.name[customerLocale(state)] },
      card,
    },
  })
  const answered = change.happened.some(({ kind }) => kind === 'survey.answered' || kind === 'survey.rated')
  // What was answered belongs to the round before, when it began a new one.
  const reopened = ticket.satisfaction === 'unsatisfied' && openStatuses.includes(ticket.status)
  const round = reopened ? ticket.round - 1 : ticket.round
  const decided =
    plan !== null && change.plan?.id === plan.id && plan.status !== 'sent' && plan.sentAt !== null
  return [
    ...(answered ? [update(surveyCard(work, { ...state, ticket: { ...ticket, round } }, ''))] : []),
    ...(decided ? [update(planCard(work, state, plan.told ?? ''))] : []),
  ]
}

/** The reason the supervisors see a ticket; once they do, its card is kept up to date. */
function escalationOf({ ticket }: TicketState, change: Change): string | undefined {
  return change.escalate ?? ticket.escalation ?? undefined
}

/** A card on its way to a channel, in order with the ticket's other cards there. */
export function posting(
  work: Pick<Work, 'playbook'>,
  { ticket }: Pick<TicketState, 'ticket'>,
  to: Address,
  card: Card,
): NewDelivery {
  const lane = `channel:${to.platform}:${to.id}:${ticket.id}`
  return { ...postingOf(work, to, card), lane, ticketId: ticket.id }
}

/** A card that is about no single ticket. */
export function postingOf({ playbook }: Pick<Work, 'playbook'>, to: Address, card: Card): NewDelivery {
  const { name, locale } = { name: playbook.desk.name, locale: playbook.company.locale }
  return {
    to,
    lane: `channel:${to.platform}:${to.id}:${card.key}`,
    ticketId: null,
    audience: 'internal',
    message: {
      text: `${card.state?.mark ?? ''} ${card.title}`.trim(),
      author: { kind: 'bot', name: name[locale] },
      card,
    },
  }
}
