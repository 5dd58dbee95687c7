import cron, { type ScheduledTask } from 'node-cron'
import { handleKept } from './inbox/receive.ts'
import type { Deps } from './lib/deps.ts'
import { messageOf } from './lib/errors.ts'
import { deliver } from './outbox/deliver.ts'
import { remindDue } from './sla/remind.ts'

/** One line a job: when, what, and how. What is due lives in the database; a tick only asks for it. */
const jobs: { when: string; name: string; run: (deps: Deps) => Promise<number> }[] = [
  { when: '*/2 * * * * *', name: 'deliver', run: deliver },
  {
    when: '*/5 * * * * *',
    name: 'remind',
    run: async (deps) => (await remindDue(deps)) && (await deliver(deps)),
  },
  { when: '*/5 * * * * *', name: 'handle kept', run: handleKept },
]

/** Starts the cron; a job that is still running skips its tick. The returned function stops it and waits for running jobs. */
export function startSchedule(deps: Deps): () => Promise<void> {
  const running = new Map<string, Promise<void>>()
  const tasks: ScheduledTask[] = jobs.map(({ when, name, run }) =>
    cron.schedule(when, () => {
      if (running.has(name)) return
      const turn = run(deps)
        .then(() => undefined)
        .catch((error: unknown) =>
          deps.log.warn({ job: name, error: messageOf(error) }, 'will be tried at the next tick'),
        )
        .finally(() => running.delete(name))
      running.set(name, turn)
    }),
  )
  return async () => {
    for (const task of tasks) await task.stop()
    await Promise.all(running.values())
  }
}
