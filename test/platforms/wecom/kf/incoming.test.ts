import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Pulled } from '../../../../src/platforms/platform.ts'
import { readAccount } from '../../../../src/platforms/wecom/kf/read.ts'
import { forgetHandled } from '../../../../src/platforms/wecom/kf/waiting.ts'
import { echoRequest } from '../../../support/wecom/callback.ts'
import { type KfRoom, openKfRoom } from '../../../support/wecom/kf-room.ts'

let room: KfRoom
beforeEach(async () => {
  room = await openKfRoom()
})
afterEach(() => room.close())

const png = Buffer.from('89504e470d0a1a0a00', 'hex')
/** Listens until so many came, or until nothing more comes for a while; each is answered. */
async function listens(count: number, take = async (one: Pulled) => one.answer?.({ status: 'done' })) {
  const stop = new AbortController()
  const heard: Pulled['inbound'][] = []
  const late = setTimeout(() => stop.abort(), 20_000)
  for await (const one of room.platform.listen?.(stop.signal) ?? ([] as Pulled[])) {
    await take(one)
    heard.push(one.inbound)
    if (heard.length >= count) break
  }
  clearTimeout(late)
  stop.abort()
  return heard
}
const texts = (heard: Pulled['inbound'][]): string[] =>
  heard.map((one) => ('text' in one ? one.text : one.kind))

test('the console is answered what it asked, bare', async () => {
  const { organisation } = room
  const request = echoRequest(
    organisation,
    { path: 'kf', keys: organisation.settings.kf },
    '1616140317555161061',
  )
  const result = await room.platform.webhook?.(request)
  expect(await result?.respond([])).toMatchObject({ status: 200, body: '1616140317555161061' })
})

