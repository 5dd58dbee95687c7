import { describe, expect, test } from 'vitest'
import type { PlatformError } from '../../../src/lib/errors.ts'
import { cardWith, nextId, type SendingSide, useSending } from '../../support/dingtalk/sending.ts'

const open = useSending()
const failure = async (act: Promise<unknown>): Promise<PlatformError> =>
  await act.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: unknown) => error as PlatformError,
  )
const texts = ({ fake }: SendingSide, id: string): string[] => fake.chat(id).map(({ text }) => text)
const find = ({ sending }: SendingSide, id: string) => sending.find({ platform: 'dingtalk', id: 'wang' }, id)
const hourMs = 3_600_000

describe('words', () => {
  test('go by the chat’s own address while it holds, then by the OpenAPI; members of a group are mentioned', async () => {
    const side = await open()
    const { fake, sending, send } = side
    const url = webhook(side, 'cidSales==')
    const expiresAt = new Date(fake.clock.now().getTime() + hourMs)
    await sending.noteWebhook('cidSales==|wang', { url, expiresAt })
    await send('cidSales==|wang', { text: '一' })
    await fake.clock.passes(hourMs - 50_000)
    await send('cidSales==|wang', { text: '二' })
    expect(fake.chat('cidSales==').map(({ via, at, text }) => [via, at, text])).toEqual([
      ['sessionWebhook', ['wang'], '一'],
      ['groupMessages', [], '二'],
    ])
    expect((await side.sending.budget()).used).toBe(1)
  })

  test('an address that is over before its time is left, and nothing is lost', async () => {
    const side = await open()
    const { fake, sending, send } = side
    const expiresAt = new Date(fake.clock.now().getTime() + hourMs)
    await sending.noteWebhook('wang', { url: `${fake.url}/robot/sendBySession?session=gone`, expiresAt })
    await send('wang', { text: '您好' })
    await send('wang', { text: '在的' })
    expect(texts(side, 'wang')).toEqual(['您好', '在的'])
    expect(side.called().filter((path) => path.includes('sendBySession'))).toHaveLength(1)
  })

  test('an address elsewhere is never spoken to', async () => {
    const side = await open()
    const expiresAt = new Date(side.fake.clock.now().getTime() + hourMs)
    await side.sending.noteWebhook('wang', { url: 'https://evil.example/robot/sendBySession', expiresAt })
    expect(await side.db.dingtalkWebhook.count()).toBe(0)
  })

  test('an answer of such an address that is lost is uncertain, not said again by the other way', async () => {
    const side = await open()
    const expiresAt = new Date(side.fake.clock.now().getTime() + hourMs)
    await side.sending.noteWebhook('wang', { url: webhook(side, 'wang'), expiresAt })
    side.fake.api.fail(/sendBySession/, 'lost answer')
    expect(await failure(side.send('wang', { text: '您好' }))).toMatchObject({ reason: 'uncertain' })
    expect(texts(side, 'wang')).toEqual(['您好'])
  })

  test('sent twice are there once; a long text that broke off continues where it stood', async () => {
    const side = await open()
    const id = nextId()
    const text = '第一步：先关掉水龙头。'.repeat(800)
    side.fake.api.fail(/batchSend.never/)
    side.fake.api.fail(/batchSend/, 'qps')
    expect(await failure(side.send('wang', { id, text }))).toMatchObject({ reason: 'unreachable' })
    expect(await find(side, id)).toBeUndefined()
    await side.send('wang', { id, text })
    await side.send('wang', { id, text })
    expect(texts(side, 'wang').join('')).toBe(text)
    expect(await find(side, id)).toEqual({ externalId: id })
  })

  test('of what broke off with an answer lost nobody knows; sent on purpose, it is sent once more', async () => {
    const side = await open()
    const id = nextId()
    side.fake.api.fail(/batchSend/, 'lost answer')
    expect(await failure(side.send('wang', { id, text: '您好' }))).toMatchObject({ reason: 'uncertain' })
    expect(await failure(find(side, id))).toMatchObject({ reason: 'unreachable' })
    await side.fake.clock.passes(31_000)
    expect(await failure(find(side, id))).toMatchObject({ reason: 'uncertain' })
    await side.send('wang', { id, text: '您好' })
    expect(texts(side, 'wang')).toEqual(['您好', '您好'])
    expect(await find(side, id)).toEqual({ externalId: id })
  })

  test('somebody unknown, a guest whose time is over, and cards for staff are refused with the reason', async () => {
    const { send, shows } = await open()
    expect(await failure(send('nobody', { text: '您好' }))).toMatchObject({
      reason: 'refused',
      message: expect.stringContaining('没有这个人'),
    })
    expect(await failure(send('$:LWCP_v1:$x', { text: '您好' }))).toMatchObject({ reason: 'refused' })
    for (const to of ['wang', 'cidDesk==|wang', 'cidOther=='])
      expect(await failure(shows(to, cardWith()))).toMatchObject({
        reason: 'refused',
        message: expect.stringContaining('仅内部可见'),
      })
  })

  test('files go as files and pictures as pictures; what DingTalk does not take is named', async () => {
    const bytes = Buffer.from('x')
    const files = {
      '/a': { name: '说明书.pdf', mediaType: 'application/pdf', bytes, shown: false },
      '/b': { name: '图.png', mediaType: 'image/png', bytes, shown: true },
      '/c': { name: '程序.exe', mediaType: 'application/x-msdownload', bytes, shown: false },
    }
    const side = await open({}, { files })
    const attached = (ref: '/a' | '/b' | '/c') => ({ ...files[ref], size: 1, ref })
    await side.send('wang', { text: '请看', attachments: [attached('/a'), attached('/b')] })
    expect(side.fake.chat('wang').map(({ kind }) => kind)).toEqual(['text', 'file', 'image'])
    const error = await failure(side.send('wang', { text: '', attachments: [attached('/c')] }))
    expect(error).toMatchObject({ reason: 'refused', message: expect.stringContaining('程序.exe') })
  })
})

