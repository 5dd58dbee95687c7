import { expect, test } from 'vitest'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

/** A desk where 小何 has reported a jammed printer. */
async function deskWithJam() {
  const desk = await open()
  await desk.says('小何', '打印机卡纸了，型号 M2070')
  return desk
}

test('a warning is shown with its words and lets pass once its author has seen it', async () => {
  const desk = await deskWithJam()
  const before = desk.heardBy('小何').length
  const text = '您好，配件大概过几天就到，到了联系您。'
  const outcome = await desk.presses('K001', 'ticket:', 'ticket.reply', { text })
  expect(outcome).toMatchObject({ status: 'refused', notice: '质检有提示，还没有发送', ways: ['send'] })
  const vague = outcome.findings?.find(({ name }) => name === '模糊表述')
  expect(vague).toMatchObject({ level: 'warn' })
  expect(text.slice(vague?.start, vague?.end)).toMatch(/大概|过几天/)
  expect(vague?.advice.length).toBeGreaterThan(4)
  expect(desk.heardBy('小何')).toHaveLength(before)
  const again = await desk.presses('K001', 'ticket:', 'ticket.reply', { text, despite: 'send' })
  expect(again.status).toBe('done')
  expect(desk.heardBy('小何').at(-1)?.text).toBe(text)
  expect(await desk.db.auditEvent.findFirst({ where: { kind: 'reply.despite' } })).toMatchObject({
    actorName: '林晓',
    to: expect.stringContaining('check.vague'),
  })
})

test('what blocks cannot be sent in any way, from any button', async () => {
  const desk = await deskWithJam()
  const before = desk.heardBy('小何').length
  const text = '请把您收到的短信验证码发给我。'
  for (const despite of ['', 'send', 'release']) {
    expect(await desk.presses('K001', 'suggestion:', 'suggestion.edit', { text, despite })).toMatchObject({
      status: 'refused',
      notice: '质检未通过，没有发送',
    })
    expect((await desk.presses('M001', 'ticket:', 'ticket.reply', { text, despite })).status).toBe('refused')
  }
  expect(desk.heardBy('小何')).toHaveLength(before)
  expect(desk.card('desk', 'suggestion:').state?.label).toBe('待审核')
})

test('a promise beyond the agent’s limit waits for a supervisor, who releases it in the agent’s name', async () => {
  const desk = await deskWithJam()
  const text = '非常抱歉耽误您使用，我们赔偿您 800 元，今天 18:00 前到账。'
  const refused = await desk.presses('K001', 'suggestion:', 'suggestion.edit', { text })
  expect(refused).toMatchObject({ status: 'refused', ways: ['release'] })
  expect(refused.findings?.some(({ name, advice }) => name === '过度承诺' && advice.includes('200'))).toBe(
    true,
  )
  expect(await desk.presses('K001', 'suggestion:', 'suggestion.edit', { text, despite: 'release' })).toEqual({
    status: 'done',
    notice: '已提请主管放行，批准后自动发给客户',
  })
  expect(desk.heardBy('小何').at(-1)?.text).not.toBe(text)
  const card = desk.card('supervisors', 'release:')
  expect(card.draft?.text).toBe(text)
  expect(card.why.join()).toContain('过度承诺')
  expect((await desk.presses('K002', card, 'release.approve')).status).toBe('refused')
  expect(await desk.presses('M001', card, 'release.approve')).toEqual({
    status: 'done',
    notice: '已批准，已发送给客户',
  })
  expect(desk.heardBy('小何').at(-1)).toMatchObject({ text, author: { name: '林晓（工号 K001）' } })
  expect(desk.card('desk', 'release:').state?.label).toBe('已放行并发送')
  expect(desk.card('desk', 'suggestion:').state?.label).toBe('修改后已发送')
  expect(await desk.presses('M001', card, 'release.approve')).toMatchObject({ status: 'refused' })
  expect(desk.heardBy('小何').filter((one) => one.text === text)).toHaveLength(1)
})

test('a supervisor declines with a reason, and above their own limit nobody releases', async () => {
  const desk = await deskWithJam()
  const ask = (text: string) => desk.presses('K001', 'ticket:', 'ticket.reply', { text, despite: 'release' })
  await ask('非常抱歉，我们赔偿您 5000 元，今天 18:00 前到账。')
  expect(await desk.presses('M001', desk.card('supervisors', 'release:'), 'release.approve')).toMatchObject({
    status: 'refused',
    notice: expect.stringContaining('2000'),
  })
  await desk.presses('M001', desk.card('supervisors', 'release:'), 'release.decline', {
    reason: '先核实采购价',
  })
  expect(desk.card('desk', 'release:').foot).toContain('主管驳回：先核实采购价')
  expect(desk.heardBy('小何').some(({ text }) => text.includes('5000'))).toBe(false)
})

test('words that came since make a waiting reply stale: it is never sent after them', async () => {
  const desk = await deskWithJam()
  const text = '非常抱歉耽误您使用，我们赔偿您 800 元，今天 18:00 前到账。'
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text, despite: 'release' })
  const card = desk.card('supervisors', 'release:')
  await desk.says('小何', '不用赔，修好就行')
  expect(await desk.presses('M001', card, 'release.approve')).toMatchObject({
    notice: '客户又发来新消息，这条回复已过期，没有发送',
  })
  expect(desk.heardBy('小何').some((one) => one.text === text)).toBe(false)
  expect(desk.card('supervisors', 'release:').state?.label).toBe('已过期')
})

test('two supervisors at once: it is sent once', async () => {
  const desk = await deskWithJam()
  const text = '非常抱歉耽误您使用，我们赔偿您 800 元，今天 18:00 前到账。'
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text, despite: 'release' })
  const card = desk.card('supervisors', 'release:')
  const outcomes = await Promise.all([1, 2].map(() => desk.presses('M001', card, 'release.approve')))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  expect(desk.heardBy('小何').filter((one) => one.text === text)).toHaveLength(1)
})
