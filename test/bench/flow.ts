import path from 'node:path'
import { receive } from '../../src/inbox/receive.ts'
import { openDb } from '../../src/lib/db.ts'
import type { Deps } from '../../src/lib/deps.ts'
import { createTranslate } from '../../src/lib/i18n.ts'
import { silentLog } from '../../src/lib/log.ts'
import { deliver } from '../../src/outbox/deliver.ts'
import { demoPlaybook, loadPlaybook } from '../../src/playbook/load.ts'
import { loadScripts } from '../../src/scripts/load.ts'
import { createMemoryPlatform } from '../support/memory-platform.ts'
import { percentile, type Row } from './table.ts'

const words = [
  '空调不制冷，外机一直在转，已经三天了',
  '型号是 KFR-35GW，去年六月买的',
  '还没有人联系我，你们到底什么时候来',
  '好的，那就明天上午吧',
]

/** Messages through the whole path, from arrival to the committed ticket with its cards enqueued, and on to delivery. */
export async function measureFlow(url: string, reference: Record<number, number>): Promise<Row[]> {
  let statements = 0
  let commits = 0
  const db = openDb({
    url,
    log: silentLog,
    poolSize: 16,
    onQuery: (sql) => {
      if (/^COMMIT/i.test(sql)) commits += 1
      else if (!/^BEGIN/i.test(sql)) statements += 1
    },
  })
  const deps = benchDeps(db)
  try {
    await run(deps, 'warm', 4, 40)
    const rows: Row[] = []
    for (const [customers, messages] of [
      [1, 300],
      [16, 1_200],
    ] as const) {
      statements = 0
      commits = 0
      const { perSecond, samples } = await run(deps, `run${customers}`, customers, messages)
      const share = (100 * perSecond) / (reference[customers] ?? perSecond)
      rows.push(
        {
          what: `messages through the whole path, ${customers} customers at once`,
          figure: `${Math.round(perSecond)}/s (${share.toFixed(0)} % of the reference)`,
        },
        {
          what: `arrival to cards enqueued, ${customers} at once`,
          figure: `p50 ${percentile(samples, 0.5).toFixed(1)} ms, p99 ${percentile(samples, 0.99).toFixed(1)} ms`,
        },
        {
          what: `for each message, ${customers} at once`,
          figure: `${(statements / messages).toFixed(1)} statements, ${(commits / messages).toFixed(2)} commits`,
        },
      )
    }
    const began = performance.now()
    const sent = await deliver(deps)
    const seconds = (performance.now() - began) / 1_000
    // What was overtaken before anybody saw it is settled without being sent.
    const settled = await db.delivery.count({ where: { status: { in: ['sent', 'superseded'] } } })
    rows.push({
      what: 'deliveries settled from outbox to platform',
      figure: `${Math.round(settled / seconds)}/s (${settled}, of them ${sent} sent)`,
    })
    rows.push({
      what: 'memory of the bench after it',
      figure: `${Math.round(process.memoryUsage().rss / 1_048_576)} MB`,
    })
    return rows
  } finally {
    await db.$disconnect()
  }
}

export function benchDeps(db: Deps['db']): Deps {
  const locales = path.resolve(import.meta.dirname, '../../locales')
  const playbook = loadPlaybook({ overlays: [demoPlaybook] })
  const platform = createMemoryPlatform('web')
  return {
    db,
    platforms: new Map([['web', platform]]),
    playbook,
    scripts: loadScripts(locales),
    now: () => new Date(),
    translate: createTranslate(locales),
    log: silentLog,
  }
}

async function run(
  deps: Deps,
  name: string,
  customers: number,
  messages: number,
): Promise<{ perSecond: number; samples: number[] }> {
  const samples: number[] = []
  const talk = async (customer: string): Promise<void> => {
    for (let nth = 0; nth < messages / customers; nth++) {
      const began = performance.now()
      await receive(deps, {
        kind: 'message',
        platform: 'web',
        externalId: `${customer}-${nth}`,
        conversation: customer,
        from: { id: customer },
        text: words[nth % words.length] ?? '',
        attachments: [],
      })
      samples.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: customers }, (_, nth) => talk(`${name}-${nth}`)))
  return { perSecond: samples.length / ((performance.now() - began) / 1_000), samples }
}
