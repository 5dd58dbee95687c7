import { afterEach, expect, test } from 'vitest'
import { receive } from '../../src/inbox/receive.ts'
import { createDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
afterEach(() => desk.close())

test.each([
  ['a message that joins an open ticket', '还是不行，型号 XQB-80'],
  ['a message that opens a new one', '我上周买的电饭煲快递到哪了，怎么一直没收到货'],
  ['danger at night, which calls everybody', '快递送来的电饭煲插座冒火花了，还有股焦味'],
])('a known customer: %s costs at most eight statements and one commit', async (_name, text) => {
  const statements: string[] = []
  const night = { at: '2026-11-21T23:40:00+08:00', hours: true }
  const calls = text.includes('火花')
  desk = await createDesk({ ...(calls ? night : {}), onQuery: (sql) => statements.push(sql) })
  await desk.says('小何', '空调不制冷')
  if (text.includes('快递')) {
    await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '已修好', code: 'solved' })
    await desk.presses('K001', 'ticket:', 'ticket.close')
  }
  statements.length = 0
  await receive(desk.deps, {
    kind: 'message',
    platform: 'memory',
    externalId: 'counted',
    conversation: '小何',
    from: { id: '小何' },
    text,
    attachments: [],
  })
  const work = statements.filter((sql) => !/^(BEGIN|COMMIT|ROLLBACK)/i.test(sql))
  expect(work.length, work.join('\n\n')).toBeLessThanOrEqual(8)
  expect(await desk.db.auditEvent.count({ where: { kind: 'duty.alarmed' } })).toBe(calls ? 1 : 0)
  expect(statements.filter((sql) => /^COMMIT/i.test(sql))).toHaveLength(1)
})
