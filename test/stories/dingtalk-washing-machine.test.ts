import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DingtalkDesk, groupOf, openDingtalkDesk } from '../support/dingtalk/desk.ts'

let house: DingtalkDesk
beforeAll(async () => {
  house = await openDingtalkDesk()
  house.fake.joins('王女士', { staffId: 'wang' })
})
afterAll(() => house.close())

const first = '洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！'
const desk = groupOf('desk')

test('an employee writes to the robot and is greeted at once; the desk has cards', async () => {
  await house.says('王女士', first)
  const [own, greeting, ...others] = house.heard('wang')
  expect(own).toBe(first)
  expect(greeting).toContain('智能客服助手')
  expect(others).toEqual([])
  console.log(house.heard(desk))
})
