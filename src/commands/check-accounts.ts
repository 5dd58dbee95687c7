import { channelsOf } from '../departments/channel.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { type Checked, mind } from './checked.ts'

/** Whoever works here, and where they have accounts. */
interface Accounted {
  workNo: string
  roles: string[]
  departments: string[]
  email: string | null
  identities: { platform: string }[]
}

/** Who would read a channel on a platform where the desk knows no account of theirs: they cannot press or be told there. */
export function checkAccounts(playbook: Playbook, members: readonly Accounted[]): Checked[] {
  return members.flatMap((member) => {
    const places = channelsOf(member, playbook).map(({ platform }) => platform)
    const missing = [...new Set(places)].filter(
      (platform) => platform !== 'web' && !member.identities.some((one) => one.platform === platform),
    )
    return missing.map((platform) =>
      mind(
        `staff: ${member.workNo} has a channel on ${platform}, and no account there that the desk knows of`,
        member.email === null
          ? `give ${member.workNo} an email in the playbook’s team, or name the account: accounts: { ${platform}: … }`
          : `check that ${member.email} is the address of the account, or name it in the playbook’s team: accounts: { ${platform}: … }`,
      ),
    )
  })
}
