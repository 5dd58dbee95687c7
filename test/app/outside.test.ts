import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

/** The packages of Slack that are loaded after a program ran. */
async function loaded(program: string): Promise<string[]> {
  const look = `
    import { Module } from 'node:module'
    console.log(JSON.stringify(Object.keys(Module._cache).filter((one) => one.includes('@slack/'))))`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', program + look],
    {
      cwd: root,
    },
  )
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]')
}

test('without credentials nothing of Slack is loaded', async () => {
  const program = `
    import './src/app.ts'
    import { openOutside } from './src/app/outside.ts'
    const opened = await openOutside({}, { publicUrl: 'http://desk', key: Buffer.alloc(32), settings: {} })
    if (opened.length > 0) throw new Error('something was opened')`
  expect(await loaded(program)).toEqual([])
  // The same look sees it where it is.
  expect(await loaded(`import './src/app/slack.ts'`)).not.toEqual([])
}, 60_000)
