import type { Card, CardAttachment, CardFact, CardState } from '../platforms/card.ts'
import { categoryOf } from '../playbook/playbook.ts'
import { phraseDoubts } from './cards/doubts.ts'
import { explanationOf } from './cards/explanation.ts'
import { type Audience, discreet, factsOf, isLate, stateOf, titleOf } from './cards/parts.ts'
import { phraseTarget } from './cards/target.ts'
import type { Dossier } from './dossier.ts'
import { type RecordField, recordOf } from './record.ts'

/** Everything about a ticket, in one reader's language: the right-hand column of a desk. */
export interface Panel {
  number: string
  title: string
  state: CardState
  facts: CardFact[]
  clocks: {
    label: string
    from: string
    due: string
    state: 'running' | 'paused' | 'met' | 'late'
    note: string
  }[]
  record: RecordField[]
  history: { number: string; title: string; state: CardState; at: string }[]
  messages: {
    author: 'customer' | 'agent' | 'bot'
    name: string
    text: string
    at: string
    attachments: CardAttachment[]
    /** Warnings, a line each: what speaks against taking it as the customer's own words. */
    doubts: string[]
  }[]
  events: { at: string; who: string; what: string }[]
  card: Card
}

/** The panel from a dossier; `card` holds what the reader may do. */
export function panelOf(audience: Audience, dossier: Dossier, card: Card): Panel {
  const { state } = dossier
  return {
    number: state.ticket.number,
    title: titleOf(audience, state.ticket),
    state: stateOf(audience, state.ticket, isLate(state, audience.at)),
    facts: factsOf(audience, state),
    clocks: dossier.allClocks.map((clock) => ({
      label: audience.translate(audience.locale, `desk.clock.${clock.name}`),
      from: clock.startedAt.toISOString(),
      due: clock.deadlineAt.toISOString(),
      ...clockState(audience, clock),
    })),
    record: recordOf(audience, dossier),
    history: state.history.latest.map((ticket) => ({
      number: ticket.number,
      title: categoryOf(audience.playbook, ticket.category).name[audience.locale],
      state: stateOf(audience, { status: ticket.status, priority: 'normal' }),
      at: ticket.openedAt.toISOString(),
    })),
    messages: dossier.messages.map((message) => ({
      author: message.direction === 'inbound' ? 'customer' : message.staffId ? 'agent' : 'bot',
      name: speaker(audience, dossier, message),
      text: discreet(audience, message.text),
      at: message.at.toISOString(),
      attachments: message.attachments as unknown as CardAttachment[],
      doubts: phraseDoubts(audience, message.doubts),
    })),
    events: dossier.events.map((event) => ({
      at: event.at.toISOString(),
      who: event.actorName || audience.translate(audience.locale, `desk.actor.${event.actorKind}`),
      what: phraseHappening(audience, event),
    })),
    card,
  }
}

/** 转派：客户服务部 → 售后技术部（理由）. */
function phraseHappening(
  audience: Audience,
  event: Pick<Dossier['events'][number], 'kind' | 'from' | 'to' | 'note'>,
): string {
  const what = audience.translate(audience.locale, `desk.event.${event.kind}`)
  const from = event.from ? named(audience, event.from) : ''
  const to = event.to ? named(audience, event.to) : ''
  const move = from && to ? `${from} → ${to}` : from || to
  return [move ? `${what}：${move}` : what, event.note ? `“${discreet(audience, event.note)}”` : '']
    .filter(Boolean)
    .join(' ')
}

/** The word for a coded value such as `priority.urgent`; anything else as it is. */
function named({ translate, locale, playbook }: Audience, value: string): string {
  const [kind, code = ''] = value.split('.')
  if (kind === 'category') return categoryOf(playbook, code).name[locale]
  if (kind === 'department')
    return playbook.departments.find((one) => one.code === code)?.name[locale] ?? code
  if (kind === 'priority' || kind === 'clock') return translate(locale, `desk.${kind}.${code}`)
  if (kind === 'satisfaction') return translate(locale, `desk.survey.${code}`)
  if (kind === 'undelivered') return translate(locale, `desk.undelivered.${code}`)
  if (kind === 'opinion') return translate(locale, `desk.opinion.${code}`)
  // Which message it was is for the program.
  if (kind === 'message') return ''
  return value
}

function clockState(audience: Audience, clock: Dossier['allClocks'][number]) {
  const { translate, locale } = audience
  const over = clock.breachedAt !== null || (!clock.stoppedAt && audience.at > clock.deadlineAt)
  const state: Panel['clocks'][number]['state'] = clock.stoppedAt
    ? over
      ? 'late'
      : 'met'
    : clock.pausedAt
      ? 'paused'
      : over
        ? 'late'
        : 'running'
  const target = phraseTarget(audience, clock.target)
  const paused = state === 'paused' ? ` · ${translate(locale, 'desk.clockState.paused')}` : ''
  return { state, note: `${target}${paused}\n${explanationOf(audience, clock)}` }
}

function speaker(
  audience: Audience,
  { people, state }: Dossier,
  message: Dossier['messages'][number],
): string {
  const { translate, locale } = audience
  if (message.direction === 'inbound') return state.customer.name ?? translate(locale, 'desk.fact.visitor')
  const person = people.find((one) => one.id === message.staffId)
  return person ? `${person.name}（${person.workNo}）` : translate(locale, 'desk.say.bot')
}