describe('reading', () => {
  test('callbacks that are lost are made up for: the account is found and read without one', async () => {
    const wang = room.kf.customer('王女士')
    wang.says('在吗')
    wang.says('洗衣机漏水')
    expect(texts(await listens(2))).toEqual(['在吗', '洗衣机漏水'])
  })

  test('small pages, empty ones among them, and the order is kept', async () => {
    room.kf.page.size = 3
    const wang = room.kf.customer('王女士')
    const said = Array.from({ length: 20 }, (_, nth) => `第 ${nth} 句`)
    let callback = room.kf.callback()
    for (const text of said) callback = wang.says(text)
    expect(texts(await room.takes(callback))).toEqual(said)
  })

  test('callbacks that come twice, and the same page read twice, bring nothing twice', async () => {
    const callback = room.kf.customer('王女士').says('在吗')
    expect(texts(await room.takes(callback))).toEqual(['在吗'])
    expect(await room.takes(callback)).toEqual([])
    await room.deps.db.wecomKfAccount.updateMany({ data: { cursor: '' } })
    expect(await room.takes(callback)).toEqual([])
  })

  test('two who read at once store everything once, and the cursor goes on', async () => {
    const wang = room.kf.customer('王女士')
    const callback = wang.says('一')
    await (await room.platform.webhook?.(callback))?.respond([])
    wang.says('二')
    await Promise.all([readAccount(room.deps, room.kf.openKfid), readAccount(room.deps, room.kf.openKfid)])
    expect(texts(await room.takes(wang.says('三')))).toEqual(['一', '二', '三'])
  })

  test('a token that ended is done without; the limit of calls without one is waited out', async () => {
    const wang = room.kf.customer('王女士')
    room.api.trouble('kf/sync_msg', { errcode: 95007 })
    expect(texts(await room.takes(wang.says('一')))).toEqual(['一'])
    expect(room.api.calls.filter(({ path }) => path === 'kf/sync_msg').at(-1)?.body.token).toBeUndefined()
  })

  test('a page that leads to where it began is not read for ever', async () => {
    const wang = room.kf.customer('王女士')
    const items = [
      { msgid: 'm1', origin: 3, msgtype: 'text', external_userid: wang.id, text: { content: '一' } },
    ]
    let asked = 0
    room.api.on('kf/sync_msg', () => {
      asked += 1
      return { next_cursor: '', has_more: asked < 100 ? 1 : 0, msg_list: items }
    })
    expect(texts(await room.takes(wang.says('一')))).toEqual(['一'])
    expect(asked).toBeLessThan(50)
  })

  test('a token that a callback brings during a read is kept for the next', async () => {
    const wang = room.kf.customer('王女士')
    const first = wang.says('一')
    await (await room.platform.webhook?.(first))?.respond([])
    room.passes(11 * 60_000)
    const later = room.kf.callback()
    room.api.on('kf/sync_msg', () => ({ next_cursor: 'c1', has_more: 0, msg_list: [] }))
    const reading = readAccount(
      {
        ...room.deps,
        api: {
          ...room.deps.api,
          post: async (path, body) => {
            await (await room.platform.webhook?.(later))?.respond([])
            return await room.deps.api.post(path, body)
          },
        },
      },
      room.kf.openKfid,
    )
    await reading
    expect((await room.deps.db.wecomKfAccount.findFirstOrThrow()).token).not.toBeNull()
  })

  test('a process that dies before its answer finds everything again', async () => {
    const wang = room.kf.customer('王女士')
    await (await room.platform.webhook?.(wang.says('一')))?.respond([])
    wang.says('二')
    const untaken = await listens(1, async () => undefined)
    expect(texts(untaken)).toEqual(['一'])
    expect(texts(await listens(2))).toEqual(['一', '二'])
  })

  test('what could not be recorded comes again before anything later of that customer', async () => {
    const wang = room.kf.customer('王女士')
    wang.says('一')
    wang.says('二')
    const seen: string[] = []
    let failed = false
    await listens(3, async (one) => {
      seen.push('text' in one.inbound ? one.inbound.text : '')
      if (!failed) {
        failed = true
        one.failed?.(new Error('the database is away'))
      } else await one.answer?.({ status: 'done' })
    })
    expect(seen).toEqual(['一', '一', '二'])
  })

  test('several customers side by side, each in their order', async () => {
    const people = ['甲', '乙', '丙', '丁'].map((name) => room.kf.customer(name))
    for (const nth of [1, 2, 3]) for (const one of people) one.says(`${one.id} ${nth}`)
    const heard = texts(await listens(12))
    for (const { id } of people)
      expect(heard.filter((text) => text.startsWith(id))).toEqual([1, 2, 3].map((nth) => `${id} ${nth}`))
  })

  test('a file that takes its time holds up its own customer, and nobody else', async () => {
    const comes = Promise.withResolvers<void>()
    await room.close()
    room = await openKfRoom({
      fetch: async (...wanted) => {
        if (new Request(...wanted).url.includes('media/get')) await comes.promise
        return await fetch(...wanted)
      },
    })
    const [slow, quick] = [room.kf.customer('甲'), room.kf.customer('乙')]
    slow.sendsFile('image', { name: '图.png', mediaType: 'image/png', bytes: png })
    slow.says('看图')
    const heard = listens(4, async (one) => {
      await one.answer?.({ status: 'done' })
      if (one.inbound.kind === 'message' && one.inbound.text === '急') comes.resolve()
    })
    await expect.poll(() => room.deps.db.wecomKfItem.count(), { timeout: 10_000 }).toBe(2)
    quick.says('在吗')
    await (await room.platform.webhook?.(quick.says('急')))?.respond([])
    expect(texts(await heard)).toEqual(['在吗', '急', '[图片]', '看图'])
  })

  test('what WeCom cannot give again is forgotten, and what waits never', async () => {
    const wang = room.kf.customer('王女士')
    await room.takes(wang.says('旧'))
    await room.brings(wang.says('等着'))
    room.passes(8 * 24 * 3_600_000)
    await forgetHandled(room.deps)
    expect(await room.deps.db.wecomKfItem.count()).toBe(1)
    expect(texts(await listens(1))).toEqual(['等着'])
  })

  test('once the house has it, nothing of what was said stays here', async () => {
    await room.takes(room.kf.customer('王女士').says('我的电话是 13800000000'))
    const rows = await room.deps.db.wecomKfItem.findMany()
    expect(rows.map(({ payload }) => payload)).toEqual([null])
  })
})

