import type { HomeView } from '@slack/types'
import { expect, test } from 'vitest'
import { openSlack, webClient } from '../../support/slack/clients.ts'
import type { FakeSlack } from '../../support/slack/fake-slack.ts'
import type { Fields } from '../../support/slack/shapes.ts'

/** A Slack whose app acknowledges everything at once, with these answers. */
async function obedient(answers: unknown[] = []): Promise<FakeSlack> {
  const slack = await openSlack({
    http: ({ body }) => {
      const interactive = !body.startsWith('{')
      const answer = interactive ? answers.shift() : undefined
      return Promise.resolve({ status: 200, body: answer ? JSON.stringify(answer) : '' })
    },
  })
  return slack
}

const told = (slack: FakeSlack): Fields[] =>
  slack.pushes.all.map(({ payload }) => (payload.event ?? payload) as Fields)
const lastTold = (slack: FakeSlack): Fields => told(slack).at(-1) ?? {}

const input = (block: string, more: object = {}): Fields => ({
  type: 'input',
  block_id: block,
  label: { type: 'plain_text', text: '字段' },
  element: { type: 'plain_text_input', action_id: 'text', ...more },
})
const modal = (...blocks: Fields[]): never =>
  ({
    type: 'modal',
    callback_id: 'form',
    title: { type: 'plain_text', text: '表单' },
    submit: { type: 'plain_text', text: '提交' },
    blocks,
  }) as never

/** Li presses a button and the app opens this form. */
async function openForm(slack: FakeSlack, view = modal(input('body'))): Promise<void> {
  const web = webClient(slack)
  const button = {
    type: 'button',
    action_id: 'go',
    text: { type: 'plain_text', text: '走' },
    value: '7',
  } as const
  await web.chat.postMessage({
    channel: 'C1',
    text: '卡',
    blocks: [{ type: 'actions', block_id: 'act', elements: [button] }],
  })
  await slack.person('U2').presses(slack.last('C1'), 'go')
  await web.views.open({ trigger_id: String(lastTold(slack).trigger_id), view })
}

test('what is typed arrives escaped and marked, with the same in rich_text', async () => {
  const slack = await obedient()
  const { text, blocks } = slack
    .person('U2')
    .says(
      'C1',
      '@kefu-bot 看 #wuliu 和 [订单](https://a.example/1?a=1&b=2) https://b.example <b> & 👀 @nobody',
    )
  const bot = slack.install().botUserId
  expect(text).toBe(
    `<@${bot}> 看 <#C1|wuliu> 和 <https://a.example/1?a=1&amp;b=2|订单> <https://b.example> &lt;b&gt; &amp; :eyes: @nobody`,
  )
  const [block] = blocks ?? []
  const [section] = (block?.elements ?? []) as { elements: Fields[] }[]
  expect(section?.elements.map(({ type }) => type)).toEqual(
    'user text channel text link text link text emoji text'.split(' '),
  )
  expect(section?.elements[7]).toEqual({ type: 'text', text: ' <b> & ' })
})

test('edits, deletions, emoji and comings are told', async () => {
  const slack = await obedient()
  slack.addUser({ id: 'U3', name: 'wang' })
  const li = slack.person('U2')
  const message = li.says('C1', '甲')
  li.edits(message, '乙')
  expect(lastTold(slack)).toMatchObject({
    subtype: 'message_changed',
    message: { text: '乙', user: 'U2' },
    previous_message: { text: '甲' },
  })
  li.reacts(message, 'eyes')
  expect(lastTold(slack)).toMatchObject({
    type: 'reaction_added',
    reaction: 'eyes',
    item: { ts: message.ts },
  })
  li.takesBack(message, 'eyes')
  expect(lastTold(slack)).toMatchObject({ type: 'reaction_removed' })
  expect(message.reactions.size).toBe(0)
  li.deletes(message)
  expect(lastTold(slack)).toMatchObject({ subtype: 'message_deleted', deleted_ts: message.ts })
  slack.person('U3').joins('C1', 'U2')
  expect(told(slack).slice(-2)).toMatchObject([
    { subtype: 'channel_join' },
    { type: 'member_joined_channel', user: 'U3', inviter: 'U2' },
  ])
  slack.person('U3').leaves('C1')
  expect(lastTold(slack)).toMatchObject({ type: 'member_left_channel', user: 'U3' })
})

