import { afterEach, expect, test } from 'vitest'
import { phraseChecked } from '../../src/commands/checked.ts'
import { examineDingtalkApp } from '../../src/commands/doctor-dingtalk.ts'
import { freshDatabase } from '../support/database.ts'
import { type FakeDingtalk, startFakeDingtalk } from '../support/dingtalk/fake.ts'
import type { Fault } from '../support/dingtalk/faults.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** What the doctor says of a fake, with its remedies; what it does not know is answered here. */
async function told(
  prepare: (fake: FakeDingtalk) => void = () => undefined,
  environment: NodeJS.ProcessEnv = {},
): Promise<{ lines: string[]; fake: FakeDingtalk }> {
  const fake = await startFakeDingtalk()
  const database = await freshDatabase()
  closing.push(
    () => fake.close(),
    () => database.drop(),
  )
  prepare(fake)
  // The settings take no address but https.
  const atFake: typeof fetch = (url, init) =>
    fetch(
      (url instanceof Request ? url.url : url.toString()).replace(
        /^https:\/\/o?api\.dingtalk\.com/,
        fake.url,
      ),
      init,
    )
  const lines: string[] = []
  await examineDingtalkApp(
    {
      now: () => fake.clock.now(),
      fetch: atFake,
      environment: {
        DATABASE_URL: database.url,
        DINGTALK_CLIENT_ID: fake.world.clientId,
        DINGTALK_CLIENT_SECRET: fake.world.clientSecret,
        ...environment,
      },
    },
    (checked) => lines.push(phraseChecked(checked)),
  )
  return { lines, fake }
}
const permission = (scope: string): Fault => ({
  status: 403,
  body: {
    code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
    message: 'no',
    accessdenieddetail: { requiredScopes: [scope] },
  },
})

test('an app in order: everything tried, and nothing sent to anybody', async () => {
  const { lines, fake } = await told()
  expect(lines.filter((line) => line.startsWith('✗'))).toEqual([])
  expect(lines).toContain('✓ 钉钉：凭证有效')
  expect(lines).toContain('✓ 权限：发送和更新互动卡片')
  expect(lines.at(-1)).toMatch(/^✓ 调用次数：2026-11 已用 \d+ \/ 10000/)
  expect([...fake.world.chats.values()].flat()).toEqual([])
  expect(fake.world.cards.size + fake.world.dings.length).toBe(0)
})

test('a missing permission is named as the console names it', async () => {
  const { lines } = await told((fake) => {
    fake.api.fail(/batchSend/, permission('qyapi_robot_sendmsg'))
    fake.api.fail(/card\/instances$/, permission('Card.Instance.Write'))
  })
  expect(lines.filter((line) => line.startsWith('✗'))).toEqual([
    '✗ 权限：机器人发消息，还没有开通\n  → 在开发者后台 → 应用 → 权限管理中申请：qyapi_robot_sendmsg',
    '✗ 权限：发送和更新互动卡片，还没有开通\n  → 在开发者后台 → 应用 → 权限管理中申请：Card.Instance.Write',
  ])
})

test('a template that cannot be used, by its name', async () => {
  const none: Fault = { status: 400, body: { code: 'param.templateNotExist', message: 'no' } }
  const { lines } = await told(
    (fake) =>
      fake.api.fail(
        /card\/instances$/,
        { status: 200, body: { success: true } },
        { status: 200, body: {} },
        none,
      ),
    { DINGTALK_CARD_TEMPLATES: 'suggestion=11111111-1111-1111-1111-111111111111.schema' },
  )
  expect(lines.join('\n')).toMatch(
    /✗ 卡片模板：suggestion（11111111.*）用不了\n {2}→ .*DINGTALK_CARD_TEMPLATES/,
  )
})

test('wrong credentials end it, with where the right ones are', async () => {
  const { lines } = await told(undefined, { DINGTALK_CLIENT_SECRET: 'wrong-secret' })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^✗ 钉钉：凭证无效.*\n {2}→ .*DINGTALK_CLIENT_SECRET/)
  expect(lines[0]).not.toContain('wrong-secret')
})

test('without credentials it says what to set', async () => {
  const { lines } = await told(undefined, { DINGTALK_CLIENT_ID: '', DINGTALK_CLIENT_SECRET: '' })
  expect(lines.join()).toMatch(/^! DingTalk: DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET are not set/)
})
