import type { Translate } from '../lib/i18n.ts'
import type { Card, CardFact } from '../platforms/card.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { NewDelivery } from './enqueue.ts'

/** What the desk itself has to say to its administrators. */
export interface Report {
  key: string
  title: string
  facts: CardFact[]
  /** What it means and what to do, a line each. */
  lines: string[]
  /** Small print. */
  foot: string[]
  state: NonNullable<Card['state']>
}

/** A report on its way to the administrators' channel, as a list; it belongs to no ticket. */
export function toAdministrators(
  { playbook }: { playbook: Playbook; translate: Translate },
  { key, title, facts, lines, foot, state }: Report,
): NewDelivery {
  const { administrators, desk, company } = playbook
  return {
    to: administrators.channel,
    lane: key,
    ticketId: null,
    audience: 'internal',
    message: {
      text: `${state.mark} ${title}`,
      author: { kind: 'system', name: desk.name[company.locale] },
      card: {
        key,
        revision: 1,
        kind: 'list',
        audience: 'internal',
        title,
        state,
        facts,
        why: lines,
        choices: [],
        actions: [],
        foot,
      },
    },
  }
}