describe('cards', () => {
  test('are made once and changed in place; one that looks the same costs no call', async () => {
    const side = await open()
    const { externalId } = await side.shows('cidDesk==', cardWith())
    await side.shows('cidDesk==', cardWith({ revision: 2, title: '已发送', actions: [] }), {
      replaces: externalId,
    })
    await side.shows('cidDesk==', cardWith({ revision: 3, title: '已发送', actions: [] }), {
      replaces: externalId,
    })
    expect(side.called()).toEqual(['/v1.0/card/instances/createAndDeliver', '/v1.0/card/instances'])
    const [shown, ...others] = side.fake.chat('cidDesk==')
    expect(others).toEqual([])
    expect(shown?.card).toMatchObject({ outTrackId: externalId, params: { title: '🟠 已发送' }, updates: 1 })
  })

  test.each(['lost answer', 'lost request', 'broken', 'qps'] as const)(
    'after %s one is made once, and shows the newest words',
    async (fault) => {
      const side = await open()
      const id = nextId()
      side.fake.api.fail(/createAndDeliver/, fault)
      expect(await failure(side.shows('cidDesk==', cardWith(), { id }))).toMatchObject({
        reason: 'unreachable',
      })
      expect(await side.sending.find({ platform: 'dingtalk', id: 'cidDesk==' }, id)).toBeUndefined()
      await side.shows('cidDesk==', cardWith({ revision: 2, title: '新的' }), { id })
      expect(side.fake.chat('cidDesk==').map(({ card }) => card?.params.title)).toEqual(['🟠 新的'])
    },
  )

  test('a reminder in a channel mentions whoever holds the ticket, by a card or by the chat’s own address', async () => {
    const reminder = cardWith({ key: 'reminder:1:1', kind: 'reminder' })
    const cards = await open()
    await cards.shows('cidDesk==', reminder)
    await cards.shows('cidDesk==', cardWith())
    await cards.shows('cidDesk==', { ...reminder, key: 'reminder:2:1', ticket: 'SR20261118002' })
    expect(cards.fake.chat('cidDesk==').map(({ at }) => at)).toEqual([['staff1'], [], []])
    const words = await open({ templates: { kind: 'none' } })
    const expiresAt = new Date(words.fake.clock.now().getTime() + hourMs)
    await words.sending.noteWebhook('cidDesk==', { url: webhook(words, 'cidDesk=='), expiresAt })
    await words.shows('cidDesk==', reminder)
    expect(words.fake.chat('cidDesk==').map(({ at }) => at)).toEqual([['staff1']])
  })

  test('long words stand whole before the card, once', async () => {
    const side = await open()
    const text = `${'水漏到楼下了，'.repeat(200)}请回电。`
    const long = cardWith({ quote: { author: '王女士', text, attachments: [] } })
    await side.shows('cidDesk==', long)
    await side.shows('cidDesk==', { ...long, revision: 2 })
    const [before, card, ...others] = side.fake.chat('cidDesk==')
    expect(before?.text).toContain(text)
    expect(card?.card?.updates).toBe(1)
    expect(others).toEqual([])
  })

  test('own templates get the words to be changed in the card, others the public one', async () => {
    const side = await open({ templates: { kind: 'own', ids: { suggestion: 'own-1.schema' } } })
    side.fake.world.templates.add('own-1.schema')
    await side.shows('cidDesk==', cardWith())
    await side.shows('cidDesk==', cardWith({ key: 'ticket:1:desk', kind: 'ticket' }))
    const [own, shared] = side.fake.chat('cidDesk==').map(({ card }) => card)
    expect(own).toMatchObject({
      templateId: 'own-1.schema',
      params: {
        form_on: 'true',
        form_btn_text: '修改后发送',
        p_id: 'suggestion.approve~1',
        b1_id: 'suggestion.dismiss~1',
        b2_on: 'false',
      },
    })
    expect(JSON.parse(own?.params.form ?? '')).toEqual({
      fields: [
        { name: 'id', type: 'TEXT', hidden: true, defaultValue: 'suggestion.edit~1' },
        {
          name: 'text',
          label: '回复',
          required: true,
          type: 'TEXT_AREA',
          defaultValue: '您好，今天 18:00 前上门。',
        },
      ],
    })
    const pressed = await side.sending.readPress({
      outTrackId: own?.outTrackId ?? '',
      account: 'staff1',
      space: 'cidDesk==',
      actionIds: ['form'],
      params: { form: { id: 'suggestion.edit~1', text: '您好，明天上门。' } },
    })
    expect(pressed).toMatchObject({ action: 'suggestion.edit', values: { text: '您好，明天上门。' } })
    expect(shared?.templateId).toMatch(/^1366a1eb/)
  })

  test.each([
    ['template', { status: 400, body: { code: 'param.templateNotExist', message: 'x' } }],
    ['right', 'permission'],
  ] as const)('without a %s they are shown as text, and still answered', async (_, fault) => {
    const side = await open()
    side.fake.api.fail(/createAndDeliver/, fault)
    await side.shows('cidDesk==', cardWith())
    expect(texts(side, 'cidDesk==').join()).toMatch(/1-1\*\* 通过并发送/)
    const typed = { account: 'staff1', place: 'cidDesk==', text: '1-1' }
    expect(await side.sending.readChoice(typed)).toMatchObject({ action: 'suggestion.approve' })
  })

  test('a delivery that fails inside a success is refused', async () => {
    const side = await open()
    side.fake.world.groups.delete('cidDesk==')
    expect(await failure(side.shows('cidDesk==', cardWith()))).toMatchObject({ reason: 'refused' })
  })
})

