import { readRoster } from '../departments/duty/read.ts'
import { recordSwitch } from '../departments/duty/record.ts'
import {
  isOnDuty,
  leaveOf,
  type Member,
  memberOf,
  onDutyIn,
  type Roster,
  standInFor,
  switchOf,
  withRole,
} from '../departments/duty/roster.ts'
import { offUntil, onUntil } from '../departments/duty/switch.ts'
import { phraseInstant } from '../lib/instant.ts'
import type { Outcome } from '../platforms/platform.ts'
import { isOpen } from '../sla/calendar.ts'
import { actorOf } from '../tickets/acts/press.ts'
import { recordHappenings } from '../tickets/ticket.ts'
import { phraseLeave } from './leave-phrase.ts'
import { refuse, type Speaker } from './speaker.ts'

/** 上班 and 下班: on duty outside the rota, off duty within it, until the answer says. */
export async function switchDuty(speaker: Speaker, wanted: 'on' | 'off'): Promise<Outcome> {
  const { work, staff, reader, say } = speaker
  const { tx, playbook, at } = work
  const roster = await readRoster(tx, playbook, at)
  const member = memberOf(roster, staff.id)
  if (!member) return refuse(speaker, 'refused.not_staff')
  const leave = leaveOf(roster, staff.id, at)
  if (leave) return refuse(speaker, `duty.${wanted}OnLeave`, { leave: phraseLeave(reader, leave, at) })
  const isOn = wanted === 'on'
  const scheduled = isOpen(member.rota, at)
  // By the rota already: nothing is to be kept. 上班 said again outside it counts anew.
  const unchanged = isOnDuty(roster, staff.id, at) === isOn
  if (unchanged && (!isOn || (scheduled && !switchOf(roster, staff.id, at))))
    return { status: 'done', notice: say(`duty.${wanted}Already`) }
  const untilAt = isOn ? onUntil(member.rota, at) : offUntil(member.rota, at)
  await recordSwitch(tx, { staffId: staff.id, isOn, at, untilAt })
  const until = phraseInstant(reader, untilAt, at)
  const by = actorOf(staff)
  await recordHappenings(
    tx,
    null,
    [{ kind: `duty.${wanted}`, by, to: staff.name, note: untilAt.toISOString() }],
    at,
  )
  return { status: 'done', notice: say(`duty.${wanted}`, { until }) }
}

/** 值班: who is on duty now, by department, and who is away with whoever stands in. */
export async function showDuty(speaker: Speaker): Promise<Outcome> {
  const { work, reader, say } = speaker
  const { playbook, at } = work
  const roster = await readRoster(work.tx, playbook, at)
  const here = (members: readonly Member[]): Member[] => members.filter(({ id }) => isOnDuty(roster, id, at))
  const line = (place: string, members: readonly Member[]): string =>
    say('duty.line', {
      place,
      names: members.length > 0 ? members.map(({ name }) => name).join(say('duty.and')) : say('duty.none'),
    })
  const unplaced = withRole(roster, 'agent').filter(({ departments }) => departments.length === 0)
  const lines = [
    say('duty.now'),
    ...(unplaced.length > 0 ? [line(playbook.desk.name[reader.locale], here(unplaced))] : []),
    ...playbook.departments.map(({ code, name }) => line(name[reader.locale], onDutyIn(roster, code, at))),
    line(say('duty.supervisors'), here(withRole(roster, 'supervisor'))),
    ...awayLines(speaker, roster),
  ]
  return { status: 'done', notice: lines.join('\n') }
}

/** 休假：李工（11月23日 至 11月25日，现由王工代班） */
function awayLines(speaker: Speaker, roster: Roster): string[] {
  const { say, reader, work } = speaker
  const { at } = work
  return roster.members.flatMap(({ id, name }) => {
    const leave = leaveOf(roster, id, at)
    if (!leave) return []
    const standIn = standInFor(roster, id, at)?.name
    const key = standIn ? 'duty.awayStandIn' : 'duty.away'
    return [say(key, { name, days: phraseLeave(reader, leave, at), standIn: standIn ?? '' })]
  })
}
