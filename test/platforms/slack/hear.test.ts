import { expect, test } from 'vitest'
import { type HearDeps, hear } from '../../../src/platforms/slack/hear.ts'
import { messageShape } from '../../../src/platforms/slack/read/shapes.ts'

/** A Slack that knows one file. */
const deps = (file: object): HearDeps => ({
  host: { channels: new Set(['C0DESK']), isStaff: async () => false },
  accounts: { find: async () => ({ kind: 'stranger' }), names: async () => new Map() },
  caller: { call: async () => ({ ok: true, file }) },
  threads: { isConversation: async () => false, doubts: async () => ({}), begun: () => undefined },
})
const ears = { team: 'T2', botUser: 'U0BOT' }
const event = (more: object) =>
  messageShape.parse({ type: 'message', channel: 'C1', ts: '1.1', text: '', ...more })

test('in a shared channel files.info tells what the message does not', async () => {
  const file = { id: 'F1', name: '照片.png', mimetype: 'image/png', size: 5 }
  const [message] = await hear(
    deps(file),
    ears,
    event({ user: 'U1', subtype: 'file_share', files: [{ id: 'F1', file_access: 'check_file_info' }] }),
  )
  expect(message).toMatchObject({
    conversation: 'T2/C1:1.1',
    from: { id: 'T2/U1' },
    attachments: [{ name: '照片.png', size: 5, mediaType: 'image/png', ref: 'slack:T2:F1' }],
  })
})

test('a mail to a channel is its sender’s message, doubted; in a channel of staff it is nobody’s', async () => {
  const mail = {
    id: 'F2',
    filetype: 'email',
    subject: '发票',
    plain_text: '请补开发票',
    from: [{ address: 'wang@example.com', name: '王女士' }],
  }
  const said = event({ user: 'USLACKBOT', subtype: 'file_share', files: [mail] })
  expect(await hear(deps(mail), { ...ears, team: undefined }, said)).toMatchObject([
    {
      kind: 'message',
      subject: '发票',
      text: '请补开发票',
      from: { id: 'mail:wang@example.com', name: '王女士', contact: 'wang@example.com' },
      doubts: ['sender_failed'],
      attachments: [],
    },
  ])
  expect(await hear(deps(mail), { ...ears, team: undefined }, { ...said, channel: 'C0DESK' })).toEqual([])
})
