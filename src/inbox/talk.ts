import { channelsOf } from '../departments/channel.ts'
import { may } from '../departments/permission.ts'
import { findStaff } from '../departments/staff.ts'
import { localeOf } from '../lib/i18n.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { InboundAction, InboundTalk, Outcome } from '../platforms/platform.ts'
import { departmentOf } from '../playbook/playbook.ts'
import { channelAudience } from '../tickets/cards/parts.ts'
import { posting } from '../tickets/cards/set.ts'
import { departmentCard, deskCard } from '../tickets/cards/ticket.ts'
import { findByNumber } from '../tickets/find.ts'
import type { Work } from '../tickets/settle.ts'
import { readTicket } from '../tickets/state.ts'
import { parseCommand } from './command.ts'
import { fromStaff } from './from-staff.ts'

/** Talk among staff stays in its channel; a command is done. Neither ever reaches a customer. */
export async function fromTalk(work: Work, talk: InboundTalk): Promise<Outcome> {
  const locale = talk.locale === undefined ? work.playbook.company.locale : localeOf(talk.locale)
  const say = (key: string, values?: Record<string, string>): string =>
    work.translate(locale, `desk.command.${key}`, values)
  const staff = await findStaff(work.tx, talk.platform, talk.by)
  if (!staff || !channelsOf(staff, work.playbook).some(({ id }) => id === talk.channel))
    return { status: 'refused', notice: work.translate(locale, 'desk.refused.not_allowed') }
  const command = parseCommand(talk.text)
  if (command.kind === 'talk') return { status: 'done' }
  if (command.kind === 'help') return { status: 'done', notice: say('help') }
  if (command.kind === 'unknown') return { status: 'refused', notice: say('unknown', { word: command.word }) }
  const place = await findByNumber(work.tx, command.number)
  if (!place || !may(staff, 'ticket.read', place.department))
    return { status: 'refused', notice: say('notFound', { number: command.number }) }
  if (command.kind === 'show') {
    const { playbook } = work
    const fitting = [playbook.desk, playbook.supervisors, departmentOf(playbook, place.department)]
    if (!fitting.some((one) => one?.channel.id === talk.channel))
      return { status: 'refused', notice: say('elsewhere', { number: command.number }) }
    return await show(work, talk, place.ticketId)
  }
  const action: InboundAction = {
    kind: 'action',
    platform: talk.platform,
    externalId: talk.externalId,
    by: talk.by,
    ...(talk.locale === undefined ? {} : { locale: talk.locale }),
    card: { key: `ticket:${place.ticketId}:command`, revision: 0 },
    action: `ticket.${command.kind}`,
    values: command.kind === 'note' ? { text: command.text } : {},
  }
  return await fromStaff(work, action)
}

/** The ticket's card once more, at the channel's end. */
async function show(work: Work, talk: InboundTalk, ticketId: number): Promise<Outcome> {
  const state = await readTicket(work.tx, ticketId)
  if (!state) return { status: 'refused' }
  const audience = channelAudience(work.playbook, work.translate, work.at)
  const shown = talk.channel === work.playbook.desk.channel.id ? deskCard : departmentCard
  const card = { ...shown(audience, state), key: `ticket:${ticketId}:shown:${talk.externalId}` }
  await enqueue(work.tx, [posting(work, state, { platform: talk.platform, id: talk.channel }, card)], work.at)
  return { status: 'done' }
}
