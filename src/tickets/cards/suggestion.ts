import type { Suggestion } from '../../generated/client.ts'
import type { Card } from '../../platforms/card.ts'
import { findingsIn } from '../acts/check.ts'
import type { ReplyOption } from '../change.ts'
import { factsToAsk } from '../slots.ts'
import type { TicketState } from '../state.ts'
import { suggestionActions } from './actions.ts'
import { doubtLines } from './doubts.ts'
import { phraseFinding } from './finding.ts'
import { type Audience, deadlineFact, historyLine, opinionLine, quoteOf } from './parts.ts'

/** The card on which an agent decides what the customer is told, or that says what was decided. */
export function suggestionCard(audience: Audience, state: TicketState, suggestion: Suggestion): Card {
  const say = (key: string, values?: Record<string, string>): string =>
    audience.translate(audience.locale, `desk.suggestion.${key}`, values)
  const options = suggestion.options as unknown as ReplyOption[]
  const shown = options[suggestion.chosen]
  const pending = suggestion.status === 'pending'
  const about = { plan: suggestion.planId !== null, several: options.length > 1 }
  return {
    key: `suggestion:${suggestion.id}`,
    revision: suggestion.revision,
    kind: about.plan ? 'plan' : 'suggestion',
    audience: 'internal',
    title: say(about.plan ? 'planTitle' : 'title', { number: state.ticket.number }),
    ticket: state.ticket.number,
    state: decisionState(suggestion, say),
    facts: pending ? deadlineFact(audience, state) : [],
    quote: quoteOf(audience, state),
    ...(shown ? { draft: { label: say('draft'), text: shown.sent ?? shown.text } } : {}),
    why: pending
      ? [
          ...doubtLines(audience, state),
          say(`tone.${suggestion.tone}`),
          say(`step.${suggestion.step}`),
          ...opinionLine(audience, state),
          ...(shown?.why ?? []),
          ...remarks(audience, state, shown?.text ?? ''),
        ]
      : doubtLines(audience, state),
    choices:
      pending && about.several
        ? options.map(({ title, text }, index) => ({
            id: String(index),
            label: title,
            text,
            selected: index === suggestion.chosen,
          }))
        : [],
    actions: pending ? suggestionActions(audience, shown?.text ?? '', about) : [],
    foot: [historyLine(audience, state), ...footOf(suggestion, state, say)],
  }
}

/** What is still missing, and what the reply check says of the proposed words. */
function remarks(audience: Audience, state: TicketState, text: string): string[] {
  const { translate, locale, playbook } = audience
  const missing = factsToAsk(state, audience).map((need) => translate(locale, `desk.need.${need}`))
  const findings = findingsIn(state, audience, text, playbook.authority.agent)
  return [
    ...(missing.length > 0
      ? [translate(locale, 'desk.suggestion.asks', { facts: missing.slice(0, 3).join('、') })]
      : []),
    ...findings.map((finding) =>
      translate(locale, 'desk.suggestion.finding', { finding: phraseFinding(audience, finding, text) }),
    ),
  ]
}

type Say = (key: string, values?: Record<string, string>) => string

function decisionState({ status }: Suggestion, say: Say): NonNullable<Card['state']> {
  if (status === 'pending') return { tone: 'unclaimed', mark: '🟠', label: say('state.pending') }
  if (status === 'stale') return { tone: 'stale', mark: '⚪', label: say('state.stale') }
  if (status === 'dismissed') return { tone: 'filed', mark: '⚪', label: say('state.dismissed') }
  return { tone: 'solved', mark: '🟢', label: say(`state.${status}`) }
}

function footOf(suggestion: Suggestion, state: TicketState, say: Say): string[] {
  const by = state.people.find((person) => person.id === suggestion.decidedBy)
  if (suggestion.status === 'pending') return [say('foot.pending')]
  if (suggestion.status === 'stale') return [say('foot.stale')]
  return [say(`foot.${suggestion.status}`, { name: by?.name ?? '' })]
}
