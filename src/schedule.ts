import cron, { type ScheduledTask } from 'node-cron'
import { mapStaff } from './departments/map-staff.ts'
import { handleKept } from './inbox/receive.ts'
import { type Llm, secondOpinions } from './inbox/second-opinion.ts'
import type { Deps } from './lib/deps.ts'
import { messageOf } from './lib/errors.ts'
import { deliver } from './outbox/deliver.ts'
import type { CurrentScripts } from './scripts/current.ts'
import { proposeScripts } from './scripts/propose.ts'
import { remindDue } from './sla/remind.ts'
import { reportMissingYears } from './sla/report-years.ts'
import { auditClocks } from './tickets/audit-clocks.ts'
import { giveMorningList } from './tickets/morning/list.ts'

interface Job {
  when: string
  name: string
  /** Once right away, too. */
  atStart?: true
  run: (deps: Deps, scripts: CurrentScripts, llm: Llm | undefined) => Promise<number>
}

/** One line a job: when, what, and how. What is due lives in the database; a tick only asks for it. */
const jobs: Job[] = [
  { when: '*/2 * * * * *', name: 'deliver', run: deliver },
  {
    when: '*/5 * * * * *',
    name: 'remind',
    run: async (deps) => (await remindDue(deps)) && (await deliver(deps)),
  },
  { when: '*/5 * * * * *', name: 'handle kept', run: handleKept },
  {
    when: '*/5 * * * * *',
    name: 'second opinions',
    run: async (deps, _scripts, llm) =>
      llm ? (await secondOpinions(deps, llm)) && (await deliver(deps)) : 0,
  },
  {
    when: '5 * * * * *',
    name: 'morning list',
    run: async (deps) => (await giveMorningList(deps)) && (await deliver(deps)),
  },
  {
    when: '0 */5 * * * *',
    name: 'learn',
    atStart: true,
    run: async (deps, scripts) => scripts.refresh(deps),
  },
  { when: '0 */10 * * * *', name: 'map staff', atStart: true, run: mapStaff },
  {
    when: '30 7 * * * *',
    name: 'propose scripts',
    run: async (deps) => (await proposeScripts(deps)) && (await deliver(deps)),
  },
  {
    when: '0 0 8 * * *',
    name: 'report missing years',
    atStart: true,
    run: async (deps) => (await reportMissingYears(deps)) && (await deliver(deps)),
  },
  {
    when: '45 17 * * * *',
    name: 'audit clocks',
    run: async (deps) => (await auditClocks(deps)) && (await deliver(deps)),
  },
]

/** Starts the cron; a job that is still running skips its tick. The returned function stops it and waits for running jobs. */
export function startSchedule(deps: Deps, scripts: CurrentScripts, llm?: Llm): () => Promise<void> {
  const running = new Map<string, Promise<void>>()
  const tick = ({ name, run }: Job): void => {
    if (running.has(name)) return
    const turn = run(deps, scripts, llm)
      .then(() => undefined)
      .catch((error: unknown) =>
        deps.log.warn({ job: name, error: messageOf(error) }, 'will be tried at the next tick'),
      )
      .finally(() => running.delete(name))
    running.set(name, turn)
  }
  const tasks: ScheduledTask[] = jobs.map((job) => cron.schedule(job.when, () => tick(job)))
  for (const job of jobs) if (job.atStart) tick(job)
  return async () => {
    for (const task of tasks) await task.stop()
    await Promise.all(running.values())
  }
}
