import { expect, test } from 'vitest'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

test('转人工 is for customers who can go on elsewhere, by those who may answer them and have an account there', async () => {
  const desk = await open()
  await desk.says('王女士', '洗衣机漏水了')
  const { number } = await desk.db.ticket.findFirstOrThrow()
  const command = `/转人工 ${number}`
  expect(await desk.types('K001', 'desk', command)).toMatchObject({
    status: 'refused',
    notice: `工单 ${number} 的客户不在微信客服上，不用转人工，直接回复即可`,
  })
  Object.assign(desk.platform, { handsOver: true })
  expect(await desk.types('T101', 'after_sales_tech', command)).toMatchObject({ status: 'refused' })
  expect(await desk.types('K001', 'desk', '/转人工 SR20990101001')).toMatchObject({ status: 'refused' })
  const before = desk.heardBy('王女士').length
  expect(await desk.types('K001', 'desk', command)).toMatchObject({ status: 'done' })
  expect(desk.heardBy('王女士')).toHaveLength(before + 1)
  const trail = await desk.db.auditEvent.findFirstOrThrow({ where: { kind: 'ticket.handed_over' } })
  expect(trail).toMatchObject({ actorName: '林晓' })
  const staff = await desk.db.staff.findFirstOrThrow({ where: { workNo: 'K002' } })
  await desk.db.staffIdentity.deleteMany({ where: { staffId: staff.id } })
  const told = await desk.db.delivery.findFirstOrThrow({
    where: { payload: { path: ['handOver'], equals: 'K001' } },
  })
  expect(told.audience).toBe('customer')
})
