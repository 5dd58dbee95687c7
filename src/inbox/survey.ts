import type { Tx } from '../lib/db.ts'
import type { InboundAction, Outcome } from '../platforms/platform.ts'
import { customerLocale } from '../tickets/acts/press.ts'
import { answerPlan, answerSurvey, rate, satisfactions } from '../tickets/acts/survey.ts'
import { type Actor, type Change, isRefusal, type Refusal } from '../tickets/change.ts'
import { findByCard } from '../tickets/find.ts'
import { impossible, settle, type Work } from '../tickets/settle.ts'
import { readTicket, type TicketState } from '../tickets/state.ts'
import { takeTurns } from './arrival.ts'

const ofCustomers = new Set([
  'plan.accept',
  'plan.reject',
  'survey.rate',
  ...satisfactions.map((one) => `survey.${one}`),
])

/** A customer's press on a survey or a plan; `undefined` when the press is not a customer's. */
export async function answerFromCustomer(work: Work, action: InboundAction): Promise<Outcome | undefined> {
  if (!ofCustomers.has(action.action)) return undefined
  const place = await findByCard(work.tx, action.card.key)
  if (place) await takeTurns(work.tx, [place])
  const state = place ? await readTicket(work.tx, place.ticketId) : undefined
  if (!state || !(await isTheirs(work.tx, state, action))) return refuse(work, 'zh-CN', { refused: 'gone' })
  const locale = customerLocale(state)
  const change = answer(state, action, work.at)
  if (isRefusal(change)) return refuse(work, locale, change)
  if (impossible(state, change)) return refuse(work, locale, { refused: 'gone' })
  await settle(work, state, change)
  return { status: 'done', notice: work.translate(locale, `desk.thanks.${action.action}`) }
}

function answer(state: TicketState, { action, values, card }: InboundAction, at: Date): Change | Refusal {
  const by: Actor = { kind: 'customer', name: state.customer.name ?? '', staffId: null }
  const [, id, round] = card.key.split(':')
  if (state.ticket.duplicateOf !== null) return { refused: 'survey_over' }
  if (action === 'plan.accept' || action === 'plan.reject') {
    if (state.plan?.id !== id) return { refused: 'plan_gone' }
    return answerPlan(state, action === 'plan.accept' ? 'accepted' : 'rejected', by)
  }
  // Every round has a survey of its own; an old one is over.
  const { ticket } = state
  const dissatisfied = ticket.satisfaction === 'unsatisfied' && Number(round) === ticket.round - 1
  if (action === 'survey.rate' && (dissatisfied || Number(round) === ticket.round))
    return rate(state, Number(values.rating), (values.words ?? '').trim().slice(0, 500), by)
  if (Number(round) !== ticket.round) return { refused: 'survey_over' }
  const satisfaction = satisfactions.find((one) => action === `survey.${one}`)
  return satisfaction ? answerSurvey(state, satisfaction, by, at) : { refused: 'gone' }
}

/** Whether the presser is the customer of the ticket: a card's key alone opens nothing. */
async function isTheirs(
  tx: Tx,
  { customer, conversation: place }: TicketState,
  { platform, by, conversation }: InboundAction,
): Promise<boolean> {
  if (conversation !== undefined) return place.platform === platform && place.externalId === conversation
  const identity = await tx.customerIdentity.findUnique({
    where: { platform_externalId: { platform, externalId: by } },
    select: { customerId: true },
  })
  return identity?.customerId === customer.id
}

const refuse = ({ translate }: Work, locale: 'zh-CN' | 'en', { refused, values }: Refusal): Outcome => ({
  status: 'refused',
  notice: translate(locale, `desk.sorry.${refused}`, values),
})
