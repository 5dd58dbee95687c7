import { mask, maskContact } from '../../language/personal/mask.ts'
import type { Locale, Translate } from '../../lib/i18n.ts'
import { phraseInstant, phraseLength, type Reader } from '../../lib/instant.ts'
import type { CardAction, CardFact, CardQuote, CardState } from '../../platforms/card.ts'
import { categoryOf, departmentOf, type Playbook } from '../../playbook/playbook.ts'
import type { TicketState } from '../state.ts'

/** For whom a card is written, and when. */
export interface Audience extends Reader {
  playbook: Playbook
  at: Date
}

/** The readers of the channels' cards. */
export function channelAudience(playbook: Playbook, translate: Translate, at: Date): Audience {
  const { locale, timeZone } = playbook.company
  return { locale, timeZone, translate, playbook, at }
}

/** The same, read in another language. */
export const inLocale = (audience: Audience, locale: Locale): Audience => ({ ...audience, locale })

const marks = {
  unclaimed: '🟠',
  working: '🔵',
  waiting: '⏸',
  solved: '🟢',
  filed: '⚪',
  overdue: '🔴',
  critical: '🚨',
}
const tones = {
  unclaimed: 'unclaimed',
  in_progress: 'working',
  waiting_customer: 'waiting',
  solved: 'solved',
  closed: 'filed',
} as const

/** The state a ticket shows: danger before lateness before its status. */
export function stateOf(
  audience: Audience,
  ticket: Pick<TicketState['ticket'], 'status' | 'priority'>,
  late = false,
): CardState {
  const open = ticket.status !== 'solved' && ticket.status !== 'closed'
  const status = audience.translate(audience.locale, `desk.status.${ticket.status}`)
  const tone =
    open && ticket.priority === 'critical' ? 'critical' : open && late ? 'overdue' : tones[ticket.status]
  const over = tone === 'critical' || tone === 'overdue'
  const label = over ? `${audience.translate(audience.locale, `desk.status.${tone}`)} · ${status}` : status
  return { tone, mark: marks[tone], label }
}

/** Whether a running clock has passed its deadline. */
export const isLate = (state: TicketState, at: Date): boolean =>
  state.clocks.some((clock) => !clock.pausedAt && clock.deadlineAt < at)

/** 产品故障报修 SR20261122003 */
export function titleOf(
  audience: Audience,
  ticket: Pick<TicketState['ticket'], 'number' | 'category'>,
): string {
  return `${categoryOf(audience.playbook, ticket.category).name[audience.locale]} ${ticket.number}`
}

/** Customer, category (two while it is a guess), priority, mood, department, holder, agent, and the next deadline. */
export function factsOf(audience: Audience, state: TicketState): CardFact[] {
  const { ticket, people } = state
  const { locale, playbook } = audience
  const name = (id: string | null): string => people.find((person) => person.id === id)?.name ?? say('nobody')
  const say = (key: string): string => audience.translate(locale, `desk.fact.${key}`)
  const value = (kind: string, code: string): string => audience.translate(locale, `desk.${kind}.${code}`)
  const fact = (key: string, text: string): CardFact => ({ label: say(key), value: text })
  const guess = ticket.otherCategory ? categoryOf(playbook, ticket.otherCategory).name[locale] : undefined
  const category = categoryOf(playbook, ticket.category).name[locale]
  return [
    ...deadlineFact(audience, state),
    fact('customer', customerName(audience, state)),
    fact('category', guess ? `${category} / ${guess}?` : category),
    fact('priority', value('priority', ticket.priority)),
    fact('emotion', value('emotion', ticket.emotion)),
    fact('department', departmentOf(playbook, ticket.department)?.name[locale] ?? ticket.department),
    fact('assignee', name(ticket.assigneeId)),
    fact('agent', name(ticket.agentId)),
  ]
}

/** The nearest running deadline: 首次响应 剩 25 分钟 · 今天 17:30. */
export function deadlineFact(audience: Audience, state: TicketState): CardFact[] {
  const next = state.clocks
    .filter((clock) => !clock.pausedAt)
    .sort((a, b) => a.deadlineAt.getTime() - b.deadlineAt.getTime())[0]
  return next ? [clockFact(audience, next)] : []
}

/** One clock's deadline, and how it was reckoned by one click. */
export function clockFact(audience: Audience, clock: TicketState['clocks'][number]): CardFact {
  const { translate, locale } = audience
  return {
    label: translate(locale, `desk.clock.${clock.name}`),
    value: phraseDeadline(audience, clock.deadlineAt),
    deadline: { from: clock.startedAt.toISOString(), due: clock.deadlineAt.toISOString() },
    explain: { id: 'ticket.explain', label: translate(locale, 'desk.action.ticket.explain'), style: 'plain' },
  }
}

/** 剩 25 分钟 · 今天 17:30, or 超 5 分钟 · 今天 17:30. */
export function phraseDeadline(audience: Audience, due: Date): string {
  const left = due.getTime() - audience.at.getTime()
  const key = left >= 0 ? 'desk.deadline.left' : 'desk.deadline.over'
  return audience.translate(audience.locale, key, {
    length: phraseLength(audience, left),
    instant: phraseInstant(audience, due, audience.at),
  })
}

/** The customer's name and partly hidden contact; never more than that on a card. */
export function customerName(
  audience: Audience,
  { customer }: { customer: Pick<TicketState['customer'], 'name' | 'contact'> },
): string {
  const name = customer.name ?? audience.translate(audience.locale, 'desk.fact.visitor')
  return customer.contact ? `${name} ${maskContact(customer.contact)}` : name
}

/** 由大模型判断（仅供参考）, while the category is a second opinion. */
export const opinionLine = ({ translate, locale }: Audience, { secondOpinion }: TicketState): string[] =>
  secondOpinion ? [translate(locale, 'desk.why.opinion')] : []

/** The customer's words, literal, with personal data hidden; a button shows it to whoever may see it. */
export function quoteOf(audience: Audience, state: TicketState): CardQuote {
  const { words, ticket, customer } = state
  const whole = words?.text ?? ticket.description
  const text = discreet(audience, whole)
  const { translate, locale } = audience
  const reveal: CardAction = {
    id: 'ticket.show',
    label: translate(locale, 'desk.action.ticket.show'),
    style: 'plain',
  }
  return {
    author: customer.name ?? translate(locale, 'desk.fact.visitor'),
    text,
    attachments: words?.attachments ?? [],
    ...(text === whole && !customer.contact ? {} : { reveal }),
  }
}

/** A text as it may stand outside the ticket: personal data hidden, order numbers too where the company says so. */
export const discreet = ({ playbook }: Pick<Audience, 'playbook'>, text: string): string =>
  mask(text, { orders: playbook.privacy.hideOrders }).masked

/** 历史：共 3 单，最近 产品故障报修 SR… 已归档 */
export function historyLine(audience: Audience, { history }: TicketState): string {
  const last = history.latest[0]
  if (!last) return audience.translate(audience.locale, 'desk.history.none')
  return audience.translate(audience.locale, 'desk.history.some', {
    count: history.count,
    title: titleOf(audience, last),
    status: audience.translate(audience.locale, `desk.status.${last.status}`),
  })
}