describe('cards as text', () => {
  const none = { templates: { kind: 'none' as const } }

  test('are a message each time they say something new, and none where only the time goes on', async () => {
    const side = await open(none)
    await side.shows('cidDesk==', cardWith())
    await side.shows(
      'cidDesk==',
      cardWith({ revision: 2, facts: [{ label: '首次响应', value: '剩 3 分钟' }] }),
    )
    expect(side.fake.chat('cidDesk==')).toHaveLength(1)
    await side.shows(
      'cidDesk==',
      cardWith({
        revision: 3,
        actions: [],
        foot: ['林晓 已通过并发送'],
        state: { tone: 'solved', mark: '🟢', label: '已发送' },
      }),
    )
    expect(texts(side, 'cidDesk==').at(-1)).toMatch(/已发送[\s\S]*林晓 已通过并发送/)
    expect(texts(side, 'cidDesk==').at(-1)).not.toMatch(/编号/)
  })

  test('are answered by number over a restart; what is stale, doubtful or not there is said', async () => {
    const side = await open(none)
    const type = (text: string) => side.another().readChoice({ account: 'staff1', place: 'cidDesk==', text })
    await side.shows('cidDesk==', cardWith())
    expect(await type('1')).toMatchObject({
      action: 'suggestion.approve',
      card: { key: 'suggestion:1', revision: 1 },
    })
    expect(await type('改：您好')).toMatchObject({ action: 'suggestion.edit', values: { text: '您好' } })
    expect(await type('今天天气不错')).toBeUndefined()
    await side.shows('cidDesk==', cardWith({ key: 'suggestion:2' }))
    expect(await type('1')).toBeUndefined()
    expect(texts(side, 'cidDesk==').at(-1)).toMatch(/带上卡片编号/)
    expect(await type('2-1')).toMatchObject({ card: { key: 'suggestion:2' } })
    await side.shows('cidDesk==', cardWith({ revision: 2, title: '已发送', actions: [] }))
    expect(await type('1-1')).toBeUndefined()
    expect(texts(side, 'cidDesk==').at(-1)).toMatch(/已经办完或更新/)
    // The other one is alone now, but a card went a moment ago.
    expect(await type('1')).toBeUndefined()
    await side.fake.clock.passes(3 * 60_000)
    expect(await type('1')).toMatchObject({ card: { key: 'suggestion:2' } })
  })

  test('a broken-off one is not there twice for a customer', async () => {
    const side = await open(none)
    const id = nextId()
    const survey = cardWith({ key: 'survey:1:1', kind: 'survey', audience: 'customer' })
    side.fake.api.fail(/batchSend/, 'lost answer')
    expect(await failure(side.shows('wang', survey, { id }))).toMatchObject({ reason: 'uncertain' })
    await side.fake.clock.passes(31_000)
    expect(await failure(find(side, id))).toMatchObject({ reason: 'uncertain' })
    expect(side.fake.chat('wang')).toHaveLength(1)
    expect(texts(side, 'wang')[0]).toMatch(/dtmd:\/\/dingtalkclient\/sendMessage\?content=1-1/)
  })
})

