import { createHmac } from 'node:crypto'
import type { Address, WebhookRequest } from '../../../src/platforms/platform.ts'
import { harmless } from '../../../src/platforms/slack/write/text.ts'
import type { Message } from '../../support/slack/shapes.ts'
import { begins, createSlackDesk } from '../../support/slack-desk.ts'
import { platformContract, type Shown, type Subject } from '../contract.ts'

const seconds = Math.floor(new Date(begins).getTime() / 1000)

/** One request as Slack signs it. */
function request(secret: string, payload: unknown, at = seconds): WebhookRequest {
  const body = Buffer.from(JSON.stringify(payload))
  const signature = createHmac('sha256', secret).update(`v0:${at}:`).update(body).digest('hex')
  return {
    method: 'POST',
    url: '/webhooks/slack',
    ip: '203.0.113.7',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const messageEvent = (channel: string, text: string, id: string): Record<string, unknown> => ({
  type: 'event_callback',
  team_id: 'T1',
  api_app_id: 'A1',
  event_id: `Ev${id}`,
  event_time: seconds,
  authorizations: [{ team_id: 'T1', user_id: 'UBOT0001', is_bot: true }],
  event: {
    type: 'message',
    channel,
    channel_type: 'im',
    user: 'U0WANG',
    text: escaped(text),
    ts: `${seconds}.${id.slice(-6)}`,
    event_ts: `${seconds}.${id.slice(-6)}`,
  },
})

async function open(): Promise<Subject> {
  const desk = await createSlackDesk({ http: true })
  const { slack, chat } = desk
  const { signingSecret } = slack.app
  // The direct conversation begins with a word of the customer that is not part of the trial.
  const channel = slack.person('U0WANG').dm().length === 0 ? directOf() : ''
  function directOf(): string {
    const message = slack.person('U0WANG').says('dm', '。', { subtype: 'channel_topic' })
    return message.channel
  }
  await slack.quiet()
  slack.addChannel({ id: 'C0TRIAL', members: ['UK001'] })
  const shown = async ({ id }: Address): Promise<Shown[]> =>
    slack
      .messages(id)
      .filter(({ botId }) => botId)
      .map((message) => ({
        externalId: `${id}:${message.ts}`,
        text: wordsOf(message),
        title: titleOf(message),
      }))
  return {
    platform: chat,
    customer: { platform: 'slack', id: channel },
    channel: { platform: 'slack', id: 'C0TRIAL' },
    says: (text, id) => request(signingSecret, messageEvent(channel, text, id)),
    forged: (text) => {
      const payload = messageEvent(channel, text, '000001')
      const good = request(signingSecret, payload)
      return [
        { ...good, headers: { ...good.headers, 'x-slack-signature': undefined } },
        { ...good, body: Buffer.from(good.body.toString('utf8').replace('im', 'xx')) },
        request('another-secret', payload),
        request(signingSecret, payload, seconds - 301),
        request(signingSecret, payload, seconds + 301),
      ]
    },
    empty: [
      request(signingSecret, { type: 'url_verification', challenge: 'c', token: 't' }),
      request(signingSecret, {
        ...messageEvent(channel, '自己说的', '000002'),
        event: {
          type: 'message',
          channel,
          user: 'UBOT0001',
          bot_id: 'B0001',
          text: '自己说的',
          ts: `${seconds}.1`,
        },
      }),
    ],
    shown,
    harmless,
    wholeOf: async (message) => message.text,
    close: () => desk.close(),
  }
}

interface Block {
  type: string
  text?: { text: string }
  elements?: { type: string; elements?: { type: string; text?: string; url?: string }[] }[]
}

/** The words of a message as a person reads them in its blocks. */
const wordsOf = ({ blocks = [] }: Message): string =>
  (blocks as unknown as Block[])
    .filter(({ type }) => type === 'rich_text')
    .flatMap(({ elements = [] }) =>
      elements.flatMap((one) => (one.elements ?? []).map(({ text, url }) => text ?? url ?? '')),
    )
    .join('')

const titleOf = ({ blocks = [] }: Message): string | undefined =>
  (blocks as unknown as Block[]).find(({ type }) => type === 'header')?.text?.text

platformContract('slack', open)
