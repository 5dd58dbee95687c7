import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startPostgres } from '../../src/lib/embedded-postgres.ts'
import { silentLog } from '../../src/lib/log.ts'
import { migrate } from '../../src/lib/migrate.ts'
import { measureClocks } from './clocks.ts'
import { measureFlow } from './flow.ts'
import { measureLanguage } from './language.ts'
import { measureMail } from './mail.ts'
import { measureReference } from './reference.ts'
import { measureStart } from './start.ts'
import { measureSuggest } from './suggest.ts'
import { printTable, type Row } from './table.ts'

// Speed and memory on this machine. Compare figures of one run only; ratios carry over, numbers do not.

const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-bench-'))
const rows: Row[] = []
try {
  rows.push(...(await measureStart(path.join(dataDir, 'start'))), ...measureLanguage(), ...measureSuggest())
  const postgres = await startPostgres({ dataDir: path.join(dataDir, 'flow'), log: silentLog })
  try {
    await postgres.ensureDatabase('bench')
    const url = postgres.urlOf('bench')
    await migrate({ url, log: silentLog })
    const reference = await measureReference(url)
    rows.push(...reference.rows, ...(await measureFlow(url, reference.perSecond)))
    await postgres.ensureDatabase('mail')
    const mailUrl = postgres.urlOf('mail')
    await migrate({ url: mailUrl, log: silentLog })
    rows.push(...(await measureMail(mailUrl)))
    await postgres.ensureDatabase('clocks')
    const clocksUrl = postgres.urlOf('clocks')
    await migrate({ url: clocksUrl, log: silentLog })
    rows.push(...(await measureClocks(clocksUrl)))
  } finally {
    await postgres.stop()
  }
  process.stdout.write(printTable(rows))
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
