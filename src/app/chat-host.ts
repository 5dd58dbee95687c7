import { findStaff } from '../departments/staff.ts'
import type { Deps } from '../lib/deps.ts'
import { findCardAt, findShownCard } from '../outbox/shown-card.ts'
import type { ChatHost } from '../platforms/host.ts'
import type { PlatformName } from '../platforms/platform.ts'
import { readHome } from '../tickets/home/home.ts'
import { openFile } from './email.ts'

/** What the house tells a chat platform. */
export function createChatHost(house: Deps, platform: PlatformName): ChatHost {
  const { db, playbook } = house
  const { desk, supervisors, administrators, departments } = playbook
  const channels = [desk, supervisors, administrators, ...departments].map(({ channel }) => channel)
  return {
    channels: new Set(channels.filter((one) => one.platform === platform).map(({ id }) => id)),
    isStaff: async (account) => (await findStaff(db, platform, account)) !== undefined,
    card: (to, key) => findShownCard(db, { platform, id: to }, key),
    cardAt: (to, externalId) => findCardAt(db, { platform, id: to }, externalId),
    async home(account, locale) {
      const staff = await findStaff(db, platform, account)
      return staff && (await readHome(house, { staff, platform, locale }))
    },
    openFile: (ref) => openFile(house.platforms, ref),
  }
}
