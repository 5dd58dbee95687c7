import { phraseInstant } from '../lib/instant.ts'
import type { NewDelivery } from '../outbox/enqueue.ts'
import type { Card, CardAction } from '../platforms/card.ts'
import { categoryOf, type Playbook } from '../playbook/playbook.ts'
import type { Audience } from '../tickets/cards/parts.ts'
import type { ShownProposal } from './proposal.ts'
import type { VoiceRule } from './script.ts'
import { wordingFaults } from './wording.ts'

type Say = (key: string, values?: Record<string, string | number>) => string

const quoted = 2

/** A reply that agents sent often, for the supervisors: it becomes a script for everybody, or it does not. */
export function proposalCard(audience: Audience, proposal: ShownProposal, voice: readonly VoiceRule[]): Card {
  const { translate, locale, playbook } = audience
  const say: Say = (key, values) => translate(locale, `desk.${key}`, values)
  const waits = proposal.status === 'proposed'
  const examples = (proposal.examples as string[]).slice(0, quoted)
  const faults = waits ? wordingFaults(proposal.text, voice) : []
  return {
    key: `proposal:${proposal.id}`,
    revision: waits ? 1 : 2,
    kind: 'supervisor',
    audience: 'internal',
    title: say('proposal.title', { title: proposal.title }),
    state: stateOf(proposal.status, say),
    facts: [
      { label: say('proposal.times'), value: say('proposal.sent', { times: proposal.times }) },
      { label: say('fact.category'), value: categoryOf(playbook, proposal.category).name[locale] },
      {
        label: say('proposal.use'),
        value: `${say(`suggestion.step.${proposal.step}`)} · ${say(`suggestion.tone.${proposal.tone}`)}`,
      },
    ],
    ...(examples.length > 0
      ? { quote: { author: say('proposal.customers'), text: examples.join('\n'), attachments: [] } }
      : {}),
    draft: { label: say('proposal.draft'), text: proposal.text },
    why: faults.map(({ kind, values }) => say(`refused.script.${kind}`, values)),
    choices: [],
    actions: waits ? actionsFor(proposal, say) : [],
    foot: footOf(audience, proposal, say),
  }
}

function stateOf(status: ShownProposal['status'], say: Say): NonNullable<Card['state']> {
  const label = say(`proposal.state.${status}`)
  if (status === 'proposed') return { tone: 'unclaimed', mark: '🟠', label }
  if (status === 'published') return { tone: 'solved', mark: '🟢', label }
  return { tone: 'filed', mark: '⚪', label }
}

function actionsFor({ title, text }: ShownProposal, say: Say): CardAction[] {
  const field = { kind: 'text' as const, required: true }
  return [
    {
      id: 'script.publish',
      label: say('action.script.publish'),
      style: 'primary',
      fields: [
        { ...field, id: 'title', label: say('field.title'), value: title, max: 60 },
        { ...field, id: 'text', label: say('field.text'), value: text, max: 5000 },
      ],
    },
    {
      id: 'script.decline',
      label: say('action.script.decline'),
      style: 'plain',
      fields: [{ ...field, id: 'reason', label: say('field.reason'), max: 500 }],
    },
  ]
}

function footOf(audience: Audience, proposal: ShownProposal, say: Say): string[] {
  const { status, decidedAt, decidedByName, reason } = proposal
  if (status === 'proposed' || !decidedAt) return [say('proposal.foot.proposed')]
  const time = phraseInstant(audience, decidedAt, audience.at)
  return [say(`proposal.foot.${status}`, { name: decidedByName ?? '', time, reason: reason ?? '' })]
}

/** The card on its way to the supervisors; it belongs to no ticket. */
export function proposalPosting({ supervisors, desk, company }: Playbook, card: Card): NewDelivery {
  return {
    to: supervisors.channel,
    lane: card.key,
    ticketId: null,
    audience: 'internal',
    message: {
      text: `${card.state?.mark ?? ''} ${card.title}`.trim(),
      author: { kind: 'bot', name: desk.name[company.locale] },
      card,
    },
  }
}
