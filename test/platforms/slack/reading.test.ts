import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readEnvelope } from '../../../src/platforms/slack/door/envelope.ts'
import { createLanes } from '../../../src/platforms/slack/door/lanes.ts'
import { createQueue } from '../../../src/platforms/slack/door/queue.ts'
import { verifySignature } from '../../../src/platforms/slack/door/signature.ts'
import { attachmentOf, mailOf, parseFileRef } from '../../../src/platforms/slack/read/files.ts'
import { becomes, changeOf, type Setting } from '../../../src/platforms/slack/read/said.ts'
import { messageShape } from '../../../src/platforms/slack/read/shapes.ts'
import { mentionsIn, plainText } from '../../../src/platforms/slack/read/text.ts'
import { whoseOf } from '../../../src/platforms/slack/workspaces/whose.ts'

describe('texts', () => {
  test.each([
    ['a &lt;b&gt; &amp; &amp;lt;', 'a <b> & &lt;'],
    ['<@U1> 你好', '@李工 你好'],
    ['<@U2|wang> <@U3>', '@wang @U3'],
    ['<@UBOT> 打印机坏了', '打印机坏了'],
    ['<!channel> <!here> <!subteam^S1|@team> <!subteam^S2>', '@channel @here @team @subteam^S2'],
    ['<!date^1763773600^{time}|09:06>', '09:06'],
    ['<#C1|wuliu> <#C2>', '#wuliu #C2'],
    ['<https://a.example/?x=1&amp;y=2>', 'https://a.example/?x=1&y=2'],
    ['<https://a.example|这里>', '这里 (https://a.example)'],
    [
      '<http://a.example|a.example> <mailto:a@b.example|a@b.example> <tel:123|123>',
      'a.example a@b.example 123',
    ],
    [':pray::rage: 谢谢 :unknown_one: 10:100:20', '🙏😡 谢谢 :unknown_one: 10:100:20'],
    ['退款\u202egnp\u200b\u0000', '退款\u202egnp\u200b'],
    ['&lt;@U1&gt; &lt;!channel&gt;', '<@U1> <!channel>'],
    ['没有 > 完 < 的', '没有 > 完 < 的'],
  ])('%j is read %j', (raw, read) => {
    expect(plainText(raw, { bot: 'UBOT', of: new Map([['U1', '李工']]) })).toBe(read)
  })

  test('whom a text mentions', () => {
    expect(mentionsIn('<@U1> <@W2|x> &lt;@U3&gt; <#C1>')).toEqual(['U1', 'W2'])
  })
})

describe('what words become', () => {
  const nowhere: Setting = { direct: false, staffChannel: false, mentioned: false, known: false }
  test.each([
    ['bot', false, { direct: true }, 'nothing'],
    ['member', false, { direct: true }, 'message'],
    ['stranger', false, { direct: true }, 'message'],
    ['member', true, { direct: true }, 'talk'],
    ['member', true, { staffChannel: true }, 'talk'],
    ['member', false, { staffChannel: true }, 'talk'],
    ['stranger', false, { staffChannel: true, mentioned: true }, 'talk'],
    ['stranger', false, {}, 'message'],
    ['guest', false, {}, 'message'],
    ['member', true, { mentioned: true, known: true }, 'nothing'],
    ['guest', true, {}, 'nothing'],
    ['member', false, {}, 'nothing'],
    ['member', false, { mentioned: true }, 'message'],
    ['member', false, { known: true }, 'message'],
  ] as const)('%s, staff %j, %j: %s', (kind, staff, where, as) => {
    expect(becomes({ kind, staff }, { ...nowhere, ...where })).toBe(as)
  })

  const event = (more: object) => messageShape.parse({ type: 'message', channel: 'C1', ts: '9.9', ...more })
  test.each([
    [
      'an edit',
      {
        subtype: 'message_changed',
        message: { user: 'U1', ts: '1.1', text: 'b' },
        previous_message: { text: 'a' },
      },
      { about: 'edited', ts: '1.1', text: 'b' },
    ],
    [
      'a link unfolded',
      {
        subtype: 'message_changed',
        message: { user: 'U1', ts: '1.1', text: 'a' },
        previous_message: { text: 'a' },
      },
      undefined,
    ],
    [
      'our own update',
      {
        subtype: 'message_changed',
        message: { user: 'U1', bot_id: 'B1', ts: '1.1', text: 'b' },
        previous_message: { text: 'a' },
      },
      undefined,
    ],
    [
      'a deletion',
      {
        subtype: 'message_deleted',
        deleted_ts: '1.1',
        previous_message: { user: 'U1', ts: '1.1', text: 'a' },
      },
      { about: 'deleted', ts: '1.1', text: 'a' },
    ],
    [
      'a deletion under which a thread goes on',
      {
        subtype: 'message_changed',
        message: { subtype: 'tombstone', user: 'USLACKBOT', ts: '1.1', text: 'deleted' },
        previous_message: { user: 'U1', text: 'a' },
      },
      { about: 'deleted', user: 'U1', text: 'a' },
    ],
    ['somebody joined', { subtype: 'channel_join', user: 'U1' }, undefined],
  ])('%s', (_name, more, changed) => {
    if (changed) expect(changeOf(event(more))).toMatchObject(changed)
    else expect(changeOf(event(more))).toBeUndefined()
  })
})

