import { maskContact } from '../language/personal/mask.ts'
import { phraseLength } from '../lib/instant.ts'
import { categoryOf } from '../playbook/playbook.ts'
import { type Audience, customerName, discreet } from './cards/parts.ts'
import type { Dossier } from './dossier.ts'

export interface RecordField {
  label: string
  value: string
}

/**
 * The handling record (A8, B10): customer, type, description, tags, the course
 * of handling, the solution, the result, satisfaction, the agent, recorded and
 * solved when; each field with what is known so far.
 */
export function recordOf(audience: Audience, dossier: Dossier): RecordField[] {
  const { state, instant } = dossier
  const { ticket, customer, plan } = state
  const { translate, locale, playbook } = audience
  const text = (key: string): string => translate(locale, `desk.${key}`)
  const none = text('record.none')
  const field = (key: string, value: string | null): RecordField => ({
    label: text(`record.${key}`),
    value: value === null || value === '' ? none : value,
  })
  const entities = Object.entries(ticket.entities as Record<string, string[]>).filter(
    ([key, values]) => values.length > 0 && key !== 'photo',
  )
  return [
    field('number', ticket.number),
    field('customer', customer.name ?? customerName(audience, state)),
    field('contact', customer.contact ? maskContact(customer.contact) : null),
    field('type', categoryOf(playbook, ticket.category).name[locale]),
    field('description', discreet(audience, ticket.description)),
    field(
      'facts',
      entities
        .map(([key, values]) => `${text(`entity.${key}`)} ${values.map(shownAs(audience, key)).join('、')}`)
        .join('；'),
    ),
    field(
      'tags',
      [
        text(`priority.${ticket.priority}`),
        text(`emotion.${ticket.emotion}`),
        ticket.leftMessage ? text('record.leftMessage') : '',
      ]
        .filter((tag) => tag !== '')
        .join(' · '),
    ),
    field('course', courseOf(audience, dossier)),
    field(
      'solution',
      plan
        ? translate(locale, 'desk.planLine', {
            status: text(`planStatus.${plan.status}`),
            text: discreet(audience, plan.text),
          })
        : null,
    ),
    field('planBy', dossier.planBy),
    field('expectedAt', dossier.expectedAt ? instant(dossier.expectedAt) : null),
    field('result', resultOf(audience, dossier)),
    field('satisfaction', satisfactionOf(audience, dossier)),
    field('agent', person(dossier, ticket.agentId)),
    field('assignee', person(dossier, ticket.assigneeId)),
    field('recordedAt', instant(ticket.openedAt)),
    field('solvedAt', ticket.solvedAt ? instant(ticket.solvedAt) : null),
    field('responseTime', lengthOf(audience, ticket.openedAt, ticket.respondedAt)),
    field('solutionTime', lengthOf(audience, ticket.openedAt, ticket.solvedAt)),
    field('followedUpBy', dossier.followedUpBy),
  ]
}

/** What in a record's facts is the customer's own. */
const personal = new Set(['name', 'contact', 'address'])

/** Order numbers are proof of purchase: where the company wants it so, only their end is shown. */
const shownAs =
  ({ playbook, translate, locale }: Audience, key: string) =>
  (value: string): string => {
    if (key === 'lacked') return translate(locale, `desk.need.${value}`)
    if (key === 'order_no' && playbook.privacy.hideOrders) return `****${value.slice(-4)}`
    return personal.has(key) ? maskContact(value) : value
  }

/** What happened, but is not how the matter was handled. */
const aside = /^(?:clock\.|note\.|message\.received$|opinion\.(?:asked|refused)$)/

function courseOf({ translate, locale }: Audience, { events, instant }: Dossier): string {
  return events
    .filter(({ kind }) => !aside.test(kind))
    .map(({ at, kind, actorName }) =>
      `${instant(at)} ${translate(locale, `desk.event.${kind}`)} ${actorName}`.trim(),
    )
    .join('\n')
}

/** 已解决 / 待跟进 / 无法解决, with the words of whoever said so. */
function resultOf(audience: Audience, { state: { ticket } }: Dossier): string {
  const code = audience.translate(audience.locale, `desk.result.${ticket.resultCode ?? 'pending'}`)
  return ticket.result ? `${code}：${discreet(audience, ticket.result)}` : code
}

function satisfactionOf(audience: Audience, { state: { ticket } }: Dossier): string | null {
  if (!ticket.satisfaction) return null
  const { translate, locale } = audience
  const word = translate(locale, `desk.survey.${ticket.satisfaction}`)
  const stars = ticket.rating === null ? '' : ` ${ticket.rating}/5`
  return `${word}${stars}${ticket.ratingWords ? ` “${discreet(audience, ticket.ratingWords)}”` : ''}`
}

function person({ people }: Dossier, id: string | null): string | null {
  const found = people.find((one) => one.id === id)
  return found ? `${found.name}（${found.workNo}）` : null
}

const lengthOf = (audience: Audience, from: Date, to: Date | null): string | null =>
  to ? phraseLength(audience, to.getTime() - from.getTime()) : null
