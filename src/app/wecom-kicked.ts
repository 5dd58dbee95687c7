import { inTransaction } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { once } from '../lib/once.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { toAdministrators } from '../outbox/report.ts'

const hourMs = 3_600_000

/** Tells the administrators, at most once an hour, that another program connected as our bot and what to do about it. */
export async function tellKicked({ db, now, playbook, translate }: Deps): Promise<void> {
  const at = now()
  const say = (key: string): string => translate(playbook.company.locale, `wecom.bot.${key}`)
  const key = `wecom:kicked:${Math.floor(at.getTime() / hourMs)}`
  const report = toAdministrators(playbook, {
    key,
    title: say('kickedTitle'),
    state: { tone: 'overdue', mark: '🔴', label: say('kickedState') },
    lines: [say('kicked'), say('kickedMeanwhile')],
    facts: [],
    foot: [],
  })
  await inTransaction(db, async (tx) => {
    if (await once(tx, key, at)) await enqueue(tx, [report], at)
  })
}
