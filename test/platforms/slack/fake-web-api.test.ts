import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api'
import { expect, test } from 'vitest'
import { openSlack, refusal, silent, tenOClock, webClient } from '../../support/slack/clients.ts'
import type { HeldClock } from '../../support/slack/clock.ts'

const card = [{ type: 'section', block_id: 's', text: { type: 'plain_text', text: '卡片' } }]
const metadata = { event_type: 'card', event_payload: { key: 'c1' } }

test('each token is good for its own calls', async () => {
  const slack = await openSlack()
  const web = webClient(slack)
  expect(await web.auth.test()).toMatchObject({ team_id: 'T1', user_id: slack.install().botUserId })
  expect(await refusal(webClient(slack, 'xoxb-wrong').auth.test())).toBe('invalid_auth')
  expect(await refusal(webClient(slack, slack.app.appToken).auth.test())).toBe('not_allowed_token_type')
  expect(await refusal(web.apps.connections.open())).toBe('not_allowed_token_type')
  expect(await refusal(webClient(slack, 'xapp-wrong').apps.connections.open())).toBe('invalid_auth')
  expect(await refusal(webClient(slack, '').auth.test())).toBe('not_authed')
  expect((await webClient(slack, slack.app.appToken).apps.connections.open()).url).toMatch(/^ws:/)
  slack.revokes()
  expect(await refusal(web.auth.test())).toBe('token_revoked')
  slack.uninstalls()
  expect(await refusal(web.auth.test())).toBe('account_inactive')
})

test('a missing scope says which', async () => {
  const slack = await openSlack({ scopes: ['chat:write'] })
  const call = webClient(slack).users.info({ user: 'U2' })
  await expect(call).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
  })
})

test('posts, edits, threads, finds again with metadata, deletes', async () => {
  const slack = await openSlack()
  const web = webClient(slack)
  const posted = await web.chat.postMessage({ channel: 'C1', text: '甲', blocks: card, metadata })
  const ts = posted.ts ?? ''
  await web.chat.postMessage({ channel: 'C1', text: '乙', thread_ts: ts })
  await web.chat.update({ channel: 'C1', ts, text: '甲二', blocks: card })
  const found = await web.conversations.history({ channel: 'C1', include_all_metadata: true })
  expect(found.messages?.map(({ text }) => text)).toEqual(['甲二'])
  expect(found.messages?.[0]).toMatchObject({ metadata, bot_id: 'B0001', reply_count: 1 })
  const bare = await web.conversations.history({ channel: 'C1' })
  expect(bare.messages?.[0]?.metadata).toEqual({ event_type: 'card' })
  const thread = await web.conversations.replies({ channel: 'C1', ts })
  expect(thread.messages?.map(({ text }) => text)).toEqual(['甲二', '乙'])
  expect((await web.chat.getPermalink({ channel: 'C1', message_ts: ts })).permalink).toContain(
    `/archives/C1/p${ts.replace('.', '')}`,
  )
  await web.chat.delete({ channel: 'C1', ts })
  expect(slack.messages('C1').map(({ text }) => text)).toEqual(['乙'])
})

test('refuses what Slack refuses, in the same words', async () => {
  const slack = await openSlack()
  const web = webClient(slack)
  slack.addChannel({ id: 'C2', bot: false })
  slack.addChannel({ id: 'C3', kind: 'private', bot: false })
  slack.addChannel({ id: 'C4' }).archived = true
  slack.addUser({ id: 'U9', deleted: true })
  const post = (channel: string, more: object = {}) =>
    refusal(web.chat.postMessage({ channel, text: '甲', ...more }))
  expect(await post('C99')).toBe('channel_not_found')
  expect(await post('C2')).toBe('not_in_channel')
  expect(await post('C3')).toBe('channel_not_found')
  expect(await post('C4')).toBe('is_archived')
  expect(await post('U9')).toBe('user_disabled')
  expect(await post('C1', { text: '长'.repeat(40_001) })).toBe('msg_too_long')
  expect(await post('C1', { text: '' })).toBe('no_text')
  expect(await post('C1', { thread_ts: '1.000001' })).toBe('thread_not_found')
  const said = slack.person('U2').says('C1', '我说的')
  expect(await refusal(web.chat.update({ channel: 'C1', ts: said.ts, text: '改' }))).toBe(
    'cant_update_message',
  )
  expect(await refusal(web.chat.update({ channel: 'C1', ts: '1.1', text: '改' }))).toBe('message_not_found')
  expect(await refusal(web.chat.postEphemeral({ channel: 'C1', user: 'U2', text: '长'.repeat(1_400) }))).toBe(
    'msg_too_long',
  )
  const bad = web.chat.postMessage({ channel: 'C1', text: '甲', blocks: [{ type: 'header' }] as never })
  await expect(bad).rejects.toMatchObject({
    data: {
      error: 'invalid_blocks',
      response_metadata: { messages: [expect.stringContaining('[json-pointer:/blocks/0/text]')] },
    },
  })
})

