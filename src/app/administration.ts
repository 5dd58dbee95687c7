import { closeStaff, recordIdentity, recordStaff } from '../departments/staff.ts'
import { retryArrival } from '../inbox/arrival.ts'
import type { Deps } from '../lib/deps.ts'
import { BadInputError, NotFoundError } from '../lib/errors.ts'
import type { Locale } from '../lib/i18n.ts'
import { retryDelivery } from '../outbox/retry.ts'
import type { WebHost } from '../platforms/web/host.ts'
import type { WebPlatform } from '../platforms/web/index.ts'
import { type Role, roles } from '../playbook/playbook.ts'
import { createPermit } from './permit.ts'
import { systemView } from './system-view.ts'
import { alone } from './team.ts'

type Acts = Pick<
  WebHost,
  'system' | 'addStaff' | 'closeStaff' | 'linkFor' | 'retryDelivery' | 'retryArrival' | 'endDemo'
>

/** What the administration needs besides the house. */
export interface Administered {
  house: () => Deps
  web: () => WebPlatform
  /** Set while this is the demonstration. */
  endDemo?: () => Promise<{ link: string }>
}

/** The administrator's acts: each checked here, and each in the audit trail. */
export function createAdministration({ house, web, endDemo }: Administered): Acts {
  const { permit, audit, refused } = createPermit(house)
  const accountOf = async (staffId: string): Promise<string> => {
    const identity = await house().db.staffIdentity.findFirst({ where: { staffId, platform: 'web' } })
    if (!identity) throw new NotFoundError(refused('no_account'))
    return identity.externalId
  }
  return {
    async system(accountId, locale: Locale) {
      await permit(accountId, 'system.run')
      return await systemView(house(), locale, endDemo !== undefined)
    },
    async addStaff(accountId, wanted) {
      const admin = await permit(accountId, 'system.run')
      const { db, playbook, now } = house()
      const { workNo, name, departments, email } = wanted
      const roles = wanted.roles.filter(isRole)
      const known = playbook.departments.map(({ code }) => code)
      const placed = !roles.includes('department') || departments.length > 0
      if (roles.length === 0 || roles.length < wanted.roles.length || !placed)
        throw new BadInputError(refused('unknown_role'))
      if (!departments.every((code) => known.includes(code))) throw new BadInputError(refused('unknown_role'))
      return await alone(house(), async () => {
        if (await db.staff.findUnique({ where: { workNo } }))
          throw new BadInputError(refused('work_no_taken'))
        const { accountId: opened, link } = await web().createAccount({ login: wanted.login })
        const staff = await recordStaff(db, { workNo, name, roles, departments, email }, now())
        await recordIdentity(db, staff.id, 'web', opened)
        await audit(admin, 'staff.added', workNo)
        return { link }
      })
    },
    async closeStaff(accountId, staffId) {
      const admin = await permit(accountId, 'system.run')
      if (admin.id === staffId) throw new BadInputError(refused('not_yourself'))
      const account = await accountOf(staffId)
      await closeStaff(house().db, staffId)
      await web().closeAccount(account)
      await audit(admin, 'staff.closed', staffId)
    },
    async linkFor(accountId, staffId) {
      const admin = await permit(accountId, 'system.run')
      const link = await web().createLink(await accountOf(staffId))
      await audit(admin, 'staff.link_given', staffId)
      return { link }
    },
    async retryDelivery(accountId, id) {
      const staff = await permit(accountId, 'delivery.retry')
      if (!(await retryDelivery(house().db, id, house().now())))
        throw new NotFoundError(refused('nothing_to_retry'))
      await audit(staff, 'delivery.retried', id)
    },
    async retryArrival(accountId, { platform, id }) {
      const admin = await permit(accountId, 'system.run')
      if (!(await retryArrival(house().db, platform, id, house().now())))
        throw new NotFoundError(refused('nothing_to_retry'))
      await audit(admin, 'arrival.retried', id)
    },
    async endDemo(accountId) {
      await permit(accountId, 'system.run')
      if (!endDemo) throw new NotFoundError(refused('no_demo'))
      return await endDemo()
    },
  }
}

const isRole = (role: string): role is Role => roles.some((one) => one === role)
