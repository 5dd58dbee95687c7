import { expect, test } from 'vitest'
import type { Roster } from '../../src/departments/duty/roster.ts'
import { waitOf } from '../../src/inbox/wait.ts'
import { loadPlaybook } from '../../src/playbook/load.ts'
import { leave, member, said } from '../departments/duty/rosters.ts'
import { at, chineseWeek, workweek } from '../sla/weeks.ts'

const shipped = loadPlaybook()
// Mail is answered in the mornings alone.
const playbook = {
  ...shipped,
  hours: { ...shipped.hours, channels: { email: workweek('09:00-12:00') } },
  written: [],
}

const roster = (more: Partial<Roster> = {}): Roster => ({
  members: [
    member('林晓', { roles: ['agent'] }),
    member('周敏', { roles: ['agent'] }),
    member('李工', { rota: chineseWeek('always') }),
  ],
  switches: [],
  leaves: [],
  ...more,
})
const noAgents = roster({ members: [member('李工')] })
const onSaturday = roster({ switches: [said('林晓', true, '2026-11-21 09:00', '2026-11-21 21:00')] })
const saturdayRota = roster({
  members: [member('林晓', { roles: ['agent'], rota: chineseWeek('saturdays'), ownRota: true })],
})
const departmentsRota = roster({
  members: [member('林晓', { roles: ['agent'], rota: chineseWeek('saturdays') })],
})
const oneAway = roster({ leaves: [leave('林晓', '2026-11-20 00:00', '2026-11-21 00:00')] })
const allAway = roster({
  leaves: [
    leave('林晓', '2026-11-20 00:00', '2026-11-21 00:00'),
    leave('周敏', '2026-11-20 00:00', '2026-11-21 00:00'),
  ],
})
const allGone = roster({
  switches: [
    said('林晓', false, '2026-11-20 15:00', '2026-11-23 09:00'),
    said('周敏', false, '2026-11-20 15:30', '2026-11-23 09:00'),
  ],
})
const onWhileAway = roster({
  ...onSaturday,
  leaves: [leave('林晓', '2026-11-21 00:00', '2026-11-22 00:00')],
})

test.each([
  ['Friday morning', roster(), 'web', '2026-11-20 10:00', false],
  ['Friday after work', roster(), 'web', '2026-11-20 18:00', true],
  ['Saturday', roster(), 'web', '2026-11-21 10:00', true],
  ['Saturday, an agent said 上班', onSaturday, 'web', '2026-11-21 10:00', false],
  ['Saturday, an agent’s own rota', saturdayRota, 'web', '2026-11-21 11:00', false],
  ['Saturday after it', saturdayRota, 'web', '2026-11-21 16:00', true],
  ['Saturday, the hours of an agent’s department', departmentsRota, 'web', '2026-11-21 11:00', true],
  ['Saturday, an agent on leave said 上班', onWhileAway, 'web', '2026-11-21 10:00', true],
  ['the first day of 国庆', roster(), 'web', '2026-10-01 10:00', true],
  ['a make-up Saturday', roster(), 'web', '2026-10-10 10:00', false],
  ['one agent away', oneAway, 'web', '2026-11-20 10:00', false],
  ['every agent away', allAway, 'web', '2026-11-20 10:00', true],
  ['one agent went home early', allGone, 'web', '2026-11-20 15:10', false],
  ['every agent went home early', allGone, 'web', '2026-11-20 16:00', true],
  ['a team without agents, open', noAgents, 'web', '2026-11-20 10:00', false],
  ['a team without agents, closed', noAgents, 'web', '2026-11-21 10:00', true],
  ['mail on Friday morning', roster(), 'email', '2026-11-20 10:00', false],
  ['mail on Friday afternoon', roster(), 'email', '2026-11-20 15:00', true],
  ['mail on Saturday, an agent’s own rota', saturdayRota, 'email', '2026-11-21 11:00', true],
  ['mail on Saturday, an agent said 上班', onSaturday, 'email', '2026-11-21 10:00', false],
])('%s: a left message %s', (_name, there, platform, instant, leftMessage) => {
  expect(waitOf(playbook, { roster: there, platform, at: at(instant) })).toMatchObject({ leftMessage })
})

test.each([
  ['mail within its hours', roster(), 'email', '2026-11-20 10:00', true, true],
  ['mail in the afternoon', roster(), 'email', '2026-11-20 15:00', true, false],
  ['mail on Saturday', roster(), 'email', '2026-11-21 10:00', true, false],
  ['mail on Saturday, an agent said 上班', onSaturday, 'email', '2026-11-21 10:00', true, true],
  ['mail while every agent is away', allAway, 'email', '2026-11-20 10:00', true, false],
  ['a chat within the hours', roster(), 'web', '2026-11-20 10:00', false, false],
  ['a chat on Saturday, an agent said 上班', onSaturday, 'web', '2026-11-21 10:00', false, true],
  ['a chat on Saturday', roster(), 'web', '2026-11-21 10:00', true, false],
])('where mail is written: %s', (_name, there, platform, instant, leftMessage, attended) => {
  const wait = waitOf({ ...playbook, written: ['email'] }, { roster: there, platform, at: at(instant) })
  expect(wait).toEqual({ leftMessage, attended })
})