describe('files', () => {
  test('a reference names the workspace where it is not the home one', () => {
    expect(attachmentOf('T2', { id: 'F1', name: 'a.png', size: 3, mimetype: 'image/png' }).ref).toBe(
      'slack:T2:F1',
    )
    expect(attachmentOf(undefined, { id: 'F1' })).toEqual({
      name: 'F1',
      size: 0,
      mediaType: 'application/octet-stream',
      ref: 'slack:F1',
    })
    expect(parseFileRef('slack:T2:F1')).toEqual({ team: 'T2', id: 'F1' })
    expect(parseFileRef('slack:F1')).toEqual({ team: undefined, id: 'F1' })
    expect(parseFileRef('slack:../F1')).toBeUndefined()
    expect(parseFileRef('/api/files/slack:F1')).toBeUndefined()
  })

  test('a mail to a channel is read', () => {
    const from = [{ address: 'Wang@Example.com', name: '王女士' }]
    expect(mailOf({ id: 'F1', filetype: 'email', subject: '发票', plain_text: '请补开', from })).toEqual({
      subject: '发票',
      text: '请补开',
      from: { address: 'wang@example.com', name: '王女士' },
    })
  })
})

test('whose a payload is: the authorization first, the sender’s workspace last', () => {
  const body = {
    team_id: 'T2',
    context_team_id: 'T1',
    authorizations: [{ team_id: 'T3', enterprise_id: 'E1' }],
  }
  expect(whoseOf(body)).toEqual(['T3', 'T1', 'T2', 'E1'])
  expect(
    whoseOf({ team: { id: 'T1' }, user: { team_id: 'T9' }, view: { app_installed_team_id: 'T5' } }),
  ).toEqual(['T5', 'T1', 'T9'])
  expect(whoseOf({ authorizations: 'x', team: null })).toEqual([])
})

describe('signatures', () => {
  const now = new Date('2026-11-18T02:00:00Z')
  const at = now.getTime() / 1000
  const body = Buffer.from('payload=%7B%7D')
  const headers = (secret: string, time: number, start = 'v0=') => ({
    'x-slack-request-timestamp': String(time),
    'x-slack-signature': `${start}${createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest('hex')}`,
  })
  test.each([
    ['now', headers('s', at), true],
    ['299 s ago', headers('s', at - 299), true],
    ['301 s ago', headers('s', at - 301), false],
    ['301 s ahead, which the SDK takes', headers('s', at + 301), false],
    ['with another secret', headers('t', at), false],
    ['of another version', headers('s', at, 'v1='), false],
    ['without a signature', { 'x-slack-request-timestamp': String(at) }, false],
    ['half a signature', { ...headers('s', at), 'x-slack-signature': 'v0=abcd' }, false],
    ['a time that is none', { ...headers('s', at), 'x-slack-request-timestamp': 'NaN' }, false],
  ])('%s', (_name, given, good) => {
    const verify = (): void => verifySignature('s', { headers: given, body }, now)
    if (good) expect(verify).not.toThrow()
    else expect(verify).toThrow('not signed')
  })
})

describe('requests', () => {
  const form = (text: string, kind = 'application/x-www-form-urlencoded') =>
    readEnvelope({ headers: { 'content-type': kind }, body: Buffer.from(text) }).body
  test('a form with a payload, with fields, with a charset', () => {
    expect(form('payload=%7B%22type%22%3A%22block_actions%22%7D')).toEqual({ type: 'block_actions' })
    expect(
      form('command=%2Fticket&text=new+%E4%BD%A0', 'application/x-www-form-urlencoded; charset=utf-8'),
    ).toEqual({
      command: '/ticket',
      text: 'new 你',
    })
    expect(form('{"type":"event_callback"}', 'application/json')).toEqual({ type: 'event_callback' })
  })
  test.each(['', '[]', 'null', '{', '"x"'])('%j is no payload', (text) => {
    expect(() => form(text, 'application/json')).toThrow('no JSON object')
  })
  test('a retry is told', () => {
    const headers = { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' }
    expect(readEnvelope({ headers, body: Buffer.from('{}') }).retry).toEqual({
      number: 2,
      reason: 'http_timeout',
    })
  })
})

test('those in a hurry are taken first, the others in order', async () => {
  const queue = createQueue<string>()
  const { signal } = new AbortController()
  queue.add('message 1', false)
  queue.add('message 2', false)
  queue.add('press', true)
  const taken = [await queue.next(signal), await queue.next(signal), await queue.next(signal)]
  expect(taken).toEqual(['press', 'message 1', 'message 2'])
  const ended = new AbortController()
  const waiting = queue.next(ended.signal)
  ended.abort()
  expect(await waiting).toBeUndefined()
})

test('what comes over two connections at once begins in its order, one after the other; lanes do not wait', async () => {
  const enter = createLanes(5)
  const began: string[] = []
  const take = async (lane: string, order: number): Promise<void> => {
    const leave = await enter({ lane, order })
    began.push(`${lane}${order}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
    leave()
  }
  await Promise.all([take('a', 2), take('a', 3), take('a', 1), take('b', 9)])
  expect(began.filter((one) => one.startsWith('a'))).toEqual(['a1', 'a2', 'a3'])
  expect(began.indexOf('b9')).toBeLessThan(2)
})
