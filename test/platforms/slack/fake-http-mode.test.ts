import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver } from '@slack/bolt'
import { expect, onTestFinished, test } from 'vitest'
import { openSlack, silent, webClient } from '../../support/slack/clients.ts'
import { heldClock } from '../../support/slack/clock.ts'
import type { FakeSlack } from '../../support/slack/fake-slack.ts'
import { type AppAnswer, postsTo, type SlackRequest } from '../../support/slack/signed-http.ts'

/** A Slack in HTTP mode whose requests the real Bolt takes. */
async function withBolt(build: (app: App) => void): Promise<FakeSlack> {
  let answer: (request: SlackRequest) => Promise<AppAnswer> = () => Promise.reject(new Error('not open yet'))
  // Bolt measures the age of a signature by the wall's clock.
  const slack = await openSlack({ clock: heldClock(new Date()), http: (request) => answer(request) })
  const receiver = new HTTPReceiver({ signingSecret: slack.app.signingSecret, logger: silent })
  const app = new App({
    token: slack.install().botToken,
    receiver,
    deferInitialization: true,
    convoStore: false,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logger: silent,
  })
  await app.init()
  build(app)
  const server = createServer((request, response) => receiver.requestListener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  answer = postsTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
  return slack
}

test('the real Bolt believes the signatures of events, presses and commands', async () => {
  const heard: string[] = []
  const slack = await withBolt((app) => {
    app.message(async ({ message }) => {
      if (message.subtype === undefined) heard.push(message.text ?? '')
    })
    app.command('/ticket', async ({ ack, command }) => {
      await ack(`收到 ${command.text}`)
    })
    app.action('go', async ({ ack }) => {
      await ack()
    })
  })
  const li = slack.person('U2')
  li.says('C1', '你好')
  await slack.quiet()
  expect(heard).toEqual(['你好'])
  expect(await li.types('/ticket new 退货', 'C1')).toEqual({ answer: { text: '收到 new 退货' } })
  expect(li.ephemerals('C1').map(({ text }) => text)).toEqual(['收到 new 退货'])
  const element = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: '走' } } as const
  await webClient(slack).chat.postMessage({
    channel: 'C1',
    text: '卡',
    blocks: [{ type: 'actions', elements: [element] }],
  })
  expect(await li.presses(slack.last('C1'), 'go')).toEqual({ answer: {} })
  expect(await slack.verifiesUrl('abc')).toMatchObject({ status: 200, body: '{"challenge":"abc"}' })
  expect(slack.troubles).toEqual([])
})

test('an event answered badly comes again with its number and reason, unless told not to', async () => {
  const answers: AppAnswer[] = [
    { status: 500, body: '' },
    { status: 503, body: '' },
    { status: 200, body: '' },
    { status: 500, headers: { 'x-slack-no-retry': '1' }, body: '' },
  ]
  const requests: SlackRequest[] = []
  const slack = await openSlack({
    http: async (request) => {
      requests.push(request)
      return answers[requests.length - 1] ?? { status: 200, body: '' }
    },
  })
  const li = slack.person('U2')
  li.says('dm', '一')
  await slack.until(() => requests.length === 1)
  await slack.passes(0)
  await slack.passes(60_000)
  await slack.quiet()
  const retries = requests.map(({ headers }) => [
    headers['x-slack-retry-num'],
    headers['x-slack-retry-reason'],
  ])
  expect(retries).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ])
  expect(new Set(requests.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1)
  li.says('dm', '二')
  await slack.quiet()
  expect(slack.pushes.all[1]).toMatchObject({ state: 'lost', attempts: [{}] })
})

test('an app that does not answer in three seconds is asked again, its press is a trouble', async () => {
  const requests: SlackRequest[] = []
  const slack = await openSlack({
    http(request) {
      requests.push(request)
      return new Promise(() => undefined)
    },
  })
  slack.person('U2').says('dm', '一')
  await slack.passes(3_000)
  await slack.until(() => requests.length === 2)
  expect(requests[1]?.headers['x-slack-retry-reason']).toBe('http_timeout')
  const typed = slack.person('U2').types('/ticket list')
  await slack.passes(3_000)
  expect(await typed).toEqual({ error: 'timeout' })
})
