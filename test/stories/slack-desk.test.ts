import { afterEach, describe, expect, test } from 'vitest'
import { type AtDesk, atDesk, buttonsOn, wordsOf } from '../support/slack/at-desk.ts'
import type { SlackRequest } from '../support/slack/signed-http.ts'
import { signed } from '../support/slack/signed-http.ts'
import { createSlackDesk, type SlackDesk, type SlackDeskOptions } from '../support/slack-desk.ts'

let desk: SlackDesk
let at: AtDesk
afterEach(() => desk.close())

/** 王女士 has written in person, and everybody has their cards. */
async function asked(options: SlackDeskOptions = {}, text = '洗衣机漏水了，怎么办？'): Promise<void> {
  desk = await createSlackDesk(options)
  at = atDesk(desk)
  desk.slack.person('U0WANG').says('dm', text)
  await at.card('C0DESK', 'suggestion.approve')
  await at.card('C0TECH', 'ticket.claim')
  await desk.rests()
}

const heard = (): string[] => desk.slack.person('U0WANG').dm().map(wordsOf)

describe('who may press', () => {
  test('somebody of another company in a shared staff channel is refused politely, before their eyes only, in their language', async () => {
    await asked()
    desk.slack.addWorkspace({ id: 'T2', name: 'Acme' })
    desk.slack.addUser({ id: 'U2ANN', team: 'T2', name: 'Ann', locale: 'en-US' })
    desk.slack.world.channels.get('C0TECH')?.teams.push('T2')
    desk.slack.person('U2ANN').joins('C0TECH')
    const ann = desk.slack.person('U2ANN')
    const seen = desk.slack.messages('C0TECH').length
    for (const action of ['ticket.claim', 'ticket.solve', 'ticket.note', 'ticket.plan']) {
      await ann.presses(await at.card('C0TECH', action), action)
      await desk.rests()
    }
    await desk.slack.until(() => ann.ephemerals().length === 4)
    for (const { text } of ann.ephemerals()) expect(text).not.toMatch(/\p{Script=Han}/u)
    expect(ann.modal()).toBeUndefined()
    expect(desk.slack.messages('C0TECH')).toHaveLength(seen)
    expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ assigneeId: null, status: 'unclaimed' })
  })

  test('who left the company is nobody any more, though they are still in the channel', async () => {
    await asked()
    await desk.db.staff.update({ where: { workNo: 'T101' }, data: { active: false } })
    await at.presses('UT101', 'C0TECH', 'ticket.claim')
    await desk.slack.until(() => desk.slack.person('UT101').ephemerals().length === 1)
    expect((await desk.db.ticket.findFirstOrThrow()).assigneeId).toBeNull()
  })
})

test('talk in threads, in the channel and to the bot never reaches the customer', async () => {
  await asked()
  const before = heard()
  const card = await at.card('C0DESK', 'suggestion.approve')
  for (const who of ['UK001', 'UT101', 'UM001']) {
    const person = desk.slack.person(who)
    person.says('C0DESK', '这个客户真难缠，回复客户：我们不管', { thread: card })
    person.says('C0DESK', '@kefu-bot 发给客户：您好')
    person.says('dm', '王女士您好，我们不管')
    person.says('C0DESK', '通过并发送', { thread: card })
  }
  await desk.rests()
  await desk.delivers()
  expect(heard()).toEqual(before)
})

test('a reminder is a new message, shown in the channel though its ticket has a thread, and names the holder', async () => {
  await asked()
  await at.presses('UT101', 'C0TECH', 'ticket.claim')
  const before = desk.slack.messages('C0TECH').length
  for (let hour = 0; hour < 4; hour++) await at.passes('1h')
  const fresh = desk.slack.messages('C0TECH').slice(before)
  const reminder = fresh.find((one) => /⏰|🔴|超时|到期/.test(wordsOf(one)))
  expect(reminder).toMatchObject({ broadcast: true })
  expect(reminder?.threadTs).toBeDefined()
  // Its text wakes people: what a phone shows says which ticket.
  expect(reminder?.text).toMatch(/SR\d+/)
})

