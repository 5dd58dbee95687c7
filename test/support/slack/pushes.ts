import { type Fields, textIn } from './shapes.ts'
import { createTelling } from './telling.ts'
import type { World } from './world.ts'

export type PushKind = 'events_api' | 'interactive' | 'slash_commands'

/** Something that Slack tells the app. */
export interface Push {
  kind: PushKind
  payload: Fields
  /** Of events: the same at each attempt. */
  eventId?: string
  attempts: Attempt[]
  /** lost: Slack gave up. */
  state: 'waiting' | 'acknowledged' | 'lost'
  /** What the acknowledgement said. */
  answer?: unknown
}

export interface Attempt {
  /** The envelope's, another at each attempt. */
  id: string
  at: number
  /** Why it had to be told again. */
  reason: string
}

/** Carries one attempt to the app: calls one of the two back, once, or neither. */
export type Carry = (push: Push, attempt: Attempt, end: CarryEnd) => void

export interface CarryEnd {
  acknowledged(answer: unknown): void
  /** `final`: never again. */
  failed(reason: string, final?: boolean): void
}

export interface PushTimes {
  /** How long the app has to acknowledge. */
  ackMs: number
  /** How long Slack waits after a failure before it tells an event again. */
  againMs: number[]
}

/** What goes wrong on the way: the next event that fits comes twice, behind its successor, or never at first. */
export interface PushFault {
  does: 'twice' | 'behind' | 'unseen'
  where?: (payload: Fields) => boolean
}

export interface Pushes {
  /** Tells the app; resolves with the acknowledgement's payload, or with why there was none. */
  push(kind: PushKind, payload: Fields): Promise<{ answer: unknown } | { error: string }>
  /** Everything ever told. */
  all: Push[]
  fault(fault: PushFault): void
  /** From now on pushes go this way. */
  carryBy(carry: Carry): void
  /** How many are neither acknowledged nor lost. */
  waiting(): number
}

/** Tells the app things, well or with faults, and keeps what was told. */
export function createPushes(world: World, times: PushTimes): Pushes {
  const all: Push[] = []
  const faults: PushFault[] = []
  let carry: Carry = (_push, _attempt, end) => end.failed('no_connection')
  let waiting = 0
  let held: (() => void) | undefined
  const tell = createTelling({ world, times, carry: (...given) => carry(...given) })

  const start = (push: Push, done: (error?: string) => void): void => {
    const fault = push.kind === 'events_api' ? nextFault(faults, push.payload) : undefined
    const first = (): void => tell(push, '', done)
    if (fault === 'behind') {
      held = first
      return
    }
    if (fault === 'unseen') world.clock.after(times.ackMs, first)
    else first()
    if (fault === 'twice') tell(push, 'twice', done)
    const behind = held
    held = undefined
    behind?.()
  }

  return {
    all,
    waiting: () => waiting,
    fault: (fault) => void faults.push(fault),
    carryBy(next) {
      carry = next
    },
    push(kind, payload) {
      const eventId = textIn(payload, 'event_id')
      const push: Push = { kind, payload, attempts: [], state: 'waiting', ...(eventId ? { eventId } : {}) }
      all.push(push)
      waiting += 1
      return new Promise((resolve) =>
        start(push, (error) => {
          waiting -= 1
          resolve(error === undefined ? { answer: push.answer } : { error })
          world.changed()
        }),
      )
    },
  }
}

function nextFault(faults: PushFault[], payload: Fields): PushFault['does'] | undefined {
  const index = faults.findIndex(({ where }) => where?.(payload) ?? true)
  return index < 0 ? undefined : faults.splice(index, 1)[0]?.does
}