describe('what a customer can send', () => {
  test('who says it, by nickname; asked for once a day', async () => {
    const wang = room.kf.customer('王女士')
    const [one] = await room.takes(wang.says('在吗'))
    expect(one).toMatchObject({
      kind: 'message',
      from: { id: wang.id, name: '王女士' },
      conversation: wang.conversation,
    })
    await room.takes(wang.says('在吗'))
    expect(room.api.calls.filter(({ path }) => path === 'kf/customer/batchget')).toHaveLength(1)
  })

  test('without an answer who it is, what they say comes in all the same', async () => {
    room.api.trouble('kf/customer/batchget', { errcode: 48002 })
    const [one] = await room.takes(room.kf.customer('王女士').says('在吗'))
    expect(one).toMatchObject({ text: '在吗' })
    expect(one).not.toHaveProperty('from.name')
  })

  test('a picture is fetched at once and opened later, when WeCom has it no more', async () => {
    const wang = room.kf.customer('王女士')
    const [one] = await room.takes(
      wang.sendsFile('image', { name: '机身标签.png', mediaType: 'image/png', bytes: png }),
    )
    if (one?.kind !== 'message') throw new Error('no message')
    expect(one.text).toBe('[图片]')
    const [file] = one.attachments
    expect(file).toMatchObject({ name: '机身标签.png', mediaType: 'image/png', size: 9 })
    room.passes(4 * 24 * 3_600_000)
    expect(await room.platform.openFile?.(file?.ref ?? '')).toMatchObject({ bytes: png, shown: true })
  })

  test('a picture that cannot be fetched now does not hold up its message, and is fetched later', async () => {
    const wang = room.kf.customer('王女士')
    room.api.trouble('media/get', { errcode: -1 })
    const file = { name: 'x.png', mediaType: 'image/png', bytes: Buffer.from('<svg onload=alert(1)>') }
    const [one] = await room.takes(wang.sendsFile('image', file))
    if (one?.kind !== 'message') throw new Error('no message')
    expect(one.attachments[0]).toMatchObject({ size: 0 })
    // Called a picture, it begins like none: it is not shown.
    expect(await room.platform.openFile?.(one.attachments[0]?.ref ?? '')).toMatchObject({
      bytes: file.bytes,
      shown: false,
    })
  })

  test('what is gone for good is not asked for again', async () => {
    room.api.trouble('media/get', { errcode: 40007 })
    const [one] = await room.takes(
      room.kf
        .customer('王女士')
        .sendsFile('file', { name: 'x.pdf', mediaType: 'application/pdf', bytes: png }),
    )
    if (one?.kind !== 'message') throw new Error('no message')
    expect(await room.platform.openFile?.(one.attachments[0]?.ref ?? '')).toBeUndefined()
  })

  test.each([
    [
      'location',
      { latitude: 31.2, longitude: 121.5, name: '青禾大厦', address: '人民路 1 号' },
      '[位置] 青禾大厦 人民路 1 号（31.2, 121.5）',
    ],
    [
      'link',
      { title: '订单', desc: '详情', url: 'https://example.com/1', pic_url: 'x' },
      '[链接] 订单 详情 https://example.com/1',
    ],
    ['business_card', { userid: 'lisi' }, '[名片] lisi'],
    ['miniprogram', { title: '青禾商城', appid: 'wx1' }, '[小程序] 青禾商城'],
    ['merged_msg', { title: '聊天记录', item: [] }, '[聊天记录] 聊天记录'],
    [
      'hologram',
      { secret: 1 },
      '[客户发来一条本系统还读不懂的消息，类型：hologram。请在企业微信客户端查看，或请客户用文字说明]',
    ],
  ])('%s comes in as words', async (msgtype, body, text) => {
    const [one] = await room.takes(room.kf.customer('王女士').sends(msgtype, body))
    expect(one).toMatchObject({ kind: 'message', text, attachments: [] })
  })

  test('a menu that is none of ours is words', async () => {
    const [one] = await room.takes(
      room.kf.customer('王女士').sends('text', { content: '是', menu_id: 'other' }),
    )
    expect(one).toMatchObject({ kind: 'message', text: '是' })
  })

  test('a recalled message, and what a person answered in the client, are noted', async () => {
    const wang = room.kf.customer('王女士')
    await room.takes(wang.says('在吗', 'm1'))
    expect(await room.takes(wang.recalls('m1'))).toMatchObject([{ kind: 'note', about: 'recalled' }])
    expect(await room.takes(room.kf.servicerSays(wang, '我来看'))).toMatchObject([
      { kind: 'note', about: 'servicer', text: '我来看', conversation: wang.conversation },
    ])
  })
})

describe('somebody comes in', () => {
  test('they are welcomed with the opening hours, once', async () => {
    const wang = room.kf.customer('王女士')
    expect(await room.takes(wang.enters())).toEqual([])
    expect(wang.sees.map(({ text }) => text)).toEqual([
      '您好，这里是青禾电器在线客服。请直接说您遇到的问题，最好带上订单号或型号，我们会建单并由专人回复。\n人工服务时间：周一至周五 09:00–18:00。',
    ])
  })
  test('later than 20 seconds WeCom does not let us, and nothing breaks', async () => {
    const wang = room.kf.customer('王女士')
    const callback = wang.enters()
    room.passes(21_000)
    expect(await room.takes(callback)).toEqual([])
    expect(wang.sees).toEqual([])
    room.api.trouble('kf/send_msg_on_event', 'lost answer')
    expect(await room.takes(wang.enters())).toEqual([])
  })
})
