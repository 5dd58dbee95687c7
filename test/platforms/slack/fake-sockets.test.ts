import { SocketModeClient } from '@slack/socket-mode'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { openBolt, openSlack, silent, webClient } from '../../support/slack/clients.ts'
import type { FakeSlack } from '../../support/slack/fake-slack.ts'

/** A bare socket, whose frames the test reads itself. */
async function connect(slack: FakeSlack): Promise<{ ws: WebSocket; frames: Record<string, unknown>[] }> {
  const { url = '' } = await webClient(slack, slack.app.appToken).apps.connections.open()
  const ws = new WebSocket(url)
  const frames: Record<string, unknown>[] = []
  ws.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString('utf8')))
    slack.world.changed()
  })
  ws.on('close', () => slack.world.changed())
  await slack.until(() => frames.length > 0)
  return { ws, frames }
}

const acknowledge = (ws: WebSocket, frame: Record<string, unknown> | undefined, payload = {}): void =>
  ws.send(JSON.stringify({ envelope_id: frame?.envelope_id, payload }))

test('says hello, takes a ticket once, and an eleventh socket is sent away', async () => {
  const slack = await openSlack()
  const sockets: Awaited<ReturnType<typeof connect>>[] = []
  for (let n = 0; n < 10; n++) sockets.push(await connect(slack))
  expect(sockets[9]?.frames[0]).toMatchObject({
    type: 'hello',
    num_connections: 10,
    debug_info: { host: 'applink-10' },
    connection_info: { app_id: 'A1' },
  })
  const eleventh = await connect(slack)
  expect(eleventh.frames[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' })
  expect(slack.sockets.open()).toBe(10)
  const used = new WebSocket(sockets[0]?.ws.url ?? '')
  const refused = await new Promise<Error>((resolve) => used.once('error', resolve))
  expect(refused.message).toContain('403')
})

test('each payload goes to any one socket', async () => {
  const slack = await openSlack({ pick: (count) => count - 1 })
  const [one, two] = [await connect(slack), await connect(slack)]
  slack.person('U2').says('dm', '在吗')
  await slack.until(() => two.frames.length === 2)
  expect(one.frames).toHaveLength(1)
  expect(two.frames[1]).toMatchObject({
    type: 'events_api',
    accepts_response_payload: false,
    retry_attempt: 0,
    payload: { type: 'event_callback', event: { type: 'message', text: '在吗', channel_type: 'im' } },
  })
  acknowledge(two.ws, two.frames[1])
  await slack.quiet()
  expect(slack.pushes.all[0]?.state).toBe('acknowledged')
})

test('a socket told to refresh gets nothing more; one that is only warned does', async () => {
  const slack = await openSlack({ pick: () => 0 })
  const [one, two] = [await connect(slack), await connect(slack)]
  slack.sockets.disconnects('warning', 0)
  slack.person('U2').says('dm', '一')
  await slack.until(() => one.frames.length === 3)
  expect(one.frames[1]).toMatchObject({ type: 'disconnect', reason: 'warning' })
  slack.sockets.disconnects('refresh_requested', 0)
  slack.person('U2').says('dm', '二')
  await slack.until(() => two.frames.length === 2)
  expect(one.frames[3]).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' })
})

test('a socket ages: warned ten seconds before it has to go', async () => {
  const slack = await openSlack({ times: { refreshMs: 360_000 } })
  const { frames } = await connect(slack)
  await slack.passes(349_999)
  expect(frames).toHaveLength(1)
  await slack.passes(1)
  await slack.until(() => frames.length === 2)
  await slack.passes(10_000)
  await slack.until(() => frames.length === 3)
  expect(frames.slice(1).map(({ reason }) => reason)).toEqual(['warning', 'refresh_requested'])
})

test('a frozen socket swallows the event, which comes again by another', async () => {
  const slack = await openSlack()
  const [one, two] = [await connect(slack), await connect(slack)]
  slack.sockets.freeze(0)
  slack.person('U2').says('dm', '在吗')
  expect(one.frames).toHaveLength(1)
  await slack.passes(3_000)
  await slack.until(() => two.frames.length === 2)
  expect(two.frames[1]).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout' })
  acknowledge(two.ws, two.frames[1])
  await slack.quiet()
})

test('after the close handshake TCP stays open, as with the real one', async () => {
  const slack = await openSlack({ leavesTcpOpen: true })
  const { ws } = await connect(slack)
  const raw = (ws as unknown as { _socket: { destroyed: boolean } })._socket
  let closeFrame = false
  ws.on('close', () => {
    closeFrame = true
  })
  ws.close(1000)
  await slack.until(() => slack.sockets.open() === 0)
  await new Promise((resolve) => setImmediate(resolve))
  expect({ gone: raw.destroyed, closeFrame }).toEqual({ gone: false, closeFrame: false })
  ws.terminate()
})

test('events may come twice, in another order, or late on purpose', async () => {
  const slack = await openSlack()
  const { frames } = await connect(slack)
  const texts = (): unknown[] =>
    frames.slice(1).map((frame) => (frame.payload as { event: { text: string } }).event.text)
  const li = slack.person('U2')
  slack.pushes.fault({ does: 'twice' })
  li.says('dm', '一')
  slack.pushes.fault({ does: 'behind' })
  li.says('dm', '二')
  li.says('dm', '三')
  await slack.until(() => frames.length === 5)
  expect(texts()).toEqual(['一', '一', '三', '二'])
  const ids = frames.slice(1, 3).map((frame) => (frame.payload as { event_id: string }).event_id)
  expect(ids[0]).toBe(ids[1])
})

test('app_rate_limited has no inner event, which the SDK does not survive by itself', async () => {
  const slack = await openSlack()
  const { frames } = await connect(slack)
  slack.rateLimits()
  await slack.until(() => frames.length === 2)
  expect(frames[1]).toMatchObject({
    type: 'events_api',
    payload: { type: 'app_rate_limited', team_id: 'T1' },
  })
  expect((frames[1]?.payload as object) ?? {}).not.toHaveProperty('event')
})

test('the real client comes back after a refresh', async () => {
  const slack = await openSlack()
  const client = new SocketModeClient({
    appToken: slack.app.appToken,
    clientPingTimeout: 50,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger: silent,
  })
  await client.start()
  onTestFinished(() => client.disconnect())
  const again = new Promise((resolve) => client.once('connected', resolve))
  slack.sockets.disconnects('refresh_requested')
  await again
  expect(slack.heard.filter(({ method }) => method === 'apps.connections.open')).toHaveLength(2)
  expect(slack.sockets.open()).toBe(1)
})

test("the bot's own posts and edits come back as events; Bolt passes the edit on", async () => {
  const slack = await openSlack()
  const app = await openBolt(slack)
  const heard: (string | undefined)[] = []
  app.message(async ({ message }) => {
    heard.push(message.subtype)
    slack.world.changed()
  })
  const { ts = '' } = await app.client.chat.postMessage({ channel: 'C1', text: '一' })
  await app.client.chat.update({ channel: 'C1', ts, text: '二' })
  await slack.until(() => heard.length === 1)
  await slack.quiet()
  expect(heard).toEqual(['message_changed'])
  const [posted, changed] = slack.pushes.all.map(({ payload }) => payload.event)
  expect(posted).toMatchObject({ type: 'message', bot_id: 'B0001', app_id: 'A1', text: '一' })
  expect(changed).toMatchObject({ message: { text: '二' }, previous_message: { text: '一' }, hidden: true })
})
