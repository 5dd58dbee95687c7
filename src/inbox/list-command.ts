import { phraseNear } from '../lib/instant.ts'
import type { Outcome } from '../platforms/platform.ts'
import {
  type Audience,
  channelAudience,
  customerName,
  inLocale,
  stateOf,
  titleOf,
} from '../tickets/cards/parts.ts'
import { departmentsFor, lineOf } from '../tickets/home/home.ts'
import { readLists } from '../tickets/home/lists.ts'
import { type FoundTicket, searchTickets } from '../tickets/search.ts'
import { refuse, type Speaker } from './speaker.ts'

/** So many lines are read at a glance; whoever has more looks at the desk. */
const mostLines = 18

/** 列表: what is mine, a line each, the nearest deadline first. */
export async function listOwn(speaker: Speaker): Promise<Outcome> {
  const { work, staff, say } = speaker
  const { tickets } = await readLists(work.tx, { staffId: staff.id, departments: [], at: work.at })
  if (tickets.length === 0) return { status: 'done', notice: say('command.listNone') }
  const audience = audienceOf(speaker)
  const lines = tickets.map((ticket) => {
    const { state, title, customer, deadline } = lineOf(audience, ticket)
    const due = deadline ? `${deadline.label} ${deadline.value}` : state.label
    return `${state.mark} ${title} · ${customer} · ${due}`
  })
  return { status: 'done', notice: listed(speaker, 'list', lines) }
}

/** 查找: tickets the speaker may read whose number, words or customer hold these, newest first. */
export async function findByWords(speaker: Speaker, words: string): Promise<Outcome> {
  const { work, staff, say } = speaker
  if (words.trim() === '') return refuse(speaker, 'command.findWhat')
  const readable = departmentsFor(work.playbook, staff, 'ticket.read')
  const found = await searchTickets(work.tx, words, readable)
  if (found.length === 0) return { status: 'done', notice: say('command.findNone', { words }) }
  const audience = audienceOf(speaker)
  return {
    status: 'done',
    notice: listed(
      speaker,
      'find',
      found.map((ticket) => foundLine(audience, ticket)),
    ),
  }
}

function foundLine(audience: Audience, ticket: FoundTicket): string {
  const { mark, label } = stateOf(audience, ticket)
  const opened = phraseNear(audience, ticket.openedAt, audience.at)
  return `${mark} ${titleOf(audience, ticket)} · ${customerName(audience, ticket)} · ${label} · ${opened}`
}

function listed({ say }: Speaker, kind: 'list' | 'find', lines: readonly string[]): string {
  const rest = lines.length - mostLines
  return [
    say(`command.${kind}Title`, { count: String(lines.length) }),
    ...lines.slice(0, mostLines),
    ...(rest > 0 ? [say('command.listMore', { count: String(rest) })] : []),
  ].join('\n')
}

const audienceOf = ({ work, reader }: Speaker): Audience =>
  inLocale(channelAudience(work.playbook, work.translate, work.at), reader.locale)