test('more than five acts: a duplicate is merged from the menu of its card, in a window that offers the other ticket', async () => {
  await asked()
  const { number: first } = await desk.db.ticket.findFirstOrThrow()
  desk.slack.addChannel({ id: 'C0TALK', members: ['U0WANG'] })
  const wang = desk.slack.person('U0WANG')
  wang.says('C0TALK', `@kefu-bot 洗衣机还在漏水，有人吗？`)
  await desk.slack.until(
    () => desk.slack.messages('C0DESK').filter((one) => buttonsOn(one).includes('more')).length === 2,
  )
  await desk.rests()
  const { number: second } = await desk.db.ticket.findFirstOrThrow({ where: { number: { not: first } } })
  const agent = desk.slack.person('UK001')
  const card = await at.reads(
    () => desk.slack.messages('C0DESK').filter((one) => buttonsOn(one).includes('more')),
    second,
  )
  await agent.chooses(card, 'more', 'ticket.merge')
  expect(wordsOf(agent.modal())).toContain(first)
  await agent.submits({ into: first })
  await desk.rests()
  expect(await desk.db.ticket.findFirstOrThrow({ where: { number: second } })).toMatchObject({
    status: 'closed',
    duplicateOf: first,
  })
})

test('the front page: an agent finds their tickets and today’s figures, a customer how to ask', async () => {
  await asked()
  await at.presses('UT101', 'C0TECH', 'ticket.claim')
  const li = desk.slack.person('UT101')
  li.opensHome()
  await desk.slack.until(() => li.home() !== undefined)
  const page = wordsOf(li.home())
  const { number } = await desk.db.ticket.findFirstOrThrow()
  expect(page).toContain(number)
  expect(page).toContain('我的工单（1）')
  expect(page).toContain('今日数据')
  const wang = desk.slack.person('U0WANG')
  wang.opensHome()
  await desk.slack.until(() => wang.home() !== undefined)
  expect(wordsOf(wang.home())).toContain('提交问题')
  expect(wordsOf(wang.home())).not.toContain(number)
})

test('/ticket list, find and a number are answered to their reader only; a customer gets a form, and no list', async () => {
  await asked()
  const { number } = await desk.db.ticket.findFirstOrThrow()
  await at.presses('UT101', 'C0TECH', 'ticket.claim')
  const li = desk.slack.person('UT101')
  const everybody = (): string[] => desk.slack.messages('C0TECH').map(wordsOf)
  const seen = everybody().length
  const answer = async (line: string): Promise<string> => {
    const whispered = li.ephemerals().length
    await li.types(line, 'C0TECH')
    await desk.slack.until(() => li.ephemerals().length > whispered, line)
    return li.ephemerals().at(-1)?.text ?? ''
  }
  expect(await answer('/ticket list')).toMatch(new RegExp(`我的工单（1 张）.*${number}`, 's'))
  expect(await answer('/ticket find 洗衣机')).toContain(number)
  expect(await answer('/ticket find 没有的东西')).not.toContain(number)
  // Slack knows no other command than ours, and has a /help of its own.
  for (const line of ['/ticket', '/ticket help'])
    expect(await answer(line)).toMatch(/\/ticket 列表.*\/ticket 认领 工单号.*\/ticket 请假/s)
  expect(await answer('/ticket 乱写')).toContain('没有看懂命令“乱写”，输入 /ticket help')
  expect(await answer('/ticket 下班')).not.toContain('没有看懂')
  expect(everybody()).toHaveLength(seen)
  await li.types(`/ticket ${number}`, 'C0TECH')
  await at.reads(() => desk.slack.messages('C0TECH').slice(seen), number)
  const wang = desk.slack.person('U0WANG')
  const before = wang.dm().length
  await wang.types('/ticket list', 'dm')
  expect(wang.modal()?.given.callback_id).toBe('new_ticket')
  expect(wang.dm()).toHaveLength(before)
})

test('signs: 👀 claims and ✅ asks how it was solved', async () => {
  await asked({ settings: { emoji: true } })
  const li = desk.slack.person('UT101')
  li.reacts(await at.card('C0TECH', 'ticket.claim'), 'eyes')
  await desk.slack.until(() =>
    desk.slack.messages('C0TECH').every((one) => !buttonsOn(one).includes('ticket.claim')),
  )
  li.reacts(await at.card('C0TECH', 'ticket.solve'), 'white_check_mark')
  await desk.slack.until(() => li.ephemerals().length > 0)
  const [offer] = li.ephemerals()
  if (!offer) throw new Error('nothing was offered')
  expect(offer.text).toContain('标记解决')
  await li.presses(offer, 'ticket.solve')
  await li.submits({ result: '已更换密封圈，试机正常', code: 'solved' })
  await desk.rests()
  expect((await desk.db.ticket.findFirstOrThrow()).status).toBe('solved')
})

