import { readRoster } from '../departments/duty/read.ts'
import { isOnDuty, memberOf } from '../departments/duty/roster.ts'
import type { Deps } from '../lib/deps.ts'
import type { Mention } from '../platforms/dingtalk/deps.ts'

/**
 * Whom a reminder in a channel is for, as DingTalk knows them: at the desk the agent of the ticket, elsewhere whoever
 * works on it. Nobody who is off duty: whoever stands in for them hears of it in person.
 */
export async function holderOf(
  { db, playbook, now }: Pick<Deps, 'db' | 'playbook' | 'now'>,
  number: string,
  channel: string,
): Promise<Mention | undefined> {
  const ticket = await db.ticket.findUnique({
    where: { number },
    select: { agentId: true, assigneeId: true },
  })
  const { platform, id } = playbook.desk.channel
  const holder = platform === 'dingtalk' && id === channel ? ticket?.agentId : ticket?.assigneeId
  if (!holder) return undefined
  const roster = await readRoster(db, playbook, now())
  const member = isOnDuty(roster, holder, now()) ? memberOf(roster, holder) : undefined
  const account = member?.accounts.find((one) => one.platform === 'dingtalk')
  return member && account ? { account: account.id, name: member.name } : undefined
}
