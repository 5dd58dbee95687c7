import path from 'node:path'
import pg from 'pg'
import { openDb } from '../../src/lib/db.ts'
import type { Deps } from '../../src/lib/deps.ts'
import { createTranslate } from '../../src/lib/i18n.ts'
import { silentLog } from '../../src/lib/log.ts'
import { loadPlaybook } from '../../src/playbook/load.ts'
import { loadScripts } from '../../src/scripts/load.ts'
import { createCalendar } from '../../src/sla/calendar.ts'
import { deadlineOf } from '../../src/sla/deadline.ts'
import { holidaysOf } from '../../src/sla/holidays.ts'
import { remindDue } from '../../src/sla/remind.ts'
import { createMemoryPlatform } from '../support/memory-platform.ts'
import { percentile, type Row } from './table.ts'

const tickets = 250_000
const overdue = 10_000
/** A Wednesday morning on which everybody works. */
const now = new Date('2026-11-18T10:00:00+08:00')

/** A million clocks that run: what a sweep costs when nothing is due, and when ten thousand are. */
export async function measureClocks(url: string): Promise<Row[]> {
  await fillDatabase(url)
  const db = openDb({ url, log: silentLog })
  try {
    const deps = depsOf(db)
    await remindDue(deps)
    const idle: number[] = []
    for (let nth = 0; nth < 40; nth++) {
      const began = performance.now()
      await remindDue(deps)
      idle.push(performance.now() - began)
    }
    await db.$executeRaw`UPDATE "Clock" SET level = 2, "nextNoticeAt" = ${now}, "deadlineAt" = ${now} WHERE id <= ${overdue}`
    const began = performance.now()
    const told = await remindDue(deps)
    const ms = performance.now() - began
    const messages = await db.delivery.count()
    return [
      {
        what: 'a sweep over 1,000,000 open clocks, none due',
        figure: `p50 ${percentile(idle, 0.5).toFixed(1)} ms, p99 ${percentile(idle, 0.99).toFixed(1)} ms`,
      },
      {
        what: `${told} of them overdue at once: told and enqueued`,
        figure: `${(ms / 1_000).toFixed(1)} s (${messages} messages)`,
      },
      deadlineRow(),
    ]
  } finally {
    await db.$disconnect()
  }
}

async function fillDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`
      INSERT INTO "Customer" (id, "createdAt") VALUES ('00000000-0000-7000-8000-000000000001', now());
      INSERT INTO "Staff" (id, "workNo", name, roles, departments, "createdAt")
        SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'B' || n, '同事' || n, '{department}', '{after_sales_tech}', now()
        FROM generate_series(1, 50) n;
      INSERT INTO "StaffIdentity" (platform, "externalId", "staffId") SELECT 'web', 'B' || n, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid FROM generate_series(1, 50) n;
      INSERT INTO "Conversation" (id, platform, "externalId", "customerId", "createdAt")
        SELECT n, 'web', 'b' || n, '00000000-0000-7000-8000-000000000001', now() FROM generate_series(1, ${tickets}) n;
      INSERT INTO "Ticket" (id, number, "conversationId", "customerId", category, priority, emotion, status, step, department, "assigneeId", description, "openedAt", "updatedAt")
        SELECT n, 'SR' || n, n, '00000000-0000-7000-8000-000000000001', 'fault_repair', 'normal', 'calm', 'in_progress', 'diagnosis', 'after_sales_tech',
          ('00000000-0000-7000-8000-' || lpad((n % 50 + 1)::text, 12, '0'))::uuid, '空调不制冷', '2026-11-18 01:00+00', now() FROM generate_series(1, ${tickets}) n;
      INSERT INTO "Clock" (id, "ticketId", name, target, policy, elapsed, "totalMs", "startedAt", "resumedAt", "deadlineAt", "nextNoticeAt", history)
        SELECT n, (n - 1) % ${tickets} + 1, (ARRAY['started', 'plan', 'solved', 'first_response'])[(n - 1) / ${tickets} + 1], '4wh', 'normal after-sales', false, 14400000,
          '2026-11-18 01:00+00', '2026-11-18 01:00+00', '2026-11-18 05:00+00'::timestamptz + n * interval '1 second', '2026-11-18 03:00+00'::timestamptz + n * interval '1 second',
          '[{"what":"started","at":"2026-11-18T01:00:00.000Z","target":"4wh","policy":"normal after-sales","place":"desk","due":"2026-11-18T05:00:00.000Z"}]'
        FROM generate_series(1, ${tickets * 4}) n;
      ANALYZE;`)
  } finally {
    await client.end()
  }
}

function depsOf(db: Deps['db']): Deps {
  const locales = path.resolve(import.meta.dirname, '../../locales')
  return {
    db,
    platforms: new Map([['web', createMemoryPlatform('web')]]),
    playbook: loadPlaybook(),
    scripts: loadScripts(locales),
    now: () => now,
    translate: createTranslate(locales),
    log: silentLog,
  }
}

/** A deadline a year of working days away, from starts all over a week. */
function deadlineRow(): Row {
  const playbook = loadPlaybook()
  const { timeZone } = playbook.company
  const calendar = createCalendar({ hours: playbook.hours.desk, timeZone, holidays: holidaysOf(playbook) })
  const samples: number[] = []
  for (let nth = 0; nth < 20_000; nth++) {
    const from = new Date(Date.parse('2025-01-02T00:00:00Z') + ((nth * 7_919) % 10_080) * 60_000)
    const target = nth % 2 === 0 ? '2000wh' : '250wd'
    const began = performance.now()
    deadlineOf(calendar, from, target)
    samples.push(performance.now() - began)
  }
  const figure = (share: number): string => (percentile(samples, share) * 1_000).toFixed(1)
  return { what: 'a deadline across a year', figure: `p50 ${figure(0.5)} µs, p99 ${figure(0.99)} µs` }
}
