import { channelsOf, type StaffChannel } from '../departments/channel.ts'
import { findStaff } from '../departments/staff.ts'
import { localeOf } from '../lib/i18n.ts'
import type { InboundTalk, Outcome } from '../platforms/platform.ts'
import type { Work } from '../tickets/settle.ts'
import { type Command, parseCommand } from './command.ts'
import { showDuty, switchDuty } from './duty-command.ts'
import { beginLeave, endLeaveEarly } from './leave-command.ts'
import { findByWords, listOwn } from './list-command.ts'
import { refuse, type Speaker, speakerOf } from './speaker.ts'
import { commandTicket } from './ticket-command.ts'

/** Talk among staff stays in its channel; a command is done. Neither ever reaches a customer. */
export async function fromTalk(work: Work, talk: InboundTalk): Promise<Outcome> {
  const locale = talk.locale === undefined ? work.playbook.company.locale : localeOf(talk.locale)
  const staff = await findStaff(work.tx, talk.platform, talk.by)
  if (!staff || !mayTalkIn(talk, channelsOf(staff, work.playbook)))
    return { status: 'refused', notice: work.translate(locale, 'desk.refused.not_allowed') }
  return await obey(speakerOf(work, staff, locale), talk, parseCommand(talk.text))
}

/** In a channel of theirs, or with the bot alone. */
const mayTalkIn = ({ platform, channel, by }: InboundTalk, channels: readonly StaffChannel[]): boolean =>
  channel === by || channels.some((one) => one.platform === platform && one.id === channel)

async function obey(speaker: Speaker, talk: InboundTalk, command: Command): Promise<Outcome> {
  switch (command.kind) {
    case 'talk':
      return { status: 'done' }
    case 'help':
      return { status: 'done', notice: speaker.say('command.help') }
    case 'unknown':
      return refuse(speaker, 'command.unknown', { word: command.word })
    case 'on':
    case 'off':
      return await switchDuty(speaker, command.kind)
    case 'duty':
      return await showDuty(speaker)
    case 'leave':
      return await beginLeave(speaker, command.words)
    case 'list':
      return await listOwn(speaker)
    case 'find':
      return await findByWords(speaker, talk, command.words)
    case 'back':
      return await endLeaveEarly(speaker, command.who)
    default:
      return await commandTicket(speaker, talk, command)
  }
}
