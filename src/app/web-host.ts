import { channelsOf } from '../departments/channel.ts'
import { may } from '../departments/permission.ts'
import { findStaff } from '../departments/staff.ts'
import type { Staff } from '../generated/client.ts'
import { hideSecrets } from '../inbox/secrets.ts'
import type { Deps } from '../lib/deps.ts'
import { ForbiddenError, NotFoundError } from '../lib/errors.ts'
import type { Locale } from '../lib/i18n.ts'
import type { TicketPanel } from '../platforms/web/api.ts'
import type { Member, MemberChannel, WebHost } from '../platforms/web/host.ts'
import { actorOf } from '../tickets/acts/press.ts'
import { type Audience, channelAudience, inLocale, stateOf, titleOf } from '../tickets/cards/parts.ts'
import { readDossier } from '../tickets/dossier.ts'
import { findByNumber, ticketsOfFile } from '../tickets/find.ts'
import { panelOf } from '../tickets/panel.ts'
import { searchTickets } from '../tickets/search.ts'
import { recordHappenings } from '../tickets/ticket.ts'
import { openFile } from './email.ts'
import { panelCard } from './panel-card.ts'

/** What the house tells the web platform of tickets and members; every answer depends on who asks. */
export function createReaders(
  house: () => Deps,
): Pick<WebHost, 'member' | 'ticket' | 'search' | 'mayReadRoom' | 'mayReadFile' | 'openFile' | 'warning'> {
  const audience = (locale: Locale): Audience => {
    const { playbook, translate, now } = house()
    return inLocale(channelAudience(playbook, translate, now()), locale)
  }
  return {
    async member(accountId, locale) {
      const staff = await findStaff(house().db, 'web', accountId)
      return staff && memberOf(house(), staff, accountId, locale)
    },
    async ticket(accountId, number, locale) {
      const { db, translate } = house()
      const staff = await allowed(house(), accountId)
      const place = await findByNumber(db, number)
      if (!place) throw new NotFoundError(translate(locale, 'desk.refused.gone'))
      if (!may(staff, 'ticket.read', place.department))
        throw new ForbiddenError(translate(locale, 'desk.refused.not_allowed'))
      const dossier = await readDossier(db, place.ticketId, audience(locale))
      if (!dossier) throw new NotFoundError(translate(locale, 'desk.refused.gone'))
      const card = panelCard(audience(locale), dossier.state, staff)
      const panel: TicketPanel = panelOf(audience(locale), dossier, card)
      return place.platform === 'web' ? { ...panel, room: place.externalId } : panel
    },
    async search(accountId, words, locale) {
      const staff = await allowed(house(), accountId)
      const readable = house()
        .playbook.departments.map(({ code }) => code)
        .filter((code) => may(staff, 'ticket.read', code))
      const tickets = await searchTickets(house().db, words, readable)
      return tickets.map((ticket) => ({
        number: ticket.number,
        title: titleOf(audience(locale), ticket),
        state: stateOf(audience(locale), ticket),
        at: ticket.openedAt.toISOString(),
      }))
    },
    warning: (text, locale) =>
      hideSecrets(text) === text ? undefined : house().translate(locale, 'desk.secret.about'),
    async mayReadRoom(accountId, visitor) {
      const staff = await findStaff(house().db, 'web', accountId)
      if (!staff) return false
      // What is said now belongs to the latest matter; an earlier one opens nothing.
      const latest = await house().db.ticket.findFirst({
        where: { conversation: { platform: 'web', externalId: visitor } },
        orderBy: { id: 'desc' },
        select: { department: true },
      })
      return latest !== null && may(staff, 'ticket.read', latest.department)
    },
    async mayReadFile(accountId, ref) {
      const staff = await findStaff(house().db, 'web', accountId)
      if (!staff) return false
      const tickets = await ticketsOfFile(house().db, ref)
      return tickets.some(({ department }) => may(staff, 'ticket.read', department))
    },
    async openFile(accountId, ref) {
      const file = await openFile(house().platforms, ref)
      if (file?.personal) await keepOpened(house(), accountId, ref)
      return file
    },
  }
}

/** Who saw a customer's words as they were written stands on the trail of the ticket. */
async function keepOpened({ db, now }: Deps, accountId: string, ref: string): Promise<void> {
  const staff = await findStaff(db, 'web', accountId)
  if (!staff) return
  for (const { id } of await ticketsOfFile(db, ref))
    await recordHappenings(db, id, [{ kind: 'personal.shown', by: actorOf(staff) }], now())
}

async function allowed(house: Deps, accountId: string): Promise<Staff> {
  const staff = await findStaff(house.db, 'web', accountId)
  if (staff) return staff
  throw new ForbiddenError(house.translate(house.playbook.company.locale, 'desk.refused.not_staff'))
}

function memberOf({ playbook, translate }: Deps, staff: Staff, accountId: string, locale: Locale): Member {
  const { workNo, name, roles } = staff
  const shared: MemberChannel[] = channelsOf(staff, playbook)
    .filter(({ platform }) => platform === 'web')
    .map((channel) => ({ id: channel.id, name: channel.name[locale], kind: channel.kind }))
  // Whoever holds tickets is reminded of them in a channel of their own.
  const own: MemberChannel[] =
    shared.length > 0 ? [{ id: accountId, name: translate(locale, 'desk.personal'), kind: 'personal' }] : []
  return { workNo, name, roles, channels: [...shared, ...own] }
}
