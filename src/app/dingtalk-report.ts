import { inTransaction } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { messageOf } from '../lib/errors.ts'
import { once } from '../lib/once.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { type Report, toAdministrators } from '../outbox/report.ts'
import type { BudgetWarning } from '../platforms/dingtalk/quota.ts'
import type { StreamFault } from '../platforms/dingtalk/stream/keep.ts'

/** Tells the administrators, once a month and level, how much of the month's calls is used. */
export async function tellBudget(house: Deps, { month, used, of, level }: BudgetWarning): Promise<void> {
  const say = sayOf(house)
  const spent = level === 'spent'
  const text = (name: string, values?: Record<string, string | number>): string =>
    say(`budget.${name}`, values)
  await tell(house, `dingtalk:budget:${month}:${level}`, {
    title: spent ? text('titleSpent') : text('title', { percent: Math.floor((used * 100) / of) }),
    state: spent
      ? { tone: 'critical', mark: '🚨', label: text('stateSpent') }
      : { tone: 'overdue', mark: '🟠', label: text('state') },
    facts: [{ label: text('used'), value: text('count', { used, of, month }) }],
    lines: [text('means'), text(spent ? 'spent' : 'do')],
    foot: spent ? [text('do')] : [],
  })
}

/** Tells the administrators, once a day, what keeps DingTalk from being reached, and what to do; the log has it each time. */
export function reportStream(house: Deps, fault: StreamFault | undefined): void {
  const say = sayOf(house)
  if (fault === undefined) {
    house.log.info({ platform: 'dingtalk' }, 'DingTalk is connected')
    return
  }
  const [what, remedy] = [say(`stream.${fault}.what`), say(`stream.${fault}.remedy`)]
  house.log.error({ platform: 'dingtalk', fault }, `${what} ${remedy}`)
  const day = house.now().toISOString().slice(0, 10)
  void tell(house, `dingtalk:${fault}:${day}`, {
    title: say('stream.title'),
    state: { tone: 'critical', mark: '🔴', label: say('stream.state') },
    facts: [],
    lines: [what, remedy],
    foot: [say('stream.after')],
  }).catch((error: unknown) =>
    house.log.warn({ error: messageOf(error) }, 'the administrators were not told'),
  )
}

type Say = (name: string, values?: Record<string, string | number>) => string

const sayOf =
  ({ playbook, translate }: Deps): Say =>
  (name, values) =>
    translate(playbook.company.locale, `dingtalk.${name}`, values)

async function tell(house: Deps, key: string, report: Omit<Report, 'key'>): Promise<void> {
  const at = house.now()
  await inTransaction(house.db, async (tx) => {
    if (await once(tx, key, at)) await enqueue(tx, [toAdministrators(house.playbook, { key, ...report })], at)
  })
}
