import { spanOfDays } from '../departments/duty/days.ts'
import { readRoster } from '../departments/duty/read.ts'
import { endLeave, recordLeave } from '../departments/duty/record.ts'
import {
  type Absence,
  type Member,
  memberByWorkNo,
  memberOf,
  type Roster,
} from '../departments/duty/roster.ts'
import { may } from '../departments/permission.ts'
import { dateIn } from '../lib/instant.ts'
import type { Outcome } from '../platforms/platform.ts'
import { actorOf } from '../tickets/acts/press.ts'
import type { Happening, Refusal } from '../tickets/change.ts'
import { recordHappenings } from '../tickets/ticket.ts'
import { phraseLeave } from './leave-phrase.ts'
import { type LeaveWords, readLeave } from './leave-words.ts'
import { refuse, type Speaker } from './speaker.ts'

/** Two years: what ends later is a slip. */
const furthestMs = 2 * 366 * 86_400_000

/** A leave as it is to be kept. */
interface Planned {
  member: Member
  fromAt: Date
  untilAt: Date
  /** As the command names them. */
  standIn: Member | undefined
}

/** 请假: one's own leave, or as a supervisor a colleague's; the answer says what was understood. */
export async function beginLeave(speaker: Speaker, words: string): Promise<Outcome> {
  const { work, staff, reader, say } = speaker
  const { tx, playbook, at } = work
  const read = readLeave(words, dateIn(playbook.company.timeZone, at))
  if ('unread' in read) return refuse(speaker, `leave.refused.${read.unread}`, { word: read.word })
  const roster = await readRoster(tx, playbook, at)
  const planned = plan(speaker, roster, read)
  if ('refused' in planned) return refuse(speaker, `leave.refused.${planned.refused}`, planned.values)
  const { member, standIn, fromAt, untilAt } = planned
  const standInId = standIn?.id ?? null
  await recordLeave(tx, { staffId: member.id, fromAt, untilAt, standInId, createdBy: staff.id }, at)
  const instead =
    standIn ?? (member.standIn === undefined ? undefined : memberByWorkNo(roster, member.standIn))
  await record(speaker, 'leave.recorded', { member, fromAt, untilAt, instead: instead?.name })
  const values = { name: member.name, days: phraseLeave(reader, planned, at), standIn: instead?.name ?? '' }
  return { status: 'done', notice: say(instead ? 'leave.doneStandIn' : 'leave.done', values) }
}

/** 销假: the leave somebody is on ends now; otherwise the next one is taken back. */
export async function endLeaveEarly(speaker: Speaker, who: string): Promise<Outcome> {
  const { work, reader, say } = speaker
  const { tx, playbook, at } = work
  const roster = await readRoster(tx, playbook, at)
  const member = whom(speaker, roster, who === '' ? undefined : who)
  if ('refused' in member) return refuse(speaker, `leave.refused.${member.refused}`, member.values)
  const { name } = member
  const leave = leavesOf(roster, member.id)[0]
  if (!leave || !(await endLeave(tx, leave.id, at))) return refuse(speaker, 'leave.refused.none', { name })
  await record(speaker, 'leave.ended', { member, ...leave })
  const key = leave.fromAt <= at ? 'leave.ended' : 'leave.takenBack'
  return { status: 'done', notice: say(key, { name, days: phraseLeave(reader, leave, at) }) }
}

/** What was written as a leave that is possible, or why it is not. */
function plan(speaker: Speaker, roster: Roster, { who, from, to, standIn }: LeaveWords): Planned | Refusal {
  const { reader, work } = speaker
  const { at } = work
  const member = whom(speaker, roster, who)
  if ('refused' in member) return member
  if (to < from) return { refused: 'backwards' }
  if (from < dateIn(reader.timeZone, at)) return { refused: 'past' }
  const span = spanOfDays(reader.timeZone, from, to)
  if (span.untilAt.getTime() - at.getTime() > furthestMs) return { refused: 'far' }
  const other = overlapping(roster, member.id, span)
  if (other)
    return { refused: 'already', values: { name: member.name, days: phraseLeave(reader, other, at) } }
  if (standIn === undefined) return { member, standIn: undefined, ...span }
  const named = find(roster, standIn)
  if (!named) return { refused: 'unknown', values: { word: standIn } }
  if (named.id === member.id) return { refused: 'standInSelf' }
  if (!couldDoTheWork(member, named)) return { refused: 'standInElsewhere', values: { name: named.name } }
  const away = overlapping(roster, named.id, span)
  if (away)
    return { refused: 'standInAway', values: { name: named.name, days: phraseLeave(reader, away, at) } }
  return { member, standIn: named, ...span }
}

/** Whether somebody may act on a member's tickets: an agent's for agents, one of their department's for the others. */
const couldDoTheWork = (member: Member, standIn: Member): boolean =>
  (!member.roles.includes('agent') || may(standIn, 'ticket.reply')) &&
  member.departments.every((department) => may(standIn, 'ticket.plan', department))

/** Whose leave it is: the speaker's own, or a colleague's where they may. */
function whom({ staff }: Speaker, roster: Roster, who: string | undefined): Member | Refusal {
  const member = who === undefined ? memberOf(roster, staff.id) : find(roster, who)
  if (!member) return { refused: 'unknown', values: { word: who ?? staff.workNo } }
  if (member.id !== staff.id && !may(staff, 'leave.others')) return { refused: 'notYours' }
  return member
}

/** By work number, or by a name that only one of them has. */
function find(roster: Roster, word: string): Member | undefined {
  const [named, ...others] = roster.members.filter(({ name }) => name === word)
  return memberByWorkNo(roster, word) ?? (others.length === 0 ? named : undefined)
}

/** The earliest first. */
const leavesOf = ({ leaves }: Roster, staffId: string): Absence[] =>
  leaves
    .filter((leave) => leave.staffId === staffId)
    .sort((one, other) => one.fromAt.getTime() - other.fromAt.getTime())

const overlapping = (
  roster: Roster,
  staffId: string,
  { fromAt, untilAt }: Pick<Absence, 'fromAt' | 'untilAt'>,
): Absence | undefined =>
  leavesOf(roster, staffId).find((leave) => leave.fromAt < untilAt && fromAt < leave.untilAt)

async function record(
  { work, staff }: Speaker,
  kind: string,
  {
    member,
    fromAt,
    untilAt,
    instead,
  }: Pick<Planned, 'member' | 'fromAt' | 'untilAt'> & { instead?: string | undefined },
): Promise<void> {
  const { timeZone } = work.playbook.company
  const last = new Date(untilAt.getTime() - 1)
  const note = [dateIn(timeZone, fromAt), dateIn(timeZone, last), instead].filter(Boolean).join(' – ')
  const happening: Happening = { kind, by: actorOf(staff), to: member.name, note }
  await recordHappenings(work.tx, null, [happening], work.at)
}
