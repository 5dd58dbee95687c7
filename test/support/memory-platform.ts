import { PlatformError } from '../../src/lib/errors.ts'
import type { Card } from '../../src/platforms/card.ts'
import type { Inbound, OutboundMessage, Outcome, Platform, Pulled } from '../../src/platforms/platform.ts'

/** What is to be seen in a room: a message, or a card as it was last updated. */
export interface Shown {
  id: string
  text: string
  author: OutboundMessage['author']
  card?: Card
  /** How often it was sent or updated. */
  times: number
}

/** What goes wrong with the next sends, in order; after `lost for ever` not even the platform can tell what arrived. */
type Fault = 'refused' | 'unreachable' | 'lost answer' | 'lost request' | 'lost for ever'

export interface MemoryPlatform extends Platform {
  room(id: string): Shown[]
  /** The next sends to rooms that match fail so. */
  fail(room: RegExp, ...faults: Fault[]): void
  /** These wait to be pulled, in order, until they are acknowledged; an error is thrown in its turn, once. */
  waits(...arriving: (Inbound | Error)[]): void
  /** How many wait. */
  left(): number
  /** The next time nothing waits and somebody listens. */
  idle(): Promise<void>
  /** What those who acted were answered. */
  answers: Outcome[]
}

/** A platform without a network: rooms in memory, faults on purpose. `findable` says whether it can tell what arrived. */
export function createMemoryPlatform(name: string, findable = true): MemoryPlatform {
  const rooms = new Map<string, Shown[]>()
  const faults: { room: RegExp; fault: Fault }[] = []
  const unknowable = new Set<string>()
  const room = (id: string): Shown[] => {
    const known = rooms.get(id) ?? []
    rooms.set(id, known)
    return known
  }
  const put = (id: string, message: OutboundMessage): { externalId: string } => {
    const shown = room(id)
    const old = shown.find((one) => one.id === (message.replaces ?? message.id))
    const { text, author, card } = message
    if (old) Object.assign(old, { text, author, card, times: old.times + 1 })
    else shown.push({ id: message.id, text, author, times: 1, ...(card ? { card } : {}) })
    return { externalId: old?.id ?? message.id }
  }
  return {
    name,
    room,
    ...pulled(),
    fail: (pattern, ...kinds) => faults.push(...kinds.map((fault) => ({ room: pattern, fault }))),
    async send(to, message) {
      const index = faults.findIndex((one) => one.room.test(to.id))
      const [hit] = index < 0 ? [] : faults.splice(index, 1)
      if (hit?.fault === 'refused') throw new PlatformError('refused', 'this room takes nothing')
      if (hit?.fault === 'unreachable') throw new PlatformError('unreachable', 'nobody there')
      if (hit?.fault === 'lost request') throw new PlatformError('uncertain', 'no answer')
      if (hit?.fault === 'lost for ever') unknowable.add(message.id)
      const sent = put(to.id, message)
      if (hit?.fault === 'lost answer' || hit?.fault === 'lost for ever')
        throw new PlatformError('uncertain', 'no answer')
      return sent
    },
    ...(findable
      ? {
          find: async (to, id) => {
            if (unknowable.has(id)) throw new PlatformError('uncertain', 'nobody will ever know')
            return room(to.id).some((one) => one.id === id) ? { externalId: id } : undefined
          },
        }
      : {}),
  }
}

/** What is pulled: each waits until the next one is asked for. */
function pulled(): Pick<MemoryPlatform, 'waits' | 'left' | 'idle' | 'answers' | 'listen'> {
  const waiting: (Inbound | Error)[] = []
  const answers: Outcome[] = []
  let stir = (): void => undefined
  const idle: (() => void)[] = []
  return {
    answers,
    waits(...arriving) {
      waiting.push(...arriving)
      stir()
    },
    left: () => waiting.length,
    idle: () => new Promise((resolve) => idle.push(resolve)),
    async *listen(signal): AsyncGenerator<Pulled> {
      while (!signal.aborted) {
        const [first] = waiting
        if (first instanceof Error) {
          waiting.shift()
          throw first
        }
        if (first) {
          yield {
            inbound: first,
            answer: async (outcome) => {
              answers.push(outcome)
            },
          }
          waiting.shift()
          continue
        }
        for (const tell of idle.splice(0)) tell()
        await new Promise<void>((resolve) => {
          stir = resolve
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      }
    },
  }
}
