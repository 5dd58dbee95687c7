import type { Card } from '../../platforms/card.ts'
import { customerLocale } from '../acts/press.ts'
import { satisfactions } from '../acts/survey.ts'
import type { Work } from '../settle.ts'
import type { TicketState } from '../state.ts'

type Speaker = Pick<Work, 'translate'>

/** Asks whether it works: 满意 · 基本满意 · 不满意; then 1–5 and words; then says thanks. */
export function surveyCard(work: Speaker, state: TicketState, text: string): Card {
  const { ticket } = state
  const say = (key: string, values?: Record<string, string>): string =>
    work.translate(customerLocale(state), `desk.survey.${key}`, values)
  const answered = ticket.satisfaction !== null && ticket.status !== 'solved'
  const base = {
    key: surveyKey(state),
    revision: ticket.revision,
    kind: 'survey' as const,
    audience: 'customer' as const,
    facts: [],
    why: [],
    choices: [],
    ...(text === '' ? {} : { draft: { label: '', text } }),
  }
  if (!answered) {
    return {
      ...base,
      title: say('title', { number: ticket.number }),
      actions: satisfactions.map((one) => ({
        id: `survey.${one}`,
        label: say(one),
        style: 'plain' as const,
      })),
      foot: [],
    }
  }
  const title = say('answered', { answer: say(ticket.satisfaction ?? '') })
  if (ticket.rating !== null) return { ...base, title, actions: [], foot: [say('thanks')] }
  return {
    ...base,
    title,
    actions: [
      {
        id: 'survey.rate',
        label: say('rate'),
        style: 'primary',
        fields: [
          { id: 'rating', label: say('rating'), kind: 'rating', required: true },
          { id: 'words', label: say('words'), kind: 'text', required: false, max: 500 },
        ],
      },
    ],
    foot: [],
  }
}

/** One survey for each round of a ticket. */
const surveyKey = ({ ticket }: Pick<TicketState, 'ticket'>): string => `survey:${ticket.id}:${ticket.round}`

/** The plan, with yes and no to it. */
export function planCard(work: Speaker, state: TicketState, text: string): Card {
  const { ticket, plan } = state
  const say = (key: string, values?: Record<string, string>): string =>
    work.translate(customerLocale(state), `desk.plan.${key}`, values)
  const open = plan?.status === 'sent'
  return {
    key: `plan:${plan?.id ?? ''}`,
    revision: ticket.revision,
    kind: 'plan',
    audience: 'customer',
    title: say('title', { number: ticket.number }),
    facts: [],
    ...(text === '' ? {} : { draft: { label: '', text } }),
    why: [],
    choices: [],
    actions: open
      ? [
          { id: 'plan.accept', label: say('accept'), style: 'primary' },
          { id: 'plan.reject', label: say('reject'), style: 'plain' },
        ]
      : [],
    foot: open || !plan ? [] : [say(plan.status)],
  }
}