test('a thread is answered under its first message', async () => {
  const slack = await obedient()
  const li = slack.person('U2')
  const first = li.says('C1', '甲')
  const reply = li.says('C1', '乙', { thread: first })
  const again = li.says('C1', '丙', { thread: reply })
  expect(lastTold(slack)).toMatchObject({ thread_ts: first.ts, parent_user_id: 'U2' })
  expect(slack.thread(first)).toEqual([first, reply, again])
})

test('another bot speaks as one, and an unfurled link looks like an edit', async () => {
  const slack = await obedient()
  slack.addUser({ id: 'UBOT9', isBot: true })
  slack.person('UBOT9').joins('C1')
  const message = slack.person('UBOT9').says('C1', '构建完成 https://ci.example')
  expect(lastTold(slack)).toMatchObject({ bot_id: 'BUBOT9', user: 'UBOT9' })
  expect(lastTold(slack)).not.toHaveProperty('app_id')
  slack.unfurls(message)
  expect(lastTold(slack)).toMatchObject({
    subtype: 'message_changed',
    message: { text: message.text, attachments: [{}] },
    previous_message: { text: message.text },
  })
})

test('where the bot is not, nothing is told', async () => {
  const slack = await obedient()
  slack.addChannel({ id: 'C2', members: ['U2'], bot: false })
  slack.person('U2').says('C2', '悄悄话')
  expect(told(slack)).toEqual([])
})

test('a trigger opens one form, within three seconds', async () => {
  const slack = await obedient()
  await openForm(slack)
  const trigger_id = String(lastTold(slack).trigger_id)
  const web = webClient(slack)
  const view = modal(input('body'))
  await expect(web.views.open({ trigger_id, view })).rejects.toThrow('exchanged_trigger_id')
  await slack.person('U2').shortcut('new_ticket')
  await slack.passes(3_001)
  const late = web.views.open({ trigger_id: String(lastTold(slack).trigger_id), view })
  await expect(late).rejects.toThrow('expired_trigger_id')
  await expect(web.views.open({ trigger_id: '1.2.3', view })).rejects.toThrow('invalid_trigger_id')
})

test('a press tells where, which and how to answer', async () => {
  const slack = await obedient()
  await openForm(slack)
  const { ts } = slack.last('C1')
  expect(lastTold(slack)).toMatchObject({
    type: 'block_actions',
    user: { id: 'U2', team_id: 'T1' },
    container: { type: 'message', message_ts: ts, channel_id: 'C1', is_ephemeral: false },
    message: { ts, bot_id: 'B0001' },
    actions: [{ type: 'button', action_id: 'go', block_id: 'act', value: '7' }],
  })
})

test('a form is refused, replaced, gone over, and closed by what the app answers', async () => {
  const slack = await obedient([
    undefined,
    { response_action: 'errors', errors: { body: '太短' } },
    { response_action: 'update', view: modal(input('body'), input('why')) },
    { response_action: 'push', view: modal(input('sure')) },
    undefined,
    { response_action: 'clear' },
  ])
  await openForm(slack)
  const li = slack.person('U2')
  await li.submits({ body: '好' })
  expect(li.modal()?.errors).toEqual({ body: '太短' })
  await li.submits({ body: '好的' })
  expect(lastTold(slack)).toMatchObject({
    type: 'view_submission',
    view: { state: { values: { body: { text: { type: 'plain_text_input', value: '好的' } } } } },
  })
  await li.submits({ why: '因为' })
  expect(li.modals()).toHaveLength(2)
  await li.submits({ sure: '是' })
  expect(li.modals()).toHaveLength(1)
  await li.submits({ body: '好的' })
  expect(li.modals()).toEqual([])
  expect(slack.troubles).toEqual([])
})

