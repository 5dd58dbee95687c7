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

test('a mail that somebody adds to their own words is a file of theirs', async () => {
  const mail = {
    id: 'F3',
    name: '转发.eml',
    filetype: 'email',
    plain_text: '请把货发到新地址',
    from: [{ address: 'boss@example.com' }],
  }
  const said = event({ user: 'U1', subtype: 'file_share', text: '看看这封信', files: [mail] })
  expect(await hear(deps(mail), ears, said)).toMatchObject([
    { text: '看看这封信', from: { id: 'T2/U1' }, attachments: [{ name: '转发.eml' }] },
  ])
})

test('an address is vouched for by the company’s own workspace only: another one’s owner may write any', async () => {
  const from = { find: async () => ({ kind: 'member' as const, contact: 'wang@example.com' }) }
  const known = { ...deps({}), accounts: { ...deps({}).accounts, ...from } }
  const said = { ...event({ user: 'U1', text: '在吗？' }), channel: 'D1' }
  expect(await hear(known, { ...ears, team: undefined }, said)).toMatchObject([
    { from: { verified: { email: 'wang@example.com' } } },
  ])
  const [foreign] = await hear(known, ears, said)
  expect(foreign).toMatchObject({ from: { contact: 'wang@example.com' } })
  expect(foreign).not.toHaveProperty('from.verified')
})

test('each change of a message is told, back to the first words, too', async () => {
  const threads = { ...deps({}).threads, isConversation: async () => true }
  const edited = (text: string, ts: string) =>
    event({
      subtype: 'message_changed',
      message: { user: 'U1', ts: '1.1', text, edited: { ts } },
      previous_message: { user: 'U1', ts: '1.1', text: '?' },
    })
  const changes = [edited('甲', '2.1'), edited('乙', '3.1'), edited('甲', '4.1'), edited('甲', '4.1')]
  const told = await Promise.all(changes.map((one) => hear({ ...deps({}), threads }, ears, one)))
  expect(new Set(told.flat().map(({ externalId }) => externalId)).size).toBe(3)
})
