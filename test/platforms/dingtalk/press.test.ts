import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../../src/platforms/platform.ts'
import { cardWith, type SendingSide, useSending } from '../../support/dingtalk/sending.ts'

const open = useSending()
const press = (
  { sending }: SendingSide,
  outTrackId: string,
  button: string,
  params: Record<string, unknown> = {},
) => sending.readPress({ outTrackId, account: 'staff1', space: 'cidDesk==', actionIds: [button], params })

describe('a press', () => {
  test('names the card as it was shown to the presser, whatever it is now, over a restart', async () => {
    const side = await open()
    const { externalId } = await side.shows('cidDesk==', cardWith())
    await side.shows('cidDesk==', cardWith({ revision: 2, title: '新的' }), { replaces: externalId })
    const restarted = { ...side, sending: side.another() }
    expect(await press(restarted, externalId, 'suggestion.approve~1')).toMatchObject({
      account: 'staff1',
      place: 'cidDesk==',
      card: { key: 'suggestion:1', revision: 1 },
      action: 'suggestion.approve',
      values: {},
    })
    expect((await press(side, externalId, 'suggestion.approve~2'))?.card.revision).toBe(2)
    expect(await press(side, externalId, '', { id: 'suggestion.approve~2' })).toMatchObject({
      action: 'suggestion.approve',
    })
    expect(await press(side, 'somebody-elses', 'suggestion.approve~2')).toBeUndefined()
    expect(await press(side, externalId, 'open')).toBeUndefined()
  })

  test('brings the words of a text area by whichever name it has', async () => {
    const side = await open()
    const { externalId } = await side.shows('cidDesk==', cardWith())
    for (const params of [
      { text: '改好的' },
      { draft: '改好的' },
      { local_input: '改好的' },
      { form: { draft: { value: '改好的' } } },
    ]) {
      const pressed = await press(side, externalId, 'suggestion.edit~1', params)
      expect(pressed).toMatchObject({ values: { text: '改好的' } })
      expect(pressed?.asks).toBeUndefined()
    }
  })

  test('without the words it needs is no act yet: its presser alone is asked, and answers there', async () => {
    const side = await open()
    const { sending, fake } = side
    const { externalId } = await side.shows('cidDesk==', cardWith())
    const pressed = await press(side, externalId, 'suggestion.edit~1')
    if (!pressed) throw new Error('not read')
    expect(pressed.asks).toBe(true)
    expect(sending.answerPress(pressed, undefined).userPrivateData?.cardParamMap.tips).toMatch(/私信/)
    await sending.offerForm(pressed)
    const [asked] = fake.chat('staff1')
    expect(asked?.text).toMatch(/今天 18:00 前上门[\s\S]*「1-2：」/)
    expect(fake.chat('cidDesk==')).toHaveLength(1)
    expect(asked?.text).toMatch(/\(https:\/\/desk\.example\.com\/webhooks\/dingtalk\/act\/[\w-]+\)/)
    expect(
      await sending.readChoice({ account: 'staff1', place: 'staff1', text: '1-2：您好，明天上门。' }),
    ).toMatchObject({
      place: 'cidDesk==',
      card: { key: 'suggestion:1', revision: 1 },
      action: 'suggestion.edit',
      values: { text: '您好，明天上门。' },
    })
  })

  test('that says first what it does is asked for once more', async () => {
    const side = await open()
    const close = {
      id: 'ticket.close',
      label: '结案归档',
      style: 'plain' as const,
      confirm: '结案后不再提醒',
    }
    const { externalId } = await side.shows('cidDesk==', cardWith({ actions: [close] }))
    const pressed = await press(side, externalId, 'ticket.close~1')
    expect(pressed?.asks).toBe(true)
    if (pressed) await side.sending.offerForm(pressed)
    expect(side.fake.chat('staff1')[0]?.text).toMatch(/结案后不再提醒[\s\S]*「1-1」/)
    expect(await side.sending.readChoice({ account: 'staff1', place: 'staff1', text: '1-1' })).toMatchObject({
      action: 'ticket.close',
    })
  })
})