test('an answer that no form can show is a trouble', async () => {
  const slack = await obedient([
    undefined,
    { response_action: 'errors', errors: { elsewhere: '不对' } },
    { response_action: 'update', view: { type: 'modal' } },
  ])
  await openForm(slack)
  const li = slack.person('U2')
  await li.submits({ body: '好' })
  await li.submits({ body: '好' })
  expect(slack.troubles.map(({ why }) => why.split(' ')[0])).toEqual([
    'unknown_error_block',
    'invalid_arguments',
  ])
})

test("the screen itself refuses what a form's limits forbid", async () => {
  const slack = await obedient()
  await openForm(slack, modal(input('body', { max_length: 3 })))
  const li = slack.person('U2')
  await expect(li.submits({})).rejects.toThrow('body must be filled in')
  await expect(li.submits({ body: '一二三四' })).rejects.toThrow('body takes 3 characters')
  await expect(li.submits({ other: '一' })).rejects.toThrow('nothing called other')
})

test('views change by id and hash, three lie on each other, none is too large', async () => {
  const slack = await obedient()
  await openForm(slack)
  const web = webClient(slack)
  const li = slack.person('U2')
  const view_id = li.modal()?.id ?? ''
  const hash = li.modal()?.hash ?? ''
  const other = modal(input('body'), input('why'))
  await web.views.update({ view_id, hash, view: other })
  await expect(web.views.update({ view_id, hash, view: other })).rejects.toThrow('hash_conflict')
  const select = {
    type: 'section',
    block_id: 's',
    text: { type: 'plain_text', text: '部门' },
    accessory: {
      type: 'static_select',
      action_id: 'where',
      options: ['物流', '售后'].map((name) => ({ text: { type: 'plain_text', text: name }, value: name })),
    },
  }
  await web.views.update({ view_id, view: modal(select, input('body')) })
  for (const depth of [2, 3]) {
    await li.chooses(li.modals()[0] ?? slack.last('C1'), 'where', '售后')
    const { trigger_id, actions, container } = lastTold(slack)
    expect(actions).toMatchObject([{ selected_option: { value: '售后' } }])
    expect(container).toMatchObject({ type: 'view', view_id })
    await web.views.push({ trigger_id: String(trigger_id), view: other })
    expect(li.modals()).toHaveLength(depth)
  }
  await li.chooses(li.modals()[0] ?? slack.last('C1'), 'where', '售后')
  const third = web.views.push({ trigger_id: String(lastTold(slack).trigger_id), view: other })
  await expect(third).rejects.toThrow('push_limit_reached')
  const large = modal(
    ...Array.from({ length: 90 }, (_, n) => input(`b${n}`, { initial_value: '长'.repeat(1_000) })),
  )
  await expect(web.views.update({ view_id, view: large })).rejects.toThrow('view_too_large')
  await li.closes()
  expect(li.modals()).toHaveLength(2)
})

test('home is shown and told', async () => {
  const slack = await obedient()
  const web = webClient(slack)
  const li = slack.person('U2')
  li.opensHome()
  expect(lastTold(slack)).toMatchObject({ type: 'app_home_opened', user: 'U2', tab: 'home' })
  const view: HomeView = { type: 'home', blocks: [{ type: 'divider' }] }
  const { view: shown } = await web.views.publish({ user_id: 'U2', view })
  expect(li.home()?.given).toMatchObject(view)
  const stale = web.views.publish({ user_id: 'U2', view, hash: 'old' })
  await expect(stale).rejects.toThrow('hash_conflict')
  await web.views.publish({ user_id: 'U2', view, hash: shown?.hash ?? '' })
})

test('a response_url answers five times in thirty minutes', async () => {
  const slack = await obedient()
  await openForm(slack)
  const li = slack.person('U2')
  let url = String(lastTold(slack).response_url)
  const use = async (body: object): Promise<number> => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status
  }
  expect(await use({ text: '只给你看', replace_original: false })).toBe(200)
  expect(li.ephemerals('C1').map(({ text }) => text)).toEqual(['只给你看'])
  expect(await use({ text: '换了', replace_original: true })).toBe(200)
  expect(slack.last('C1').text).toBe('换了')
  for (let n = 0; n < 3; n++) expect(await use({ text: '又' })).toBe(200)
  expect(await use({ text: '第六次' })).toBe(404)
  await li.types('/ticket list', 'C1')
  url = String(lastTold(slack).response_url)
  await slack.passes(30 * 60_000 + 1)
  expect(await use({ text: '太晚' })).toBe(404)
})

