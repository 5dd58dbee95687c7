import { may } from '../departments/permission.ts'
import { findStaff } from '../departments/staff.ts'
import type { Staff } from '../generated/client.ts'
import type { Deps } from '../lib/deps.ts'
import { ForbiddenError } from '../lib/errors.ts'
import { recordHappenings } from '../tickets/ticket.ts'

/** What every act of an administrator begins and ends with. */
export interface Permit {
  /** Who the account is, where they may do it. Throws ForbiddenError. */
  permit(accountId: string, act: string): Promise<Staff>
  /** Puts the act into the audit trail; no secrets here. */
  audit(staff: Staff, kind: string, to: string): Promise<void>
  /** A text of `desk.admin` in the company's language. */
  refused(key: string): string
}

/** Asks and records for the house there is now. */
export function createPermit(house: () => Deps): Permit {
  const refused = (key: string): string =>
    house().translate(house().playbook.company.locale, `desk.admin.${key}`)
  return {
    refused,
    async permit(accountId, act) {
      const staff = await findStaff(house().db, 'web', accountId)
      if (!staff || !may(staff, act)) throw new ForbiddenError(refused('forbidden'))
      return staff
    },
    async audit(staff, kind, to) {
      const by = { kind: 'administrator' as const, name: staff.name, staffId: staff.id }
      await recordHappenings(house().db, null, [{ kind, by, to }], house().now())
    },
  }
}