describe('the answer to a press', () => {
  const outcomes: [string, Outcome, RegExp][] = [
    ['done', { status: 'done', notice: '已发送' }, /^✓ 已发送$/],
    ['stale', { status: 'refused', notice: '李工 14:02 已认领' }, /^⚠️ 李工 14:02 已认领$/],
    ['a double click', { status: 'ignored' }, /不用再点/],
    ['kept', { status: 'kept' }, /已记下/],
    [
      'findings',
      {
        status: 'refused',
        notice: '没有发出',
        findings: [{ level: 'block', name: 'x', advice: '不能承诺退款', start: 0, end: 1 }],
      },
      /没有发出 {2}\n✗ 不能承诺退款/,
    ],
    [
      'what was hidden',
      { status: 'done', shown: [{ label: '原文', text: '13800000000 [x](y)' }] },
      /原文：13800000000 ［x］/,
    ],
  ]
  test.each(outcomes)('%s', async (_, outcome, said) => {
    const side = await open()
    const { externalId } = await side.shows('cidDesk==', cardWith())
    const pressed = await press(side, externalId, 'suggestion.approve~1')
    if (!pressed) throw new Error('not read')
    const answer = side.sending.answerPress(pressed, outcome)
    expect(answer.userPrivateData?.cardParamMap.tips).toMatch(said)
    // Nobody else sees anything of it.
    expect(answer.cardData).toBeUndefined()
  })

  test('that gives a way shows it as a button of the presser, which says how it is repeated', async () => {
    const side = await open()
    const { externalId } = await side.shows('cidDesk==', cardWith())
    const pressed = await press(side, externalId, 'suggestion.approve~1')
    if (!pressed) throw new Error('not read')
    const answer = side.sending.answerPress(pressed, { status: 'refused', ways: ['send'] })
    expect(answer.userPrivateData?.cardParamMap.sys_full_json_obj).toMatch(
      /仍要发送.*suggestion\.approve~1~send/,
    )
    expect(await press(side, externalId, 'suggestion.approve~1~send')).toMatchObject({
      action: 'suggestion.approve',
      values: { despite: 'send' },
    })
  })

  test('that comes late gives the ways as well', async () => {
    const side = await open()
    const { externalId } = await side.shows('cidDesk==', cardWith())
    const pressed = await press(side, externalId, 'suggestion.approve~1')
    if (!pressed) throw new Error('not read')
    await side.sending.showLate(pressed, { status: 'refused', notice: '没有发出', ways: ['send'] })
    expect(side.fake.chat('cidDesk==')[0]?.card?.own.get('staff1')?.sys_full_json_obj).toMatch(/仍要发送/)
  })

  test('gives way to the next state of the card, for its presser too', async () => {
    const side = await open()
    const { externalId } = await side.shows('cidDesk==', cardWith())
    await press(side, externalId, 'suggestion.approve~1')
    await side.shows('cidDesk==', cardWith({ revision: 2, actions: [], foot: ['林晓 已通过并发送'] }))
    expect(side.fake.chat('cidDesk==')[0]?.card?.own.get('staff1')).toMatchObject({
      tips: '林晓 已通过并发送',
      sys_full_json_obj: '{"msgButtons":[]}',
    })
    await side.shows('cidDesk==', cardWith({ revision: 3 }))
    expect(side.fake.chat('cidDesk==')[0]?.card?.own.get('staff1')?.sys_full_json_obj).toMatch(
      /suggestion\.approve~3/,
    )
  })

  test('that comes late is shown to the presser on the card; of a typed one in their own chat', async () => {
    const side = await open()
    const { externalId } = await side.shows('cidDesk==', cardWith())
    const pressed = await press(side, externalId, 'suggestion.approve~1')
    if (!pressed) throw new Error('not read')
    await side.sending.showLate(pressed, { status: 'done', notice: '已发送' })
    expect(side.fake.chat('cidDesk==')[0]?.card?.own.get('staff1')).toEqual({ tips: '✓ 已发送' })
    const { outTrackId: _, ...typed } = pressed
    await side.sending.showLate(typed, { status: 'done', notice: '已发送' })
    expect(side.fake.chat('staff1')[0]?.text).toBe('✓ 已发送')
  })
})
