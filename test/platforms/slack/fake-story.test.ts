import { SocketModeClient } from '@slack/socket-mode'
import { expect, onTestFinished, test } from 'vitest'
import { openBolt, openSlack, silent, webClient } from '../../support/slack/clients.ts'

test('the real Bolt hears, answers, is pressed, opens a form and gets it back', async () => {
  const slack = await openSlack()
  const app = await openBolt(slack)
  app.message(async ({ message, client }) => {
    if (message.subtype !== undefined) return
    await client.chat.postMessage({
      channel: message.channel,
      thread_ts: message.ts,
      text: '卡片',
      blocks: [
        {
          type: 'actions',
          block_id: 'act',
          elements: [
            { type: 'button', action_id: 'edit', text: { type: 'plain_text', text: '修改' }, value: '7' },
          ],
        },
      ],
    })
  })
  app.action('edit', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'reply',
        title: { type: 'plain_text', text: '修改' },
        submit: { type: 'plain_text', text: '发送' },
        blocks: [
          {
            type: 'input',
            block_id: 'body',
            label: { type: 'plain_text', text: '回复' },
            element: { type: 'plain_text_input', action_id: 'text', initial_value: '您好' },
          },
        ],
      },
    })
  })
  app.view('reply', async ({ ack, view }) => {
    const text = view.state.values.body?.text?.value
    if (text === '坏话') await ack({ response_action: 'errors', errors: { body: '不能这样说' } })
    else await ack()
  })
  const li = slack.person('U2')
  const asked = li.says('C1', '订单 <3 & 还没到')
  expect(asked.text).toBe('订单 &lt;3 &amp; 还没到')
  await slack.until(() => slack.thread(asked).length === 2)
  const pressed = await li.presses(slack.last('C1'), 'edit')
  expect(pressed).toEqual({ answer: {} })
  await slack.until(() => li.modal() !== undefined)
  await li.submits({ body: '坏话' })
  expect(li.modal()?.errors).toEqual({ body: '不能这样说' })
  await li.submits({ body: '马上为您查' })
  expect(li.modal()).toBeUndefined()
  await slack.quiet()
  expect(slack.troubles).toEqual([])
})

test('a mention is told twice, under two event ids and one ts', async () => {
  const slack = await openSlack()
  const app = await openBolt(slack)
  const heard: [string, string, string][] = []
  app.use(async ({ body, next }) => {
    if ('event' in body) heard.push([body.event.type, body.event_id, body.event.ts])
    await next()
  })
  slack.person('U2').says('C1', '@kefu-bot 你好')
  await slack.quiet()
  await slack.until(() => true)
  expect(heard.map(([type]) => type)).toEqual(['message', 'app_mention'])
  expect(new Set(heard.map(([, id]) => id)).size).toBe(2)
  expect(new Set(heard.map(([, , ts]) => ts)).size).toBe(1)
})

test('an event nobody acknowledges comes again at once, after a minute and after five, as the same event', async () => {
  const slack = await openSlack()
  const socket = new SocketModeClient({
    appToken: slack.app.appToken,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger: silent,
  })
  const seen: { id: string; retry: number; reason: string }[] = []
  socket.on('message', ({ body, retry_num, retry_reason }) => {
    seen.push({ id: body.event_id, retry: retry_num, reason: retry_reason })
    slack.world.changed()
  })
  await socket.start()
  onTestFinished(() => socket.disconnect())
  slack.person('U2').says('dm', '在吗')
  await slack.until(() => seen.length === 1)
  await slack.passes(3_000)
  await slack.until(() => seen.length === 2)
  await slack.passes(62_999)
  expect(seen).toHaveLength(2)
  await slack.passes(1)
  await slack.until(() => seen.length === 3)
  await slack.passes(303_000)
  await slack.until(() => seen.length === 4)
  await slack.passes(3_000)
  expect(seen.map(({ retry }) => retry)).toEqual([0, 1, 2, 3])
  expect(seen.map(({ reason }) => reason)).toEqual(['', 'timeout', 'timeout', 'timeout'])
  expect(new Set(seen.map(({ id }) => id)).size).toBe(1)
  expect(slack.pushes.all[0]?.state).toBe('lost')
})

test('a press nobody acknowledges shows a trouble after three seconds and never comes again', async () => {
  const slack = await openSlack()
  const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: '走' } } as const
  await webClient(slack).chat.postMessage({
    channel: 'C1',
    text: '卡片',
    blocks: [{ type: 'actions', elements: [button] }],
  })
  const press = slack.person('U2').presses(slack.last('C1'), 'go')
  await slack.passes(3_000)
  expect(await press).toEqual({ error: 'no_connection' })
  await slack.passes(600_000)
  expect(slack.troubles).toEqual([{ user: 'U2', what: 'press', why: 'no_connection' }])
  expect(slack.pushes.all.filter(({ kind }) => kind === 'interactive')[0]?.attempts).toHaveLength(1)
})

test('a lost answer leaves the message posted', async () => {
  const slack = await openSlack()
  slack.faults.add({ method: 'chat.postMessage', does: 'lost' })
  await expect(webClient(slack).chat.postMessage({ channel: 'C1', text: '您好' })).rejects.toThrow()
  expect(slack.messages('C1').map(({ text }) => text)).toEqual(['您好'])
})
