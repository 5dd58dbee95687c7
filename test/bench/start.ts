import { readFileSync } from 'node:fs'
import { freePort, startProcess } from '../support/process.ts'
import type { Row } from './table.ts'

/** How long the program takes from nothing to taking work: on an empty folder, and again; and what it then holds. */
export async function measureStart(dataDir: string): Promise<Row[]> {
  const port = String(await freePort())
  const environment = { PORT: port, KEFUTAI_DATA: dataDir, PUBLIC_URL: `http://127.0.0.1:${port}` }
  const began = performance.now()
  const first = await startProcess(environment)
  const firstMs = performance.now() - began
  await first.stop()
  const again = performance.now()
  const second = await startProcess(environment)
  const secondMs = performance.now() - again
  const memory = residentMegabytes(second.child.pid)
  await second.stop()
  return [
    {
      what: 'start on an empty folder, database made and migrated',
      figure: `${(firstMs / 1_000).toFixed(1)} s`,
    },
    { what: 'start again', figure: `${(secondMs / 1_000).toFixed(1)} s` },
    ...(memory === undefined ? [] : [{ what: 'memory of the program, idle', figure: `${memory} MB` }]),
  ]
}

/** Linux only: what the process holds of the machine's memory. */
function residentMegabytes(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1_024)
}
