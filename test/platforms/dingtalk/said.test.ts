import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRef } from '../../../src/platforms/dingtalk/read/file-ref.ts'
import { readRobotMessage } from '../../../src/platforms/dingtalk/read/message.ts'
import { readCallback } from '../../../src/platforms/dingtalk/read/press.ts'
import { readSaid, type Said } from '../../../src/platforms/dingtalk/read/said.ts'
import { dingtalkDeps } from '../../support/dingtalk/deps.ts'
import { type FakeDingtalk, startFakeDingtalk } from '../../support/dingtalk/fake.ts'
import { createNotedSending } from '../../support/dingtalk/noted-sending.ts'
import type { Body } from '../../support/dingtalk/people.ts'

let fake: FakeDingtalk
beforeEach(async () => {
  fake = await startFakeDingtalk()
  fake.group('ciddesk==')
  fake.joins('林晓', { staffId: 'K001' })
  fake.joins('王女士', { staffId: 'wang' })
  fake.joins('外人')
})
afterEach(() => fake.close())

async function said(
  nick: string,
  body: Body | string,
  group?: string,
  sending = createNotedSending(),
): Promise<Said | undefined> {
  const person = fake.world.people.get(nick)
  if (!person) throw new Error('nobody')
  const deps = dingtalkDeps(fake)
  deps.host = {
    ...deps.host,
    channels: new Set(['ciddesk==']),
    isStaff: async (account) => account === 'K001',
  }
  if (group !== undefined) fake.group(group)
  const data = fake.message(
    person,
    typeof body === 'string' ? { msgtype: 'text', text: { content: body } } : body,
    { msgId: 'msg1', ...(group === undefined ? {} : { in: group }) },
  )
  return await readSaid(deps, sending, { data, messageId: 'frame1' })
}

describe('what becomes what', () => {
  test('words in a staff channel are talk', async () => {
    // Whoever is in it: the house says who may.
    for (const nick of ['林晓', '王女士'])
      expect(await said(nick, ' /帮助', 'ciddesk==')).toEqual({
        place: 'ciddesk==',
        inbound: {
          kind: 'talk',
          platform: 'dingtalk',
          externalId: 'dingfakeclient:msg1',
          by: nick === '林晓' ? 'K001' : 'wang',
          channel: 'ciddesk==',
          text: '/帮助',
        },
      })
  })

  test('staff who write to the robot alone talk in their own channel', async () => {
    expect((await said('林晓', '/我的'))?.inbound).toMatchObject({
      kind: 'talk',
      by: 'K001',
      channel: 'K001',
    })
  })

  test('an employee who is no staff is a customer', async () => {
    expect((await said('王女士', '打印机坏了'))?.inbound).toEqual({
      kind: 'message',
      platform: 'dingtalk',
      externalId: 'dingfakeclient:msg1',
      conversation: 'wang',
      from: { id: 'wang', name: '王女士' },
      text: '打印机坏了',
      attachments: [],
    })
  })

  test('in any other group each member has a conversation of their own', async () => {
    expect((await said('王女士', '打印机坏了', 'cidIT帮助=='))?.inbound).toMatchObject({
      conversation: 'cidIT帮助==|wang',
      from: { id: 'wang' },
    })
    expect((await said('外人', '打印机坏了', 'cidIT帮助=='))?.inbound).toMatchObject({
      conversation: 'cidIT帮助==|$:LWCP_v1:$外人',
      from: { id: '$:LWCP_v1:$外人' },
    })
  })

  test('whoever sets the desk up is told the ids that the playbook wants, and nobody else hears of it', async () => {
    const sending = createNotedSending()
    expect(await said('王女士', ' /群号', 'cidIT帮助==', sending)).toBeUndefined()
    expect(await said('林晓', '／账号', undefined, sending)).toBeUndefined()
    expect(sending.said).toEqual([
      { place: 'cidIT帮助==|wang', text: '本群的 openConversationId：cidIT帮助==\n您的账号：wang' },
      { place: 'K001', text: '您的账号（userid）：K001' },
    ])
    expect((await said('王女士', '/账号被锁了'))?.inbound.kind).toBe('message')
  })

  test('a number that answers a card is an act, and the customer’s own where it is their card', async () => {
    expect((await said('王女士', ' 1 '))?.inbound).toEqual({
      kind: 'action',
      platform: 'dingtalk',
      externalId: 'dingfakeclient:msg1',
      by: 'wang',
      conversation: 'wang',
      card: { key: 'survey:1', revision: 1 },
      action: 'survey.satisfied',
      values: {},
    })
    expect((await said('林晓', '1', 'ciddesk=='))?.inbound).not.toHaveProperty('conversation')
    expect((await said('王女士', '1', 'cidIT帮助=='))?.inbound).toMatchObject({
      conversation: 'cidIT帮助==|wang',
    })
    expect((await said('王女士', '2'))?.typed?.asks).toBeDefined()
  })
})

