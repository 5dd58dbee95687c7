import { channelsOf } from '../../departments/channel.ts'
import { may } from '../../departments/permission.ts'
import type { Staff } from '../../generated/client.ts'
import type { Deps } from '../../lib/deps.ts'
import type { Locale } from '../../lib/i18n.ts'
import { findPlaces, type ShownAt } from '../../outbox/shown-card.ts'
import type { Home, HomeTicket } from '../../platforms/host.ts'
import type { Playbook } from '../../playbook/playbook.ts'
import { createTimeZone } from '../../sla/time-zone.ts'
import {
  type Audience,
  channelAudience,
  customerName,
  inLocale,
  phraseDeadline,
  stateOf,
  titleOf,
} from '../cards/parts.ts'
import { type Figures, readFigures } from './figures.ts'
import { type ListedTicket, readLists } from './lists.ts'

/** Whoever works here, on which platform they look, and in which language. */
export interface Reading {
  staff: Staff
  platform: string
  locale: Locale
}

/** What somebody who works here has to do today: three statements, however much it is. */
export async function readHome(house: Deps, { staff, platform, locale }: Reading): Promise<Home> {
  const { db, playbook, translate } = house
  const at = house.now()
  const audience = inLocale(channelAudience(playbook, translate, at), locale)
  const readable = departmentsFor(playbook, staff, 'ticket.read')
  const [{ tickets, due }, figures] = await Promise.all([
    readLists(db, { staffId: staff.id, departments: ownDepartments(playbook, staff), at }),
    readFigures(db, readable, beginOfDay(playbook.company.timeZone, at)),
  ])
  const places = await findPlaces(
    db,
    platform,
    tickets.flatMap((ticket) => cardKeys(playbook, { staff, platform }, ticket)),
  )
  const line = (ticket: ListedTicket): HomeTicket => {
    const shown = cardKeys(playbook, { staff, platform }, ticket).map((key) => places.get(key))
    return lineOf(
      audience,
      ticket,
      shown.find((place) => place !== undefined),
    )
  }
  return {
    name: staff.name,
    mine: tickets.filter(({ mine }) => mine).map(line),
    unclaimed: tickets.filter(({ mine }) => !mine).map(line),
    due,
    figures: phraseFigures(audience, figures),
  }
}

/** Where somebody takes what nobody has; who belongs to no department and answers customers takes from all. */
function ownDepartments(playbook: Playbook, staff: Staff): string[] {
  const own = departmentsFor(playbook, staff, 'ticket.claim')
  return own.length > 0 || !may(staff, 'desk.read') ? own : playbook.departments.map(({ code }) => code)
}

/** The departments on whose tickets somebody may do this. */
export const departmentsFor = ({ departments }: Playbook, staff: Staff, act: string): string[] =>
  departments.map(({ code }) => code).filter((code) => may(staff, act, code))

/** The ticket's cards that its reader can see on the platform, the nearest to them first. */
function cardKeys(
  playbook: Playbook,
  { staff, platform }: Pick<Reading, 'staff' | 'platform'>,
  { id, department }: ListedTicket,
): string[] {
  const own = playbook.departments.find(({ code }) => code === department)?.channel.id
  return channelsOf(staff, playbook).flatMap((channel) => {
    if (channel.platform !== platform) return []
    if (channel.kind === 'desk') return [`ticket:${id}:desk`]
    if (channel.kind === 'supervisors') return [`ticket:${id}:supervisors`]
    return channel.kind === 'department' && channel.id === own
      ? [`ticket:${id}:department:${department}`]
      : []
  })
}

/** The ticket in its reader's words; `shown` is where its card stands. */
export function lineOf(audience: Audience, ticket: ListedTicket, shown?: ShownAt): HomeTicket {
  const { clock, deadlineAt: due } = ticket
  return {
    number: ticket.number,
    title: titleOf(audience, ticket),
    state: stateOf(audience, ticket, due !== null && due < audience.at),
    customer: customerName(audience, { customer: ticket }),
    ...(clock !== null && due !== null
      ? {
          deadline: {
            label: audience.translate(audience.locale, `desk.clock.${clock}`),
            value: phraseDeadline(audience, due),
            due: due.toISOString(),
          },
        }
      : {}),
    ...(shown ? { shown } : {}),
  }
}

function phraseFigures({ translate, locale }: Audience, figures: Figures): Home['figures'] {
  const { opened, waiting, solved, onTime } = figures
  const percent = solved === 0 ? '—' : `${Math.round((100 * onTime) / solved)} %`
  const values = { opened, waiting, solved, onTime: percent }
  return Object.entries(values).map(([key, value]) => ({
    label: translate(locale, `desk.home.${key}`),
    value: String(value),
  }))
}

function beginOfDay(name: string, at: Date): Date {
  const zone = createTimeZone(name)
  const [first] = zone.stretchesOf(zone.dayOf(at.getTime()))
  return new Date(first?.from ?? at.getTime())
}
