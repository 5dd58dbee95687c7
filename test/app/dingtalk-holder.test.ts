import { expect, test } from 'vitest'
import { holderOf } from '../../src/app/dingtalk-holder.ts'
import { groupOf, openDingtalkDesk } from '../support/dingtalk/desk.ts'

test('a reminder is for the agent at the desk, for whoever works on it elsewhere, and for nobody off duty', async () => {
  const house = await openDingtalkDesk()
  try {
    const { db, deps } = house.desk
    house.fake.joins('王女士', { staffId: 'wang' })
    await house.says('王女士', '洗衣机漏水')
    const ticket = await db.ticket.findFirstOrThrow()
    const [desk, department] = [groupOf('desk'), groupOf(ticket.department)]
    const holder = (channel: string) => holderOf(deps, ticket.number, channel)
    expect(await holder(department)).toBeUndefined()
    const of = async (workNo: string) => (await db.staff.findUniqueOrThrow({ where: { workNo } })).id
    const held = { agentId: await of('K001'), assigneeId: await of('T101') }
    await db.ticket.update({ where: { id: ticket.id }, data: held })
    expect(await holder(desk)).toEqual({ account: 'K001', name: '林晓' })
    expect(await holder(department)).toEqual({ account: 'T101', name: '李工' })
    const off = {
      staffId: held.agentId,
      isOn: false,
      at: deps.now(),
      untilAt: new Date('2026-11-19T00:00:00Z'),
    }
    await db.dutySwitch.create({ data: off })
    expect(await holder(desk)).toBeUndefined()
  } finally {
    await house.close()
  }
})