describe('ringing', () => {
  const alarm = cardWith({
    key: 'ticket:1:alarm:M001',
    kind: 'reminder',
    title: '特急 SR20261118001',
    state: { tone: 'critical', mark: '🚨', label: '特急' },
  })

  test('rings for whoever is called in person, level by level, once each, and not where nothing is said of it', async () => {
    const quiet = await open()
    await quiet.shows('staff1', alarm)
    expect(quiet.fake.world.dings).toEqual([])
    const side = await open({ ding: { levels: ['app', 'phone'] } })
    const late = {
      ...alarm,
      key: 'reminder:2:1',
      state: { tone: 'overdue' as const, mark: '🔴', label: '已超时' },
    }
    const id = nextId()
    await side.shows('staff1', alarm, { id })
    await side.shows('staff1', alarm, { id })
    await side.shows('cidDesk==', { ...alarm, key: 'ticket:1:desk' })
    await side.shows('staff1', late)
    await side.fake.clock.passes(10 * 60_000)
    await side.shows('staff1', { ...late, key: 'reminder:2:2' })
    await side.shows('staff1', { ...late, key: 'reminder:9:9', ticket: 'SR20261118009' })
    expect(side.fake.world.dings.map(({ remindType, to }) => [remindType, to])).toEqual([
      [1, ['staff1']],
      [3, ['staff1']],
    ])
    expect(side.fake.world.dings[0]?.content).not.toContain('洗衣机')
  })

  test('that fails leaves the card shown', async () => {
    const side = await open({ ding: { levels: ['sms'] } })
    side.fake.api.fail(/ding\/send/, 'permission')
    await side.shows('staff1', alarm)
    expect(side.fake.chat('staff1')).toHaveLength(1)
    expect(side.deps.log.lines.join()).toMatch(/not rung/)
  })
})

/** An address of the chat that the fake takes. */
function webhook({ fake }: SendingSide, chat: string): string {
  fake.world.sessions.set('s1', { chat, expiresAt: fake.clock.now().getTime() + 2 * hourMs })
  return `${fake.url}/robot/sendBySession?session=s1`
}
