import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReaders } from '../../src/app/web-host.ts'
import { recordIdentity } from '../../src/departments/staff.ts'
import { receive } from '../../src/inbox/receive.ts'
import { createDesk, type TestDesk } from '../support/desk.ts'

const accounts = {
  agent: '0190a0b0-0000-7000-8000-00000000000a',
  technician: '0190a0b0-0000-7000-8000-00000000000b',
  administrator: '0190a0b0-0000-7000-8000-00000000000c',
  nobody: '0190a0b0-0000-7000-8000-00000000000d',
}
const visitor = '0190a0b0-0000-7000-8000-0000000000ff'
let desk: TestDesk
let readers: ReturnType<typeof createReaders>

beforeAll(async () => {
  desk = await createDesk()
  readers = createReaders(() => desk.deps)
  const of = { agent: 'K001', technician: 'T101', administrator: 'A001' }
  for (const [who, workNo] of Object.entries(of)) {
    const staff = await desk.db.staff.findUniqueOrThrow({ where: { workNo } })
    await recordIdentity(desk.db, staff.id, 'web', accounts[who as keyof typeof of])
  }
  await write('1', '空调不制冷了', '/api/files/label')
  const first = await desk.db.ticket.findFirstOrThrow()
  await desk.db.ticket.update({
    where: { id: first.id },
    data: { status: 'closed', closedAt: new Date('2026-01-01') },
  })
  await write('2', '我要投诉你们售后那位师傅，态度太差了，骂人，别让他看到', '/api/files/evidence')
})
afterAll(() => desk.close())

const write = async (id: string, text: string, ref: string) =>
  await receive(desk.deps, {
    kind: 'message',
    platform: 'web',
    externalId: id,
    conversation: visitor,
    from: { id: visitor },
    text,
    attachments: [{ name: 'a.png', size: 1, mediaType: 'image/png', ref }],
  })

test('a department sees its own matter of a customer, and nothing of their complaint about it', async () => {
  const [repair, complaint] = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
  expect([repair?.department, complaint?.department]).toEqual(['after_sales_tech', 'customer_service'])
  const { technician } = accounts
  await expect(readers.ticket(technician, repair?.number ?? '', 'zh-CN')).resolves.toMatchObject({
    number: repair?.number,
  })
  await expect(readers.ticket(technician, complaint?.number ?? '', 'zh-CN')).rejects.toThrow(
    '您的角色不能做这项操作',
  )
  expect(await readers.mayReadFile(technician, '/api/files/label')).toBe(true)
  expect(await readers.mayReadFile(technician, '/api/files/evidence')).toBe(false)
  expect(await readers.mayReadRoom(technician, visitor)).toBe(false)
  expect(await readers.search(technician, '投诉', 'zh-CN')).toEqual([])
  expect(await readers.search(technician, '空调', 'zh-CN')).toHaveLength(1)
})

test('who opens a customer’s whole words stands on the trail of the ticket', async () => {
  const file = { name: 'mail.html', mediaType: 'text/html', bytes: Buffer.from('x'), shown: true }
  const { platforms } = desk.deps
  if (!(platforms instanceof Map)) throw new Error('the platforms of a desk are a map')
  const told = () => desk.db.auditEvent.count({ where: { kind: 'personal.shown' } })
  platforms.set('email', { ...desk.platform, name: 'email', openFile: async () => file })
  await readers.openFile(accounts.agent, '/api/files/label')
  expect(await told()).toBe(0)
  platforms.set('email', {
    ...desk.platform,
    name: 'email',
    openFile: async () => ({ ...file, personal: true }),
  })
  expect(await readers.openFile(accounts.agent, '/api/files/label')).toMatchObject({ name: 'mail.html' })
  expect(await told()).toBe(1)
  platforms.delete('email')
})

test('an agent sees both; an administrator and a stranger neither', async () => {
  expect(await readers.search(accounts.agent, '空调', 'zh-CN')).toHaveLength(1)
  expect(await readers.mayReadRoom(accounts.agent, visitor)).toBe(true)
  expect(await readers.mayReadFile(accounts.agent, '/api/files/evidence')).toBe(true)
  expect(await readers.mayReadFile(accounts.agent, '/api/files/never-sent')).toBe(false)
  for (const account of [accounts.administrator, accounts.nobody])
    expect(await readers.mayReadFile(account, '/api/files/label')).toBe(false)
  await expect(readers.search(accounts.nobody, '空调', 'zh-CN')).rejects.toThrow('不是在职员工')
})

test.each(['%', '_', '\\'])('%s is a letter to search for, not everything', async (words) => {
  expect(await readers.search(accounts.agent, words, 'zh-CN')).toEqual([])
})