test('what only one may see is a message no update reaches', async () => {
  const slack = await openSlack()
  const web = webClient(slack)
  const { message_ts = '' } = await web.chat.postEphemeral({ channel: 'C1', user: 'U2', text: '只给你看' })
  expect(
    slack
      .person('U2')
      .ephemerals()
      .map(({ text }) => text),
  ).toEqual(['只给你看'])
  expect(slack.messages('C1')).toEqual([])
  expect(await refusal(web.chat.update({ channel: 'C1', ts: message_ts, text: '改' }))).toBe(
    'message_not_found',
  )
})

test('ts rises within a channel though the clock stands, and may be the same in another', async () => {
  const slack = await openSlack()
  const web = webClient(slack)
  slack.addChannel({ id: 'C2' })
  const at = async (channel: string): Promise<string> =>
    (await web.chat.postMessage({ channel, text: '甲' })).ts ?? ''
  const [first, second, elsewhere] = [await at('C1'), await at('C1'), await at('C2')]
  expect(Number(second)).toBeGreaterThan(Number(first))
  expect(elsewhere).toBe(first)
})

test('a person is found by id and by address, strangers without one, guests as such', async () => {
  const slack = await openSlack()
  const web = webClient(slack)
  slack.addWorkspace({ id: 'T2', name: '客户公司' })
  slack.addUser({ id: 'U7', team: 'T2', email: 'wang@customer.example' })
  slack.addUser({ id: 'U8', guest: 'single' })
  expect(await web.users.lookupByEmail({ email: 'LI@example.com' })).toMatchObject({ user: { id: 'U2' } })
  expect(await refusal(web.users.lookupByEmail({ email: 'wang@customer.example' }))).toBe('users_not_found')
  expect(await refusal(web.users.info({ user: 'U7' }))).toBe('user_not_visible')
  slack.addChannel({ id: 'C5', sharedWith: ['T2'], members: ['U7'] })
  const stranger = (await web.users.info({ user: 'U7' })).user
  expect(stranger).toMatchObject({ is_stranger: true, team_id: 'T2' })
  expect(stranger?.profile?.email).toBeUndefined()
  expect((await web.users.info({ user: 'U8' })).user).toMatchObject({ is_ultra_restricted: true })
  expect((await web.conversations.info({ channel: 'C5' })).channel).toMatchObject({ is_ext_shared: true })
})

test('lists go page by page', async () => {
  const slack = await openSlack()
  for (let n = 10; n < 15; n++) slack.addChannel({ id: `C${n}` })
  const names: string[] = []
  const web = webClient(slack)
  for (let cursor = 'first'; cursor !== ''; ) {
    const page = await web.conversations.list({ limit: 4, ...(cursor === 'first' ? {} : { cursor }) })
    names.push(...(page.channels ?? []).map(({ id }) => id ?? ''))
    cursor = page.response_metadata?.next_cursor ?? ''
  }
  expect(names).toEqual(['C1', 'C10', 'C11', 'C12', 'C13', 'C14'])
})

test('files go up in three steps and come down with the token only', async () => {
  const slack = await openSlack()
  const web = webClient(slack)
  await web.filesUploadV2({
    channel_id: 'C1',
    filename: '发票.pdf',
    file: Buffer.from('%PDF'),
    initial_comment: '发票',
  })
  const message = slack.last('C1')
  expect(message).toMatchObject({ subtype: 'file_share', text: '发票' })
  const info = await web.files.info({ file: message.files?.[0] ?? '' })
  const url = info.file?.url_private ?? ''
  const authorization = `Bearer ${slack.install().botToken}`
  expect(await (await fetch(url, { headers: { authorization } })).text()).toBe('%PDF')
  const stranger = await fetch(url)
  expect([stranger.status, stranger.headers.get('content-type')]).toEqual([200, 'text/html'])
})

