import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort, startProcess } from '../support/process.ts'

const root = path.resolve(import.meta.dirname, '../..')
const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-doctor-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function doctor(environment: Record<string, string>): Promise<{ code: number; said: string }> {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment }
  return await new Promise((resolve) => {
    execFile(process.execPath, ['kefutai.mjs', 'doctor'], { cwd: root, env }, (error, stdout) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout }),
    )
  })
}

test('the doctor looks into the embedded database while the desk runs, and says that nobody does afterwards', async () => {
  const desk = await startProcess({ PORT: String(await freePort()), KEFUTAI_DATA: dataDir })
  try {
    const { code, said } = await doctor({ KEFUTAI_DATA: dataDir })
    expect(said).toContain(`of the demonstration (run by process ${desk.child.pid}) answers`)
    expect(said).toMatch(/^✓ clocks: \d+ run, and each will be swept$/m)
    expect(code).toBe(0)
  } finally {
    await desk.stop()
  }
  expect((await doctor({ KEFUTAI_DATA: dataDir })).said).toContain('and nobody runs it')
  expect((await doctor({ KEFUTAI_DATA: path.join(dataDir, 'none', 'here') })).code).toBe(1)
}, 120_000)