describe('what was said', () => {
  const file = { code: 'code1', name: '发票.pdf', mediaType: 'application/octet-stream' }
  test.each<[Body, string, object[]]>([
    [
      { msgtype: 'picture', content: { downloadCode: 'c', pictureDownloadCode: 'p' } },
      '',
      [{ name: 'picture.png', mediaType: 'image/png' }],
    ],
    [{ msgtype: 'picture', content: { pictureDownloadCode: 'p' } }, '', [{ name: 'picture.png' }]],
    [
      { msgtype: 'file', content: { downloadCode: 'code1', fileName: '发票.pdf' } },
      '',
      [{ name: '发票.pdf', size: 0 }],
    ],
    [
      { msgtype: 'audio', content: { downloadCode: 'a', duration: 3000, recognition: '空调不制冷' } },
      '空调不制冷',
      [{ name: 'voice.amr' }],
    ],
    [{ msgtype: 'video', content: { downloadCode: 'v', videoType: 'mov' } }, '', [{ name: 'video.mov' }]],
    [
      {
        msgtype: 'richText',
        content: { richText: [{ text: ' 你看' }, { type: 'picture', downloadCode: 'r' }, { text: '漏了' }] },
      },
      '你看漏了',
      [{ name: 'picture-1.png' }],
    ],
    [
      { msgtype: 'unknownMsgType', content: { unknownMsgType: '暂不支持该消息类型' } },
      '（发来了一条无法读取的消息，例如表情或名片，请客户用文字或图片说明）',
      [],
    ],
    [
      { msgtype: 'text', text: { content: '' } },
      '（发来了一条无法读取的消息，例如表情或名片，请客户用文字或图片说明）',
      [],
    ],
    [{ msgtype: 'text', text: { content: '我\u0000要退款' } }, '我要退款', []],
  ])('%j', async (body, text, attachments) => {
    expect((await said('王女士', body))?.inbound).toMatchObject({ text, attachments })
  })

  test('a file’s reference says where it lies and what it is called', async () => {
    const inbound = (
      await said('王女士', { msgtype: 'file', content: { downloadCode: 'code1', fileName: '发票.pdf' } })
    )?.inbound
    if (inbound?.kind !== 'message') throw new Error('no message')
    expect(readRef(inbound.attachments[0]?.ref ?? '')).toEqual(file)
    for (const ref of [
      '',
      'dingtalk:',
      'dingtalk:xxx',
      '/api/files/1',
      `dingtalk:${Buffer.from('{}').toString('base64url')}`,
    ])
      expect(readRef(ref)).toBeUndefined()
  })

  test.each([undefined, null, 7, 'text', [], {}, { msgId: 'm' }, { senderId: 's' }].map((one) => [one]))(
    '%j is nobody’s',
    (data) => {
      expect(readRobotMessage(data, '')).toBeUndefined()
    },
  )

  test('without a message id the frame’s own is taken', () => {
    expect(readRobotMessage({ senderId: 's', msgtype: 'text', text: { content: 'x' } }, 'frame1')?.id).toBe(
      'frame1',
    )
  })

  test('a chat’s own address holds as long as it says', () => {
    const at = Date.parse('2026-11-18T11:30:00+08:00')
    const read = (more: object) => readRobotMessage({ msgId: 'm', senderId: 's', ...more }, '')?.webhook
    expect(read({ sessionWebhook: 'https://x', sessionWebhookExpiredTime: at })).toEqual({
      url: 'https://x',
      expiresAt: new Date(at),
    })
    for (const more of [
      {},
      { sessionWebhook: 'https://x' },
      { sessionWebhook: 'https://x', sessionWebhookExpiredTime: 'soon' },
    ])
      expect(read(more)).toBeUndefined()
  })
})

describe('a press', () => {
  const content = { cardPrivateData: { actionIds: ['a~1'], params: { form: { text: '好' } } } }
  test.each([JSON.stringify(content), content])('is read from text and from an object', (sent) => {
    expect(readCallback({ outTrackId: 't', userId: 'u', spaceId: 's', content: sent })).toEqual({
      outTrackId: 't',
      account: 'u',
      space: 's',
      actionIds: ['a~1'],
      params: { form: { text: '好' } },
    })
  })

  test('what is missing or broken is no press, or one that says nothing', () => {
    for (const data of [
      undefined,
      'x',
      [],
      {},
      { outTrackId: 't' },
      { outTrackId: '', userId: 'u' },
      { outTrackId: 1, userId: 'u' },
    ])
      expect(readCallback(data)).toBeUndefined()
    for (const sent of [
      undefined,
      'not json',
      '[]',
      { cardPrivateData: 7 },
      { cardPrivateData: { actionIds: [7, null], params: 'x' } },
    ])
      expect(readCallback({ outTrackId: 't', userId: 'u', content: sent })).toMatchObject({
        actionIds: [],
        params: {},
      })
  })
})
