import { expect, test } from 'vitest'
import { createPace } from '../../../src/platforms/wecom/pace.ts'

test('so many a minute and no more; the next waits for the next minute, and each key for itself', async () => {
  let at = 0
  const waits: number[] = []
  const pace = createPace({
    perMinute: 3,
    now: () => new Date(at),
    pause: async (ms) => {
      waits.push(ms)
      at += ms
    },
  })
  for (const _ of [1, 2, 3]) await pace.wait('kf/send_msg')
  at = 20_000
  await pace.wait('other')
  expect(waits).toEqual([])
  await pace.wait('kf/send_msg')
  expect(waits).toEqual([40_000])
  for (const _ of [1, 2]) await pace.wait('kf/send_msg')
  expect(waits).toEqual([40_000])
  await pace.wait('kf/send_msg')
  expect(waits).toEqual([40_000, 60_000])
})
