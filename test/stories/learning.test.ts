import { expect, test } from 'vitest'
import type { Card } from '../../src/platforms/card.ts'
import { readExperience } from '../../src/scripts/experience.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()
const longAgo = new Date('2026-01-01T00:00:00Z')
const reason = '同类问题常用并获认可'

/** The scripts proposed last, best first. */
async function proposed(desk: TestDesk): Promise<string[]> {
  const [, id = ''] = desk.card('desk', 'suggestion:').key.split(':')
  const { options } = await desk.db.suggestion.findUniqueOrThrow({ where: { id } })
  return (options as { script: string }[]).map(({ script }) => script)
}

/** The same for something a customer just wrote. */
async function told(desk: TestDesk, customer: string, text: string): Promise<string[]> {
  await desk.says(customer, text)
  return await proposed(desk)
}

/** Agents send the same answer in words of their own, each to another customer. */
async function rewords(desk: TestDesk, ...replies: [customer: string, message: string, reply: string][]) {
  for (const [nth, [customer, message, reply]] of replies.entries()) {
    await desk.says(customer, message)
    const card = desk.card('desk', 'suggestion:')
    const outcome = await desk.presses(nth % 2 ? 'K002' : 'K001', card, 'suggestion.edit', {
      text: reply,
      despite: 'send',
    })
    expect(outcome).toMatchObject({ status: 'done' })
  }
}

const earphones: [string, string, string][] = [
  [
    '小何',
    '买的耳机左边没声音了，我电话13812345678',
    '您好，只有一边响，请先清网罩：用干牙刷轻刷左耳网罩，再重新配对一次。还是不响，请发购买页截图，今天 16:00 前给您办换新。',
  ],
  [
    '小周',
    '耳机左耳一点声音都没有',
    '您好！只有一边响，请先清网罩：用干牙刷轻刷左耳网罩，再重新配对一次。还是不响，请发购买页截图，明天 10:00 前给您办换新。我是林晓，工号 K001。',
  ],
  [
    '小吴',
    '耳机左边的声音没了，右边正常',
    '您好，只有一边响，请先清网罩：用干牙刷轻刷左耳网罩，再重新配对一次。还是不响，请发购买页截图，今天 18:30 前给您办换新。',
  ],
]

test('what was sent for a message comes first for a like one, and says why', async () => {
  const desk = await open()
  const [, second] = await told(desk, '小何', '买的耳机左边没声音了')
  await desk.presses('K001', 'suggestion:', 'suggestion.approve', { choice: '1' })
  expect(await desk.learns()).toBe(1)
  expect((await told(desk, '小周', '我的耳机左边没声音了，怎么弄'))[0]).toBe(second)
  expect(desk.card('desk', 'suggestion:').why).toContain(reason)
  await desk.says('小吴', '洗衣机一甩干就咣咣响')
  expect(desk.card('desk', 'suggestion:').why).not.toContain(reason)
  expect(await desk.learns()).toBe(0)
})

test('what agents turn down sinks', async () => {
  const desk = await open()
  const [first] = await told(desk, '小何', '空调开不了机')
  for (const customer of ['小周', '小吴', '小郑']) {
    expect((await told(desk, customer, '空调开不了机'))[0]).toBe(first)
    await desk.presses('K001', 'suggestion:', 'suggestion.dismiss')
  }
  await desk.learns()
  expect((await told(desk, '小冯', '空调开不了机')).indexOf(first ?? '')).not.toBe(0)
})

test('however often a reply was approved, nothing goes to a customer without an agent', async () => {
  const desk = await open()
  for (const customer of ['甲', '乙', '丙', '丁', '戊', '己']) {
    await desk.says(customer, '发票抬头写错了，能重开吗')
    await desk.presses('K001', 'suggestion:', 'suggestion.approve')
    await desk.learns()
  }
  await desk.says('庚', '发票抬头写错了，能重开吗')
  await desk.passes('4m')
  const said = await desk.db.message.findMany({
    where: { direction: 'outbound', conversation: { externalId: '庚' } },
  })
  const automatic = new Set(desk.deps.scripts.scripts.filter((one) => one.automatic).map(({ id }) => id))
  expect(said.filter(({ scriptId }) => !automatic.has(scriptId ?? ''))).toEqual([])
  expect(said).toHaveLength(1)
  expect(await desk.db.suggestion.count({ where: { status: 'pending' } })).toBe(1)
})

test('experience counts what went out and how it was rated, and keeps nothing personal', async () => {
  const desk = await open()
  await desk.says('小何', '买的耳机左边没声音了，我叫欧阳明月，电话13812345678')
  const [, sent] = await proposed(desk)
  await desk.presses('K001', 'suggestion:', 'suggestion.approve', { choice: '1' })
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  await desk.presses('K001', 'ticket:', 'ticket.solve', { result: '已换新', code: 'solved' })
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  const survey = desk.heardBy('小何').findLast(({ card }) => card?.kind === 'survey')?.card as Card
  await desk.answers('小何', survey, 'survey.unsatisfied')
  const { tallies, examples } = await readExperience(desk.db, longAgo)
  expect(tallies).toMatchObject([
    { script: sent, category: 'fault_repair', approved: 1, edited: 0, dismissed: 0, liked: 0, disliked: 1 },
  ])
  expect(examples).toHaveLength(1)
  expect(examples[0]?.script).toBe(sent)
  expect(examples[0]?.text).toContain('耳机左边没声音了')
  expect(JSON.stringify(examples)).not.toMatch(/13812345678|欧阳明月/)
})

