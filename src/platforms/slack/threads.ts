import type { Db } from '../../lib/db.ts'
import type { Doubt } from '../platform.ts'

/** Which threads are customers' conversations, and whose. */
export interface Threads {
  isConversation(id: string): Promise<boolean>
  /** What speaks against taking words in a conversation as its customer's: another account began it. */
  doubts(id: string, account: string): Promise<{ doubts?: Doubt[] }>
  /** A message of an account is on its way to the house: the next one of its thread may be here before that is recorded. */
  begun(id: string, account: string): void
}

const mostKept = 5_000

export function createThreads(db: Db): Threads {
  const begun = new Map<string, string>()
  return {
    async isConversation(externalId) {
      if (begun.has(externalId)) return true
      const found = await db.conversation.findUnique({
        where: { platform_externalId: { platform: 'slack', externalId } },
        select: { id: true },
      })
      return found !== null
    },
    async doubts(externalId, account) {
      const platform = 'slack'
      const [conversation, identity] = await Promise.all([
        db.conversation.findUnique({ where: { platform_externalId: { platform, externalId } } }),
        db.customerIdentity.findUnique({
          where: { platform_externalId: { platform, externalId: account } },
        }),
      ])
      const theirs = conversation
        ? conversation.customerId === identity?.customerId
        : (begun.get(externalId) ?? account) === account
      return theirs ? {} : { doubts: ['other_sender'] }
    },
    begun(id, account) {
      if (!begun.has(id)) begun.set(id, account)
      const [oldest] = begun.keys()
      if (begun.size > mostKept && oldest !== undefined) begun.delete(oldest)
    },
  }
}
