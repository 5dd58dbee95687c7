import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openOutside } from '../../src/app/outside.ts'
import { readConfig } from '../../src/config.ts'
import { useDesks } from '../support/use-desks.ts'

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

const openDesk = useDesks()
const open = async (environment: Record<string, string>) => {
  const { deps } = await openDesk()
  const means = {
    publicUrl: 'https://desk.example.cn',
    key: Buffer.alloc(32),
    settings: readConfig(environment),
  }
  const platforms = await openOutside(deps, means)
  for (const platform of platforms) await platform.close?.()
  return platforms
}

test('without credentials there is no platform of another company', async () => {
  expect(await open({})).toEqual([])
})

test('WeCom’s customers can be handed over only where there is 微信客服', async () => {
  const bot = { WECOM_CORP_ID: 'wx5823bf96d3bd56c7', WECOM_BOT_ID: 'aib', WECOM_BOT_SECRET: 's' }
  const kf = {
    WECOM_APP_AGENT_ID: '1000002',
    WECOM_APP_SECRET: 's',
    WECOM_KF_TOKEN: 'QDG6eK',
    WECOM_KF_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  }
  expect(await open(bot)).toMatchObject([{ name: 'wecom', atOnce: 8, handsOver: false }])
  expect(await open({ ...bot, ...kf })).toMatchObject([{ name: 'wecom', handsOver: true }])
})
