import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { phraseChecked } from '../../src/commands/checked.ts'
import { examineSlackDesk } from '../../src/commands/doctor-slack.ts'
import { defaultPlaybook } from '../../src/playbook/load.ts'
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts'

let slack: FakeSlack
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kefutai-'))
})
afterEach(async () => {
  await slack.close()
  await rm(folder, { recursive: true })
})

/** What the doctor says, as it is printed. */
async function said(environment: NodeJS.ProcessEnv): Promise<string> {
  const lines: string[] = []
  await examineSlackDesk({ environment, slackApiUrl: slack.apiUrl }, (checked) =>
    lines.push(phraseChecked(checked)),
  )
  return lines.join('\n')
}

const team = `team:
  - { workNo: K001, name: 林晓, roles: [agent], departments: [customer_service], email: lin@example.com }
  - { workNo: K002, name: 周敏, roles: [agent], departments: [customer_service], email: nobody@example.com }`

async function playbook(): Promise<string> {
  const file = path.join(folder, 'playbook.yaml')
  const given = await readFile(defaultPlaybook, 'utf8')
  const places = { desk: 'C0DESK', supervisors: 'C0SUP', administrators: 'C0LOST' }
  const moved = Object.entries(places).reduce(
    (text, [id, channel]) =>
      text.replace(`{ platform: web, id: ${id} }`, `{ platform: slack, id: ${channel} }`),
    given,
  )
  await writeFile(file, moved.replace(/^team: \[\]$/m, team))
  return file
}

test('it says what is right, what is missing and where it is mended', async () => {
  slack = await startFakeSlack()
  slack.addUser({ id: 'UK001', email: 'lin@example.com' })
  slack.addChannel({ id: 'C0DESK', name: 'desk' })
  slack.addChannel({ id: 'C0SUP', name: 'sup', bot: false })
  const text = await said({
    SLACK_BOT_TOKEN: slack.install().botToken,
    SLACK_APP_TOKEN: slack.app.appToken,
    KEFUTAI_PLAYBOOK: await playbook(),
  })
  expect(text).toContain('✓ SLACK_APP_TOKEN')
  expect(text).toContain('✓ SLACK_BOT_TOKEN')
  expect(text).toContain('✓ channel #desk (C0DESK)')
  expect(text).toContain('✗ the bot is not in #sup (C0SUP)')
  expect(text).toContain('✗ channel C0LOST')
  expect(text).toContain('✓ K001 is UK001')
  expect(text).toContain('! K002: nobody of that address')
})

test('missing scopes are named', async () => {
  slack = await startFakeSlack({ scopes: ['chat:write', 'users:read'] })
  const text = await said({ SLACK_BOT_TOKEN: slack.install().botToken, SLACK_APP_TOKEN: slack.app.appToken })
  expect(text).toContain('scopes are missing: app_mentions:read, channels:history')
})

test('wrong tokens are told apart, and nothing is said of what they would open', async () => {
  slack = await startFakeSlack()
  const text = await said({ SLACK_BOT_TOKEN: 'xoxb-0000-wrong', SLACK_APP_TOKEN: 'xapp-0000-wrong' })
  expect(text).toContain('✗ SLACK_APP_TOKEN')
  expect(text).toContain('✗ SLACK_BOT_TOKEN')
  expect(text).not.toContain('channel')
  expect(text).not.toContain('0000-wrong')
})

test('without credentials, and with those of another kind', async () => {
  slack = await startFakeSlack()
  expect(await said({})).toContain('no credentials')
  expect(await said({ SLACK_BOT_TOKEN: 'xoxp-1234567890', SLACK_APP_TOKEN: slack.app.appToken })).toContain(
    'xoxb-',
  )
})
