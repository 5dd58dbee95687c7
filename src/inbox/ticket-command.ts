import { readRoster } from '../departments/duty/read.ts'
import { may } from '../departments/permission.ts'
import { parseDay } from '../language/entities/day.ts'
import { dateIn } from '../lib/instant.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { InboundAction, InboundTalk, Outcome } from '../platforms/platform.ts'
import { departmentOf } from '../playbook/playbook.ts'
import { adding, dutyLine } from '../tickets/cards/duty.ts'
import { channelAudience } from '../tickets/cards/parts.ts'
import { posting } from '../tickets/cards/set.ts'
import { departmentCard, deskCard } from '../tickets/cards/ticket.ts'
import { findByNumber } from '../tickets/find.ts'
import { readTicket } from '../tickets/state.ts'
import { comingDay } from './coming-day.ts'
import type { TicketCommand } from './command.ts'
import { fromStaff } from './from-staff.ts'
import { handOver } from './hand-over.ts'
import { refuse, type Speaker } from './speaker.ts'
import { isAt, isDirect } from './spot.ts'

/** 查看, 认领 and 备注 by the ticket's number: shown here, or done like a press of its card's button. */
export async function commandTicket(
  speaker: Speaker,
  talk: InboundTalk,
  command: TicketCommand,
): Promise<Outcome> {
  const { work, staff } = speaker
  const { number } = command
  if (command.kind === 'handover') return await handOver(speaker, number)
  const place = await findByNumber(work.tx, number)
  if (!place || !may(staff, 'ticket.read', place.department))
    return refuse(speaker, 'command.notFound', { number })
  if (command.kind === 'show') {
    const { playbook } = work
    const fitting = [playbook.desk, playbook.supervisors, departmentOf(playbook, place.department)]
    if (!isDirect(talk) && !fitting.some((one) => one && isAt(talk, one.channel)))
      return refuse(speaker, 'command.elsewhere', { number })
    return await show(speaker, talk, place.ticketId)
  }
  const action: InboundAction = {
    kind: 'action',
    platform: talk.platform,
    externalId: talk.externalId,
    by: talk.by,
    ...(talk.locale === undefined ? {} : { locale: talk.locale }),
    card: { key: `ticket:${place.ticketId}:command`, revision: 0 },
    action: `ticket.${command.kind}`,
    values: valuesOf(command, dateIn(work.playbook.company.timeZone, work.at)),
  }
  return await fromStaff(work, action)
}

/** What a button would ask for. */
function valuesOf(command: TicketCommand, today: string): Record<string, string> {
  if (command.kind === 'note') return { text: command.text }
  if (command.kind === 'merge') return { into: command.into }
  if (command.kind !== 'revisit') return {}
  const now = parseDay(today)
  const date = now ? comingDay(command.day, now) : undefined
  return { date: date ?? '', text: command.text }
}

/** The ticket's card once more, at the channel's end; a department sees who is on duty, too. */
async function show({ work, staff }: Speaker, talk: InboundTalk, ticketId: number): Promise<Outcome> {
  const { tx, playbook, translate, at } = work
  const state = await readTicket(tx, ticketId)
  if (!state) return { status: 'refused' }
  const audience = channelAudience(playbook, translate, at)
  const atDesk = isDirect(talk) ? may(staff, 'desk.read') : isAt(talk, playbook.desk.channel)
  const shown = atDesk
    ? deskCard(audience, state)
    : adding(departmentCard(audience, state), dutyLine(audience, state, await readRoster(tx, playbook, at)))
  const card = { ...shown, key: `ticket:${ticketId}:shown:${talk.externalId}` }
  await enqueue(tx, [posting(work, state, { platform: talk.platform, id: talk.channel }, card)], at)
  return { status: 'done' }
}
