import { expect, test } from 'vitest'
import { forgetOld } from '../../../src/platforms/dingtalk/forget.ts'
import { rest } from '../../support/dingtalk/held-clock.ts'
import { cardWith, useSending } from '../../support/dingtalk/sending.ts'

const open = useSending()
const dayMs = 24 * 3_600_000

test('what is of no use any more is deleted, hour by hour, and nothing before', async () => {
  const { db, deps, fake, send, shows, sending } = await open()
  const url = `${fake.url}/robot/sendBySession?session=s1`
  await sending.noteWebhook('wang', { url, expiresAt: new Date(fake.clock.now().getTime() + 3_600_000) })
  await send('staff1', { text: '您好' })
  await shows('cidDesk==', cardWith())
  const counts = async (): Promise<number[]> => [
    await db.dingtalkWebhook.count(),
    await db.dingtalkSent.count(),
    await db.dingtalkCard.count(),
  ]
  const stop = new AbortController()
  const forgetting = forgetOld(deps, stop.signal)
  await rest(100)
  expect(await counts()).toEqual([1, 2, 1])
  for (const [days, left] of [
    [1, [0, 2, 1]],
    [30, [0, 0, 1]],
    [370, [0, 0, 0]],
  ] as const) {
    await fake.clock.passes(days * dayMs)
    const later = async (): Promise<number[]> => {
      await fake.clock.passes(3_600_000)
      return await counts()
    }
    await expect.poll(later, { timeout: 10_000 }).toEqual(left)
  }
  stop.abort()
  await forgetting
})
