import type { Release } from '../../generated/client.ts'
import type { Card } from '../../platforms/card.ts'
import type { InboundAttachment } from '../../platforms/platform.ts'
import type { Finding } from '../../scripts/check.ts'
import type { TicketState } from '../state.ts'
import { doubtLines } from './doubts.ts'
import { phraseFinding } from './finding.ts'
import { type Audience, historyLine, quoteOf } from './parts.ts'

/** A reply that promises more than its author may: supervisors decide on it, the desk sees what they decided. */
export function releaseCard(
  audience: Audience,
  state: TicketState,
  release: Release & { author: { name: string } },
  place: 'desk' | 'supervisors',
): Card {
  const say = (key: string, values?: Record<string, string>): string =>
    audience.translate(audience.locale, `desk.release.${key}`, values)
  const pending = release.status === 'pending'
  const findings = release.findings as unknown as Finding[]
  return {
    key: `release:${release.id}:${place}`,
    revision: pending ? 1 : 2,
    kind: 'supervisor',
    audience: 'internal',
    title: say('title', { name: release.author.name, number: state.ticket.number }),
    ticket: state.ticket.number,
    state: stateOf(release.status, say),
    facts: filesOf(audience, release),
    quote: quoteOf(audience, state),
    draft: { label: say('draft'), text: release.text },
    why: [
      ...doubtLines(audience, state),
      ...findings.map((finding) => phraseFinding(audience, finding, release.text)),
    ],
    choices: [],
    actions: pending && place === 'supervisors' ? actions(audience) : [],
    foot: [
      ...(release.status === 'declined' ? [say('foot.declined', { reason: release.reason ?? '' })] : []),
      ...(release.status === 'stale' ? [say('foot.stale')] : []),
      historyLine(audience, state),
    ],
  }
}

/** What goes with the words: supervisors see by name what they let out. */
function filesOf({ translate, locale }: Audience, { attachments }: Release): Card['facts'] {
  const files = attachments as unknown as InboundAttachment[]
  if (files.length === 0) return []
  const value = files.map(({ name }) => name).join('\n')
  return [{ label: translate(locale, 'desk.field.files'), value }]
}

type Say = (key: string, values?: Record<string, string>) => string

function stateOf(status: Release['status'], say: Say): NonNullable<Card['state']> {
  const label = say(`state.${status}`)
  if (status === 'pending') return { tone: 'unclaimed', mark: '🟠', label }
  if (status === 'approved') return { tone: 'solved', mark: '🟢', label }
  if (status === 'stale') return { tone: 'stale', mark: '⚪', label }
  return { tone: 'filed', mark: '⚪', label }
}

function actions({ translate, locale }: Audience): Card['actions'] {
  const text = (key: string): string => translate(locale, `desk.${key}`)
  return [
    {
      id: 'release.approve',
      label: text('action.release.approve'),
      style: 'primary',
      confirm: text('action.release.approve.confirm'),
    },
    {
      id: 'release.decline',
      label: text('action.release.decline'),
      style: 'plain',
      fields: [{ id: 'reason', label: text('field.reason'), kind: 'text', required: true, max: 500 }],
    },
  ]
}
