import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth'
import type { Db } from '../../../lib/db.ts'
import { seal, unseal } from '../../../lib/seal.ts'

export interface InstallationDeps {
  db: Db
  key: Buffer
  now: () => Date
}

/** Keeps what workspaces installed the app with, sealed; the store that @slack/oauth asks for. */
export function createInstallations({ db, key, now }: InstallationDeps): InstallationStore {
  return {
    async storeInstallation(installation) {
      const { team, enterprise } = installation
      const teamId = installation.isEnterpriseInstall ? enterprise?.id : team?.id
      if (teamId === undefined) throw new Error('Slack named no workspace')
      const data = {
        name: (installation.isEnterpriseInstall ? enterprise?.name : team?.name) ?? teamId,
        sealed: seal(key, installation),
        changedAt: now(),
      }
      await db.slackInstallation.upsert({
        where: { teamId },
        create: { teamId, installedAt: now(), ...data },
        update: data,
      })
    },
    async fetchInstallation(query) {
      const kept = await findKept(db, query)
      if (!kept) throw new Error(`the app is not installed in ${query.teamId ?? query.enterpriseId}`)
      // Changed, lost or sealed with another key: unseal says so.
      return unseal(key, kept.sealed) as Installation<'v1' | 'v2', never>
    },
    async deleteInstallation(query) {
      const teamId = idOf(query)
      if (teamId !== undefined) await db.slackInstallation.deleteMany({ where: { teamId } })
    },
  }
}

const idOf = ({
  isEnterpriseInstall,
  teamId,
  enterpriseId,
}: InstallationQuery<boolean>): string | undefined => (isEnterpriseInstall ? enterpriseId : teamId)

/** A workspace's own, else its organisation's. */
async function findKept(db: Db, query: InstallationQuery<boolean>): Promise<{ sealed: string } | undefined> {
  const ids = [query.teamId, query.enterpriseId].filter((id) => id !== undefined)
  const kept = await db.slackInstallation.findMany({ where: { teamId: { in: ids } } })
  return kept.find(({ teamId }) => teamId === query.teamId) ?? kept[0]
}
