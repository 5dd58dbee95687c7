import { afterEach, describe, expect, test } from 'vitest'
import { channelAudience } from '../../src/tickets/cards/parts.ts'
import { readDossier } from '../../src/tickets/dossier.ts'
import { panelOf } from '../../src/tickets/panel.ts'
import { createMailDesk, type MailDesk } from '../support/mails.ts'

let desk: MailDesk
afterEach(() => desk.close())

/** The trail of the only ticket as staff read it. */
async function trail(): Promise<string[]> {
  const { playbook, translate, now, db } = desk.deps
  const audience = channelAudience(playbook, translate, now())
  const { id } = await db.ticket.findFirstOrThrow()
  const dossier = await readDossier(db, id, audience)
  if (!dossier) throw new Error('no dossier')
  return panelOf(audience, dossier, desk.card('desk', 'ticket:')).events.map(({ what }) => what)
}

const delivered = async (text: string): Promise<string> => {
  const rows = await desk.db.delivery.findMany({ where: { audience: 'customer' } })
  const found = rows.find(({ payload }) => JSON.stringify(payload).includes(text))
  if (!found) throw new Error(`nothing like ${text} was sent`)
  return found.id
}

describe('a mail that comes back', () => {
  test('is shown to the desk with the reason in words, and stands on the trail', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '洗衣机漏水了。', { subject: '漏水' })
    await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请先关掉水龙头。' })
    const id = await delivered('请先关掉水龙头')
    expect(await desk.comesBack(id)).toMatchObject({ status: 'done' })
    const card = desk.card('desk', `lost:${id}`)
    expect(card.title).toContain('退回')
    expect(card.facts.map(({ value }) => value)).toEqual([
      '没有这个收件地址，请向客户核对',
      '550 5.1.1 <w***@example.com>: user unknown',
    ])
    expect(card.draft?.text).toBe('请先关掉水龙头。')
    expect(await desk.db.delivery.findUnique({ where: { id } })).toMatchObject({
      status: 'dead',
      error: 'no_such_address: 550 5.1.1 <w***@example.com>: user unknown',
    })
    expect((await trail()).at(-1)).toBe(
      '消息未送达客户：没有这个收件地址，请向客户核对 “550 5.1.1 <w***@example.com>: user unknown”',
    )
  })

  test('twice is told once; sent again and back again is told again', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '洗衣机漏水了。')
    await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请先关掉水龙头。' })
    const id = await delivered('请先关掉水龙头')
    await desk.comesBack(id, { externalId: 'b-1' })
    expect(await desk.comesBack(id, { externalId: 'b-1' })).toMatchObject({ status: 'ignored' })
    expect(await desk.comesBack(id, { externalId: 'b-2' })).toMatchObject({ status: 'ignored' })
    expect(await desk.db.auditEvent.count({ where: { kind: 'reply.undelivered' } })).toBe(1)
    await desk.presses('K001', desk.card('desk', 'lost:'), 'delivery.retry')
    expect(await desk.db.delivery.findUnique({ where: { id } })).toMatchObject({ status: 'sent' })
    const first = desk.card('desk', 'lost:').revision
    await desk.comesBack(id, { externalId: 'b-3', reason: 'mailbox_full', said: '' })
    expect(desk.card('desk', 'lost:').facts.map(({ value }) => value)).toEqual([
      '对方邮箱已满，请换一种方式联系，或过些时候重新发送',
    ])
    // A platform keeps the newer one of two cards.
    expect(desk.card('desk', 'lost:').revision).toBeGreaterThan(first)
    expect(await desk.db.auditEvent.count({ where: { kind: 'reply.undelivered' } })).toBe(2)
  })

  test('an automatic one too', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '洗衣机漏水了。')
    await desk.comesBack(await delivered('邮件已经收到'))
    expect(desk.card('desk', 'lost:').draft?.text).toContain('邮件已经收到')
  })

  test.each([
    ['an id that was never ours', '00000000-0000-4000-8000-000000000000'],
    ['no id at all', "1'; DROP TABLE"],
  ])('%s is ignored', async (_name, id) => {
    desk = await createMailDesk()
    await desk.gets('t-1', '洗衣机漏水了。')
    expect(await desk.comesBack(id)).toEqual({ status: 'ignored' })
    expect(await desk.db.delivery.count({ where: { status: 'dead' } })).toBe(0)
  })

  test('nobody kills the deliveries of another platform', async () => {
    desk = await createMailDesk()
    await desk.says('小何', '请问保修期多长？')
    const { id } = await desk.db.delivery.findFirstOrThrow({
      where: { platform: 'memory', audience: 'customer' },
    })
    expect(await desk.comesBack(id)).toEqual({ status: 'ignored' })
  })

  test('a reason nobody knows is said to be none', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '洗衣机漏水了。')
    await desk.comesBack(await delivered('邮件已经收到'), { reason: 'moon_phase' })
    expect(desk.card('desk', 'lost:').facts[0]?.value).toBe('对方没有说明原因，请换一种方式联系')
  })
})

describe('what a program wrote', () => {
  test('stands on the trail with personal data hidden, and nothing else happens', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '洗衣机漏水了。')
    await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请问型号是多少？' })
    const before = await everything()
    await desk.notes('t-1', `我在休假，急事请打 13812345678。${'长'.repeat(600)}`)
    expect(await everything()).toEqual(before)
    const last = (await trail()).at(-1) ?? ''
    expect(last).toMatch(/^收到自动回复（未作答） “我在休假，急事请打 138\*\*\*\*5678。长+”$/)
    const event = await desk.db.auditEvent.findFirstOrThrow({ where: { kind: 'note.auto_reply' } })
    expect(Array.from(event.note ?? '')).toHaveLength(500)
  })

  test('is never cut within a character', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '洗衣机漏水了。')
    await desk.notes('t-1', `${'长'.repeat(499)}😀😀`)
    const { note } = await desk.db.auditEvent.findFirstOrThrow({ where: { kind: 'note.auto_reply' } })
    expect(note).toBe(`${'长'.repeat(499)}😀`)
  })

  test('without a ticket is ignored; of an unknown kind is called automatic', async () => {
    desk = await createMailDesk()
    expect(await desk.notes('t-9', '我在休假')).toEqual({ status: 'ignored' })
    expect(await desk.db.conversation.count()).toBe(0)
    await desk.gets('t-1', '洗衣机漏水了。')
    await desk.notes('t-1', '', { about: 'horoscope' })
    expect((await trail()).at(-1)).toBe('收到系统自动来信（未作答）')
  })
})

/** All that a note must leave as it is. */
const everything = async () => ({
  tickets: await desk.db.ticket.findMany(),
  messages: await desk.db.message.findMany({ orderBy: { id: 'asc' } }),
  clocks: await desk.db.clock.findMany({ orderBy: { id: 'asc' } }),
  deliveries: await desk.db.delivery.findMany({ orderBy: { seq: 'asc' } }),
})