test('files both ways: a photo of the customer stands on the card, a drawing of the agent reaches the customer', async () => {
  desk = await createSlackDesk()
  at = atDesk(desk)
  const wang = desk.slack.person('U0WANG')
  const bytes = Buffer.from('89504e470d0a1a0a', 'hex')
  wang.says('dm', '洗衣机漏水了，看照片', { files: [{ name: '漏水.png', mimetype: 'image/png', bytes }] })
  expect(wordsOf(await at.card('C0DESK', 'suggestion.approve'))).toContain('漏水.png')
  const agent = desk.slack.person('UK001')
  const file = agent.uploads({
    name: '拆装图.pdf',
    mimetype: 'application/pdf',
    bytes: Buffer.from('%PDF-1.4 图'),
  })
  await at.presses('UK001', 'C0DESK', 'suggestion.edit')
  await agent.submits({ text: '王女士您好，拆装步骤请看附件，有疑问随时告诉我们。', files: [file] })
  if (agent.modal()) await agent.submits({})
  expect(agent.modal()).toBeUndefined()
  await desk.slack.until(() => wang.dm().at(-1)?.files !== undefined)
  const sent = wang
    .dm()
    .at(-1)
    ?.files?.map((id) => desk.slack.world.files.get(id))
  expect(sent).toMatchObject([{ name: '拆装图.pdf', bytes: Buffer.from('%PDF-1.4 图') }])
})

test('an English account is spoken to in English: window, refusal, front page, greeting', async () => {
  desk = await createSlackDesk()
  at = atDesk(desk)
  desk.slack.addUser({ id: 'U0ANN', name: 'Ann', locale: 'en-US' })
  const ann = desk.slack.person('U0ANN')
  ann.says('dm', 'My washing machine is leaking')
  await desk.slack.until(() => ann.dm().length > 1)
  expect(wordsOf(ann.dm().at(-1))).toContain('automated assistant')
  ann.opensHome()
  await desk.slack.until(() => ann.home() !== undefined)
  expect(wordsOf(ann.home())).toMatch(/help/i)
  await ann.types('/ticket new', 'dm')
  expect(wordsOf(ann.modal())).toContain('New ticket')
})

describe('signatures', () => {
  /** What Slack sent last, to be sent once more by somebody else. */
  async function overheard(): Promise<{ kept: SlackRequest[] }> {
    await asked({ http: true })
    const kept = desk.slack.pushes.all
      .filter(({ kind }) => kind === 'events_api')
      .slice(0, 1)
      .map(({ payload }) =>
        signed(desk.slack.world, desk.slack.app.signingSecret, {
          type: 'application/json',
          body: JSON.stringify(payload),
        }),
      )
    return { kept }
  }
  const gives = async (request: SlackRequest): Promise<number | string> =>
    await desk.takes({ ...request, body: Buffer.from(request.body) }).then(
      ({ status }) => status,
      (error: Error) => error.name,
    )

  test('a replayed request changes nothing, and after five minutes is refused; a forged one at once', async () => {
    const { kept } = await overheard()
    const [request] = kept
    if (!request) throw new Error('nothing was sent')
    const messages = await desk.db.message.count()
    for (let turn = 0; turn < 3; turn++) expect(await gives(request)).toBe(200)
    const forged = {
      ...request,
      headers: { ...request.headers, 'x-slack-signature': `v0=${'0'.repeat(64)}` },
    }
    expect(await gives(forged)).toBe('ForbiddenError')
    const changed = { ...request, body: request.body.replace('漏水', '着火') }
    expect(await gives(changed)).toBe('ForbiddenError')
    const { 'x-slack-signature': _none, ...unsigned } = request.headers
    expect(await gives({ ...request, headers: unsigned })).toBe('ForbiddenError')
    await at.passes('6m')
    expect(await gives(request)).toBe('ForbiddenError')
    expect(await desk.db.message.count({ where: { direction: 'inbound' } })).toBe(1)
    expect(await desk.db.message.count()).toBe(messages)
  })

  test('a replayed press is done once', async () => {
    await asked({ http: true })
    await at.presses('UK001', 'C0DESK', 'suggestion.approve')
    await desk.slack.until(() => heard().length === 3)
    const press = desk.slack.pushes.all.find(({ kind }) => kind === 'interactive')
    const again = signed(desk.slack.world, desk.slack.app.signingSecret, {
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({ payload: JSON.stringify(press?.payload) }).toString(),
    })
    for (let turn = 0; turn < 3; turn++) expect(await gives(again)).toBe(200)
    await desk.delivers()
    await desk.rests()
    expect(heard()).toHaveLength(3)
  })
})