test('emoji of the bot are kept', async () => {
  const slack = await openSlack()
  const web = webClient(slack)
  const { ts } = slack.person('U2').says('C1', '好')
  await web.reactions.add({ channel: 'C1', timestamp: ts, name: 'eyes' })
  expect(await refusal(web.reactions.add({ channel: 'C1', timestamp: ts, name: 'eyes' }))).toBe(
    'already_reacted',
  )
  const got = await web.reactions.get({ channel: 'C1', timestamp: ts })
  expect(got).toMatchObject({ message: { reactions: [{ name: 'eyes', count: 1 }] } })
})

test('a code becomes a token once', async () => {
  const slack = await openSlack()
  slack.addWorkspace({ id: 'T3', name: '第三家' })
  slack.addUser({ id: 'U33', team: 'T3' })
  const none = webClient(slack, '')
  const code = slack.grants('T3', 'U33', ['chat:write'])
  const app = { client_id: slack.app.clientId, client_secret: slack.app.clientSecret }
  expect(await refusal(none.oauth.v2.access({ ...app, client_secret: '错', code }))).toBe('bad_client_secret')
  const got = await none.oauth.v2.access({ ...app, code })
  expect(got).toMatchObject({ team: { id: 'T3' }, token_type: 'bot', scope: 'chat:write' })
  expect(await refusal(none.oauth.v2.access({ ...app, code }))).toBe('code_already_used')
  expect(await webClient(slack, got.access_token).auth.test()).toMatchObject({ team_id: 'T3' })
})

test('one post a second in a channel, and each method its tier', async () => {
  const clock: HeldClock = tenOClock()
  const slack = await openSlack({ clock, limits: true })
  const web = webClient(slack)
  slack.addChannel({ id: 'C2' })
  await web.chat.postMessage({ channel: 'C1', text: '一' })
  await web.chat.postMessage({ channel: 'C2', text: '一' })
  const early = web.chat.postMessage({ channel: 'C1', text: '二' })
  await expect(early).rejects.toSatisfy(
    (error) => error instanceof WebAPIRateLimitedError && error.retryAfter === 1,
  )
  clock.passes(1_000)
  await web.chat.postMessage({ channel: 'C1', text: '二' })
  for (let n = 0; n < 20; n++) await web.conversations.list()
  clock.passes(20_000)
  await expect(web.conversations.list()).rejects.toMatchObject({ retryAfter: 40 })
  clock.passes(40_000)
  await web.conversations.list()
})

test('calls go wrong as told, and only those', async () => {
  const slack = await openSlack()
  const web = webClient(slack)
  const post = (): Promise<unknown> => web.chat.postMessage({ channel: 'C1', text: '甲' })
  slack.faults.add({ method: 'chat.postMessage', does: 'lost', calls: [1] })
  slack.faults.add({ method: 'chat.postMessage', does: 'status', status: 503, calls: [2] })
  slack.faults.add({ method: 'chat.postMessage', does: 'html', calls: [3] })
  slack.faults.add({ method: 'chat.postMessage', does: 'reset', calls: [4] })
  slack.faults.add({ method: 'chat.postMessage', does: 'ratelimited', retryAfter: 30, calls: [5] })
  await expect(post()).rejects.toThrow(WebAPIRequestError)
  expect(slack.messages('C1')).toHaveLength(1)
  await expect(post()).rejects.toThrow(WebAPIHTTPError)
  await expect(post()).rejects.toThrow(WebAPIPlatformError)
  await expect(post()).rejects.toThrow(WebAPIRequestError)
  await expect(post()).rejects.toThrow(WebAPIRateLimitedError)
  expect(slack.messages('C1')).toHaveLength(1)
  await post()
  expect(slack.messages('C1')).toHaveLength(2)
  slack.faults.add({ does: 'refused', error: 'fatal_error' })
  expect(await refusal(web.auth.test())).toBe('fatal_error')
})

test('a slow answer comes when the clock says so', async () => {
  const slack = await openSlack()
  slack.faults.add({ method: 'auth.test', does: 'slow', ms: 8_000 })
  let came = false
  const call = webClient(slack)
    .auth.test()
    .finally(() => {
      came = true
    })
  await slack.until(() => slack.heard.length === 1)
  await slack.passes(7_999)
  expect(came).toBe(false)
  await slack.passes(1)
  await call
})

test("the SDK's own retry posts twice when the first answer was lost", async () => {
  const slack = await openSlack()
  slack.faults.add({ method: 'chat.postMessage', does: 'lost' })
  const stubborn = new WebClient(slack.install().botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 },
    logger: silent,
  })
  await stubborn.chat.postMessage({ channel: 'C1', text: '一次' })
  expect(slack.messages('C1')).toHaveLength(2)
})
