import { spawnSync } from 'node:child_process'
import path from 'node:path'
import type { Row } from './table.ts'

const root = path.resolve(import.meta.dirname, '../..')
const megabyte = 1_048_576

/** Run in a process of its own, for here all of it is loaded already. */
const program = `
  const held = () => {
    for (let time = 0; time < 4; time++) gc()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  await import('zod')
  const before = held()
  const { understand } = await import('./src/language/understand.ts')
  const { checkReply } = await import('./src/scripts/check.ts')
  const { mask } = await import('./src/language/personal/mask.ts')
  const { loadScripts } = await import('./src/scripts/load.ts')
  const scripts = loadScripts('./locales')
  const context = { agentSaid: '请问您的订单号是多少？', today: '2026-11-18', open: true }
  understand('空调不制冷，外机一直在转，已经三天了', context)
  checkReply('您好，师傅明天上午十点前上门。', { customer: '怎么还不来' })
  mask('我叫陈晓东，电话13905718832')
  console.log(scripts.scripts.length > 0 ? held() - before : 0)
`

/** What the models, words and scripts hold of the memory once they have been used. */
export function measureMemory(): Row {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--input-type=module', '--eval', program],
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`measuring memory ended with ${status}: ${stderr}`)
  return {
    what: 'memory of the models, words and scripts (heap and typed arrays)',
    figure: `${(Number(stdout) / megabyte).toFixed(0)} MB`,
  }
}