test('a button only one person sees is pressed without its message', async () => {
  const slack = await obedient()
  const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: '走' } } as const
  await webClient(slack).chat.postEphemeral({
    channel: 'C1',
    user: 'U2',
    text: '卡',
    blocks: [{ type: 'actions', elements: [button] }],
  })
  const li = slack.person('U2')
  const [shown = slack.last('C1')] = li.ephemerals()
  await li.presses(shown, 'go')
  expect(lastTold(slack)).toMatchObject({ container: { is_ephemeral: true } })
  expect(lastTold(slack)).not.toHaveProperty('message')
})

test('a message shortcut brings the message', async () => {
  const slack = await obedient()
  const li = slack.person('U2')
  const message = li.says('C1', '客户说要退货')
  await li.shortcut('to_ticket', message)
  expect(lastTold(slack)).toMatchObject({
    type: 'message_action',
    callback_id: 'to_ticket',
    message_ts: message.ts,
    message: { text: '客户说要退货', user: 'U2' },
    channel: { id: 'C1' },
  })
})

test('strangers of a shared channel are heard and press, but have no commands', async () => {
  const slack = await obedient()
  slack.addWorkspace({ id: 'T2', name: '客户公司' })
  slack.addUser({ id: 'U7', team: 'T2', name: 'wang' })
  slack.addChannel({ id: 'C7', sharedWith: ['T2'], members: ['U7', 'U2'] })
  const wang = slack.person('U7')
  wang.says('C7', '坏了', { files: [{ name: '坏.png', mimetype: 'image/png', bytes: Buffer.from('png') }] })
  const { payload } = slack.pushes.all.at(-1) ?? { payload: {} }
  expect(payload).toMatchObject({
    team_id: 'T2',
    context_team_id: 'T1',
    is_ext_shared_channel: true,
    authorizations: [{ team_id: 'T1' }],
    event: { user_team: 'T2', subtype: 'file_share', files: [{ file_access: 'check_file_info' }] },
  })
  const { file } = await webClient(slack).files.info({ file: slack.last('C7').files?.[0] ?? '' })
  expect(file).toMatchObject({ name: '坏.png', size: 3 })
  await expect(wang.types('/ticket new', 'C7')).rejects.toThrow('no_such_command')
})

test('a file in a direct conversation comes whole', async () => {
  const slack = await obedient()
  slack
    .person('U2')
    .says('dm', '发票', { files: [{ name: 'a.pdf', mimetype: 'application/pdf', bytes: Buffer.from('%') }] })
  expect(lastTold(slack)).toMatchObject({
    files: [{ name: 'a.pdf', url_private: expect.stringMatching(/^http/) }],
  })
})

test('what administrators do is told', async () => {
  const slack = await obedient()
  slack.changesId('C1', 'C1NEW')
  expect(lastTold(slack)).toMatchObject({
    type: 'channel_id_changed',
    old_channel_id: 'C1',
    new_channel_id: 'C1NEW',
  })
  slack.addWorkspace({ id: 'T2' })
  slack.shares('C1NEW', 'T2')
  expect(lastTold(slack)).toMatchObject({ type: 'channel_shared', connected_team_id: 'T2', channel: 'C1NEW' })
  slack.archives('C1NEW', 'U2')
  expect(lastTold(slack)).toMatchObject({ type: 'channel_archive', channel: 'C1NEW' })
  slack.addChannel({ id: 'C2', members: ['U2'] })
  slack.removesBot('C2')
  expect(lastTold(slack)).toMatchObject({ type: 'member_left_channel', user: slack.install().botUserId })
  slack.person('U2').says('C2', '它走了')
  slack.invitesBot('C2', 'U2')
  expect(lastTold(slack)).toMatchObject({ type: 'member_joined_channel', inviter: 'U2' })
  slack.revokes()
  expect(lastTold(slack)).toMatchObject({ type: 'tokens_revoked' })
  slack.uninstalls()
  expect(lastTold(slack)).toMatchObject({ type: 'app_uninstalled' })
})
