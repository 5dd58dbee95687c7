import type { Fields } from './shapes.ts'
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
}

/**
 * Tells and tells again: events unacknowledged after 3 s come again at once, after a minute and after five;
 * presses, forms and commands never do. https://docs.slack.dev/apis/events-api/#error-handling
 */
export function createPushes(world: World, times: PushTimes): Pushes {
  const all: Push[] = []
  const faults: PushFault[] = []
  let carry: Carry = (_push, _attempt, end) => end.failed('no_connection')
  let held: (() => void) | undefined

  const attempt = (push: Push, reason: string, done: (error?: string) => void): void => {
    const one: Attempt = { id: world.nextId('envelope'), at: world.clock.now(), reason }
    push.attempts.push(one)
    let over = false
    const failed = (why: string, final = false): void => {
      if (over || push.state === 'acknowledged') return
      over = true
      const wait = final || push.kind !== 'events_api' ? undefined : times.againMs[push.attempts.length - 1]
      if (wait === undefined) {
        push.state = 'lost'
        done(why)
        world.changed()
        return
      }
      world.clock.after(wait, () => {
        if (push.state === 'waiting') attempt(push, why, done)
      })
    }
    const callOff = world.clock.after(times.ackMs, () => failed('timeout'))
    carry(push, one, {
      acknowledged(answer) {
        if (push.state !== 'waiting') return
        over = true
        callOff()
        push.state = 'acknowledged'
        push.answer = answer
        done()
        world.changed()
      },
      // Slack needs its three seconds to notice that nobody was there; a wrong answer it notices at once.
      failed(why, final) {
        if (why === 'no_connection' && push.kind === 'events_api') return
        callOff()
        failed(why, final)
      },
    })
  }

  const start = (push: Push, done: (error?: string) => void): void => {
    const index = faults.findIndex(({ where }) => where?.(push.payload) ?? true)
    const fault = push.kind === 'events_api' && index >= 0 ? faults.splice(index, 1)[0] : undefined
    if (fault?.does === 'behind') {
      held = () => attempt(push, '', done)
      return
    }
    if (fault?.does === 'unseen') world.clock.after(times.ackMs, () => attempt(push, '', done))
    else attempt(push, '', done)
    if (fault?.does === 'twice') attempt(push, 'twice', done)
    const behind = held
    held = undefined
    behind?.()
  }

  return {
    all,
    fault: (fault) => void faults.push(fault),
    carryBy(next) {
      carry = next
    },
    push(kind, payload) {
      const eventId = typeof payload.event_id === 'string' ? payload.event_id : undefined
      const push: Push = {
        kind,
        payload,
        ...(eventId ? { eventId } : {}),
        attempts: [],
        state: 'waiting',
      }
      all.push(push)
      return new Promise((resolve) =>
        start(push, (error) => resolve(error === undefined ? { answer: push.answer } : { error })),
      )
    },
  }
}
