import { salutationOf } from '../language/personal/salutation.ts'
import { dateIn, phraseInstant, type Reader } from '../lib/instant.ts'
import { askable, type Facts, missingNeeds } from '../playbook/needs.ts'
import { type ClockName, categoryOf, departmentOf, type Need } from '../playbook/playbook.ts'
import type { SlotValues } from '../scripts/fill.ts'
import { phraseHours } from '../sla/opening-hours.ts'
import { customerLocale, type House } from './acts/press.ts'
import { senderMarks } from './acts/sending.ts'
import type { TicketState } from './state.ts'

/** What is known of a ticket, as the values that scripts may hold. What is not known is absent. */
export function slotValues(
  state: TicketState,
  house: House,
  at: Date,
  promised: Promised = 'progress',
): SlotValues {
  const { ticket, customer } = state
  const { playbook, translate } = house
  const locale = customerLocale(state)
  const reader: Reader = { locale, timeZone: playbook.company.timeZone, translate }
  const salutation = locale === 'en' ? customer.name : salutationOf(customer.name ?? '')
  const due = commitment(state, promised)
  const entities = ticket.entities as Record<string, string[] | undefined>
  const ask = askFor(factsToAsk(state, house), house, locale)
  return {
    greeting: salutation
      ? translate(locale, 'desk.say.greetingNamed', { salutation })
      : translate(locale, 'desk.say.greeting'),
    team: playbook.company.name[locale],
    agent: senderMarks.agent,
    work_no: senderMarks.work_no,
    number: ticket.number,
    department: departmentOf(playbook, ticket.department)?.name[locale] ?? '',
    ...(due ? { deadline: phraseInstant(reader, due, at) } : {}),
    hours: phraseHours(playbook.hours.desk, reader),
    ...(ask ? { ask } : {}),
    ...(ticket.result ? { result: ticket.result } : {}),
    ...(entities.order_no?.[0] ? { order_no: entities.order_no[0] } : {}),
    ...(entities.model?.[0] ? { product: entities.model[0] } : {}),
    ...(playbook.company.phone ? { phone: playbook.company.phone } : {}),
  }
}

/** What of a matter tells which facts are missing: a ticket's own state, or that of one about to be opened. */
export interface Matterlike {
  ticket: Pick<TicketState['ticket'], 'category' | 'priority' | 'entities'>
  customer: Pick<TicketState['customer'], 'name' | 'contact'>
}

/** The facts the category needs and the conversation has not brought. */
export function stillMissing(state: Matterlike, { playbook }: Pick<House, 'playbook'>): Need[] {
  const { ticket, customer } = state
  const facts: Facts = {
    ...(ticket.entities as Facts),
    ...(customer.name === null ? {} : { name: [customer.name] }),
    ...(customer.contact === null ? {} : { contact: [customer.contact] }),
  }
  return missingNeeds(categoryOf(playbook, ticket.category), facts, ticket.priority === 'critical')
}

/** Those of them that the customer may have: what they said is not to be had is asked for by nobody. */
export const factsToAsk = (state: Matterlike, house: Pick<House, 'playbook'>): Need[] =>
  askable(stillMissing(state, house), state.ticket.entities as Facts)

/** 订单号和机身标签照片: at most two facts at once. */
function askFor(missing: Need[], { translate }: House, locale: Reader['locale']): string | undefined {
  const asked = missing.slice(0, 2).map((need) => translate(locale, `desk.ask.${need}`))
  if (asked.length === 0) return undefined
  return asked.join(translate(locale, 'desk.say.and'))
}

/** What the customer is told to expect next: a person's answer, or how the matter goes on. */
export type Promised = 'answer' | 'progress' | 'solution'

const clocksOf: Record<Promised, ClockName[]> = {
  answer: ['first_response', 'plan', 'plan_told', 'solved', 'confirmed'],
  solution: ['solved', 'confirmed', 'plan', 'plan_told', 'first_response'],
  progress: ['plan', 'plan_told', 'solved', 'confirmed', 'first_response'],
}

function commitment(state: TicketState, promised: Promised): Date | undefined {
  const running = state.clocks.filter((clock) => !clock.stoppedAt && !clock.pausedAt)
  return clocksOf[promised].flatMap(
    (name) => running.find((clock) => clock.name === name)?.deadlineAt ?? [],
  )[0]
}

/** The company's calendar date of an instant: entities like 昨天买的 are reckoned from it. */
export const companyDate = (house: Pick<House, 'playbook'>, at: Date): string =>
  dateIn(house.playbook.company.timeZone, at)
