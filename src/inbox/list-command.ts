import { phraseNear } from '../lib/instant.ts'
import type { InboundTalk, Outcome } from '../platforms/platform.ts'
import type { Playbook } from '../playbook/playbook.ts'
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
import { isAt, isDirect } from './spot.ts'

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

/** 查找: tickets the speaker may read, and everybody in the channel too, whose number, words or customer hold these. */
export async function findByWords(speaker: Speaker, talk: InboundTalk, words: string): Promise<Outcome> {
  const { work, staff, say } = speaker
  if (words.trim() === '') return refuse(speaker, 'command.findWhat')
  const readable = departmentsFor(work.playbook, staff, 'ticket.read')
  const here = readable.filter((code) => isReadIn(work.playbook, talk, code))
  const found = await searchTickets(work.tx, words, here)
  const audience = audienceOf(speaker)
  const lines = found.map((ticket) => foundLine(audience, ticket))
  const notice = lines.length === 0 ? say('command.findNone', { words }) : listed(speaker, 'find', lines)
  const rest = here.length < readable.length ? `\n${say('command.findAlone')}` : ''
  return { status: 'done', notice: notice + rest }
}

/** On some platforms a channel reads what its members are answered. */
function isReadIn({ desk, supervisors, departments }: Playbook, talk: InboundTalk, code: string): boolean {
  const own = departments.filter((one) => one.code === code)
  return isDirect(talk) || [desk, supervisors, ...own].some(({ channel }) => isAt(talk, channel))
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
