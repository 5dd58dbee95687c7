import type { Db } from '../../lib/db.ts'

/** Which threads are customers' conversations. */
export interface Threads {
  isConversation(id: string): Promise<boolean>
  /** A message is on its way to the house: the next one of its thread may be here before that is recorded. */
  begun(id: string): void
}

const mostKept = 5_000

export function createThreads(db: Db): Threads {
  const begun = new Set<string>()
  return {
    async isConversation(externalId) {
      if (begun.has(externalId)) return true
      const found = await db.conversation.findUnique({
        where: { platform_externalId: { platform: 'slack', externalId } },
        select: { id: true },
      })
      return found !== null
    },
    begun(id) {
      begun.add(id)
      const [oldest] = begun
      if (begun.size > mostKept && oldest !== undefined) begun.delete(oldest)
    },
  }
}
