import { type Config, readConfig } from '../config.ts'
import { demoOf } from '../demo/playbook.ts'
import { type Db, openDb } from '../lib/db.ts'
import { ConfigError, messageOf } from '../lib/errors.ts'
import { silentLog } from '../lib/log.ts'
import { loadPlaybook } from '../playbook/load.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { checkAccounts } from './check-accounts.ts'
import { checkClocks, checkOutbox, checkTime } from './check-data.ts'
import { findDatabase } from './check-database.ts'
import { checkMail } from './check-mail.ts'
import { checkCategories, checkHolidays, checkStaff, checkTimeZone } from './check-playbook.ts'
import { bad, type Checked, good, mind } from './checked.ts'

/** Looks at everything a desk stands on, from the environment to its clocks, and changes nothing. */
export async function examine(now: Date, environment?: NodeJS.ProcessEnv): Promise<Checked[]> {
  const config = attempt(() => readConfig(environment))
  if ('fault' in config) return [bad(config.fault, 'nothing else can be looked at until then')]
  const playbook = attempt(() => loadPlaybook({ path: config.value.playbook }))
  const database = await findDatabase(config.value)
  const set = checkConfig(config.value)
  if ('fault' in playbook)
    return [
      ...set,
      bad(`playbook: it is not right\n${playbook.fault}`, 'correct these lines'),
      ...database.checked,
    ]
  const own = [
    checkPlaybook(config.value, playbook.value),
    ...checkCategories(playbook.value, loadPlaybook()),
  ]
  const zone = checkTimeZone(playbook.value, now)
  const { url } = database
  if (url === undefined) {
    const { team } = playbook.value
    const staff = team.length > 0 ? checkStaff(playbook.value, team) : []
    return [...set, ...own, ...staff, zone, ...checkHolidays(playbook.value, now), ...database.checked]
  }
  // The demonstration plays by a playbook of its own.
  const played = database.demo ? demoOf(config.value.playbook) : playbook.value
  const db = openDb({ url, log: silentLog, poolSize: 2 })
  try {
    const { staff, holidays, rest } = await checkDesk(db, played, now)
    const mail = await checkMail(db, config.value)
    return [...set, ...own, ...staff, zone, ...holidays, ...database.checked, ...rest, ...mail]
  } finally {
    await db.$disconnect()
  }
}

async function checkDesk(
  db: Db,
  playbook: Playbook,
  now: Date,
): Promise<{ staff: Checked[]; holidays: Checked[]; rest: Checked[] }> {
  const members = await db.staff.findMany({
    where: { active: true },
    select: {
      workNo: true,
      roles: true,
      departments: true,
      email: true,
      identities: { select: { platform: true } },
    },
    orderBy: { workNo: 'asc' },
  })
  const { _max: last } = await db.clock.aggregate({
    where: { stoppedAt: null, pausedAt: null, elapsed: false },
    _max: { deadlineAt: true },
  })
  const reached = last.deadlineAt ?? undefined
  return {
    staff: [...checkStaff(playbook, members), ...checkAccounts(playbook, members)],
    holidays: checkHolidays(playbook, now, reached),
    rest: [
      ...(await checkTime(db, now)),
      ...(await checkClocks(db, playbook, now)),
      ...(await checkOutbox(db, now)),
    ],
  }
}

function checkConfig({ production, host, port, publicUrl, llm }: Config): Checked[] {
  const listens = `configuration: listens on ${host}, port ${port}, as a ${production ? 'real desk' : 'demonstration'}`
  const model = llm ? [good(`configuration: ${llm.model} is asked for second opinions`)] : []
  if (!production) return [good(listens), ...model]
  if (publicUrl === undefined)
    return [
      good(listens),
      mind(
        'configuration: PUBLIC_URL is not set: links in cards and mails lead to this computer only',
        'set PUBLIC_URL to the address at which browsers reach the desk',
      ),
      ...model,
    ]
  if (publicUrl.startsWith('http:') && !/^http:\/\/(localhost|127\.)/.test(publicUrl))
    return [
      good(listens),
      mind(
        `configuration: PUBLIC_URL is ${publicUrl}: passwords and customers’ words go over the network readable`,
        'put a proxy with a certificate in front, and give its https address',
      ),
      ...model,
    ]
  return [good(`${listens}, reached at ${publicUrl}`), ...model]
}

function checkPlaybook({ playbook }: Config, { departments, categories, policies }: Playbook): Checked {
  const holds = `${departments.length} departments, ${categories.length} categories, ${policies.length} policies`
  return good(`playbook: ${playbook ?? 'the one that comes with the product'}, ${holds}`)
}

/** What an act gives, or what it says is to be corrected. */
function attempt<T>(act: () => T): { value: T } | { fault: string } {
  try {
    return { value: act() }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { fault: messageOf(error) }
  }
}
