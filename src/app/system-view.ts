import type { Deps } from '../lib/deps.ts'
import type { Locale } from '../lib/i18n.ts'
import type { SystemView } from '../platforms/web/api.ts'

/** What the administrator looks after: who works here, what was not delivered, what could not be handled. */
export async function systemView({ db, playbook }: Deps, locale: Locale, demo: boolean): Promise<SystemView> {
  const [staff, deliveries, arrivals] = await Promise.all([
    db.staff.findMany({ include: { identities: true }, orderBy: { workNo: 'asc' } }),
    db.delivery.findMany({
      where: { status: { in: ['dead', 'uncertain'] } },
      orderBy: { seq: 'desc' },
      take: 200,
    }),
    db.arrival.findMany({ where: { handledAt: null }, orderBy: { arrivedAt: 'desc' }, take: 200 }),
  ])
  const logins = await db.webAccount.findMany({ select: { id: true, login: true } })
  const loginOf = new Map(logins.map(({ id, login }) => [id, login]))
  return {
    staff: staff.map(({ id, workNo, name, roles, departments, active, identities }) => ({
      id,
      workNo,
      name,
      roles,
      departments,
      active,
      login:
        identities.map(({ externalId }) => loginOf.get(externalId)).find((login) => login !== undefined) ??
        '',
    })),
    departments: playbook.departments.map(({ code, name }) => ({ code, name: name[locale] })),
    deliveries: deliveries.map(({ id, platform, address, cardKey, status, error, createdAt, audience }) => ({
      id,
      to: `${platform}:${address}`,
      // What was said belongs to the ticket, not to whoever looks after the machine.
      what: cardKey?.split(':')[0] ?? audience,
      status,
      error: error ?? '',
      at: createdAt.toISOString(),
    })),
    arrivals: arrivals.map(({ platform, externalId, error, attempts, arrivedAt }) => ({
      platform,
      id: externalId,
      error: error ?? '',
      attempts,
      at: arrivedAt.toISOString(),
    })),
    demo,
  }
}