test('three agents’ own words for one matter become a script: proposed, published, suggested everywhere', async () => {
  const desk = await open()
  const other = await open({ shares: desk })
  await rewords(desk, ...earphones.slice(0, 2))
  expect(await desk.proposes()).toBe(0)
  await rewords(desk, ...earphones.slice(2))
  // Both look at the same moment; it is put before the supervisors once.
  const found = await Promise.all([desk.proposes(), other.proposes()])
  expect(found.toSorted()).toEqual([0, 1])
  expect(await desk.proposes()).toBe(0)
  expect(desk.heardIn('supervisors').filter((shown) => shown.card?.key.startsWith('proposal:'))).toHaveLength(
    1,
  )
  const card = desk.card('supervisors', 'proposal:')
  expect(card.draft?.text).toBe(
    '{greeting}，只有一边响，请先清网罩：用干牙刷轻刷左耳网罩，再重新配对一次。还是不响，请发购买页截图，{deadline} 前给您办换新。',
  )
  expect(card.facts[0]?.value).toContain('3 次')
  expect(card.quote?.text.split('\n')).toHaveLength(2)
  expect(JSON.stringify(card)).not.toContain('13812345678')
  expect(card.actions.map(({ id }) => id)).toEqual(['script.publish', 'script.decline'])

  const values = { title: '耳机一边不响', text: card.draft?.text ?? '' }
  expect((await desk.presses('K001', card, 'script.publish', values)).status).toBe('refused')
  expect((await desk.presses('K001', card, 'ticket.note', values)).status).toBe('refused')
  expect(await desk.presses('M001', card, 'script.publish', values)).toMatchObject({ status: 'done' })
  expect(desk.card('supervisors', 'proposal:')).toMatchObject({ actions: [], state: { label: '已发布' } })
  expect(await desk.presses('M001', card, 'script.decline', { reason: '不用' })).toEqual({
    status: 'refused',
    notice: '陈主管 今天 10:00 已发布，没有重复发布',
  })
  expect(await desk.db.auditEvent.findMany({ where: { ticketId: null } })).toMatchObject([
    { kind: 'script.proposed', actorKind: 'bot' },
    { kind: 'script.published', actorName: '陈主管', to: '耳机一边不响' },
  ])

  for (const house of [desk, other]) {
    expect(await house.learns()).toBe(1)
    await house.says(house === desk ? '小郑' : '小冯', '新耳机左耳没有声音')
    const suggestion = house.card('desk', 'suggestion:')
    expect(suggestion.draft?.text).toMatch(/^您好，只有一边响.*今天 14:00 前给您办换新。$/)
  }
})

test('a text that cannot be a script is refused in words', async () => {
  const desk = await open()
  await rewords(desk, ...earphones)
  await desk.proposes()
  const card = desk.card('supervisors', 'proposal:')
  const publishing = async (text: string) =>
    (await desk.presses('M001', card, 'script.publish', { title: '耳机一边不响', text })).notice
  expect(await publishing('{greeting}，{deadine} 前给您换新。')).toBe(
    '没有 {deadine} 这个槽位，请改成固定文字或已有的槽位',
  )
  expect(await publishing('{greeting}，我们会尽快给您换新。')).toContain('请改掉“尽快”：写出时刻或时长')
  expect(await publishing('{greeting，{deadline} 前给您换新。')).toContain('大括号没有成对')
  expect(await publishing('{greeting}，请联系 138****5678 换新。')).toContain('隐去的信息')
  expect(await publishing(' ')).toBe('请先填写内容')
  expect(await desk.db.scriptProposal.count({ where: { status: 'proposed' } })).toBe(1)
})

test('what the supervisors do not want is never proposed again', async () => {
  const desk = await open()
  await rewords(desk, ...earphones)
  await desk.proposes()
  const card = desk.card('supervisors', 'proposal:')
  expect(await desk.presses('M001', card, 'script.decline', {})).toMatchObject({ notice: '请先填写内容' })
  await desk.presses('M001', card, 'script.decline', { reason: '换新要先检测' })
  expect(desk.card('supervisors', 'proposal:').foot.join()).toContain('换新要先检测')
  const again = earphones.map(([customer, message, reply]): [string, string, string] => [
    `${customer}二`,
    message,
    reply.replace('请先清网罩', '麻烦清一下网罩').replace('再重新配对一次', '然后再配对一次'),
  ])
  await rewords(desk, ...again)
  expect(await desk.proposes()).toBe(0)
  await desk.learns()
  expect(desk.deps.scripts.scripts.filter(({ id }) => id.includes('custom'))).toEqual([])
})
