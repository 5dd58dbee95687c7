import type { Attempt, Carry, Push, PushTimes } from './pushes.ts'
import type { World } from './world.ts'

/** Makes one attempt and those that follow from it; `done` is called once, with why when all was in vain. */
export type Telling = (push: Push, reason: string, done: (error?: string) => void) => void

/**
 * Tells and tells again: events unacknowledged after 3 s come again at once, after a minute and after five;
 * presses, forms and commands never do. https://docs.slack.dev/apis/events-api/#error-handling
 */
export function createTelling(means: { world: World; times: PushTimes; carry: Carry }): Telling {
  const { world, times, carry } = means
  const tell: Telling = (push, reason, done) => {
    const attempt: Attempt = { id: world.nextId('envelope'), at: world.clock.now(), reason }
    push.attempts.push(attempt)
    const failed = (why: string, final = false): void => {
      callOff()
      if (push.state !== 'waiting' || push.attempts.at(-1) !== attempt) return
      const wait = final || push.kind !== 'events_api' ? undefined : times.againMs[push.attempts.length - 1]
      if (wait === undefined) {
        push.state = 'lost'
        done(why)
        return
      }
      world.clock.after(wait, () => {
        if (push.state === 'waiting') tell(push, why, done)
      })
    }
    const callOff = world.clock.after(times.ackMs, () => failed('timeout'))
    carry(push, attempt, {
      acknowledged(answer) {
        callOff()
        if (push.state !== 'waiting') return
        push.state = 'acknowledged'
        push.answer = answer
        done()
      },
      // Slack needs its three seconds to notice that nobody was there; a wrong answer it notices at once.
      failed(why, final) {
        if (why !== 'no_connection' || push.kind !== 'events_api') failed(why, final)
      },
    })
  }
  return tell
}
