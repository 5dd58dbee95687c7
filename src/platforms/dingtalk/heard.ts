const most = 2_000

export interface Heard {
  has: (id: string) => boolean
  add: (id: string) => void
}

/**
 * Ids of the messages that were taken by this process, the newest two thousand: what DingTalk brings again after 16 or
 * 60 seconds is not even answered twice. What is recorded is known for ever besides.
 */
export function createHeard(): Heard {
  const ids = new Set<string>()
  return {
    has: (id) => ids.has(id),
    add(id) {
      ids.add(id)
      const [oldest] = ids
      if (ids.size > most && oldest !== undefined) ids.delete(oldest)
    },
  }
}
