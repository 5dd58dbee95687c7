import type { Card } from '../platforms/card.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { NewDelivery } from './enqueue.ts'

/** What the desk itself has to say to its administrators; it belongs to no ticket. */
export interface Report extends Pick<Card, 'key' | 'title' | 'facts' | 'foot'> {
  /** What it means, and what to do: a line each. */
  lines: string[]
  state: NonNullable<Card['state']>
}

/** A report on its way to the administrators' channel. */
export function toAdministrators(
  { administrators, desk, company }: Playbook,
  { key, title, facts, lines, foot, state }: Report,
): NewDelivery {
  return {
    to: administrators.channel,
    lane: key,
    ticketId: null,
    audience: 'internal',
    message: {
      text: `${state.mark} ${title}`,
      author: { kind: 'bot', name: desk.name[company.locale] },
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
