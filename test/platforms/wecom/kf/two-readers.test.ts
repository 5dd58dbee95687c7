import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Platform } from '../../../../src/platforms/platform.ts'
import { createWecomPlatform } from '../../../../src/platforms/wecom/index.ts'
import { type KfRoom, openKfRoom } from '../../../support/wecom/kf-room.ts'

let room: KfRoom | undefined
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  await room?.close()
})
const patient = { timeout: 20_000 }

/** Takes what a process is handed, as long as it lives. */
function runs(platform: Platform, heard: string[]): () => Promise<void> {
  const stop = new AbortController()
  const running = (async () => {
    for await (const one of platform.listen?.(stop.signal) ?? []) {
      await sleep(Math.random() * 5)
      heard.push('text' in one.inbound ? one.inbound.text : one.inbound.kind)
      await one.answer?.({ status: 'done' })
    }
  })()
  return async () => {
    stop.abort()
    await running
  }
}

test('of two processes one reads; callbacks may come to the other; where it ends, the other takes over', {
  timeout: 60_000,
}, async () => {
  const open = await openKfRoom({
    kfPace: {
      lease: { forMs: 2_000, renewMs: 300, askMs: 20 },
      lookMs: 5,
      pollMs: 60_000,
      againMs: 10_000,
      houseMs: 60_000,
    },
  })
  room = open
  const wang = open.kf.customer('王女士')
  const heard: { first: string[]; second: string[] } = { first: [], second: [] }
  const other = createWecomPlatform(open.options)
  const said: string[] = []
  const says = async (platform: Platform): Promise<void> => {
    said.push(`第 ${said.length + 1} 句`)
    await (await platform.webhook?.(wang.says(said.at(-1) ?? '')))?.respond([])
  }
  const stopFirst = runs(open.platform, heard.first)
  stops.push(stopFirst)
  await expect.poll(() => open.deps.db.lease.count(), patient).toBe(1)
  stops.push(runs(other, heard.second))
  for (let nth = 0; nth < 10; nth += 1) await says(nth % 2 === 0 ? open.platform : other)
  await expect.poll(() => heard.first, patient).toEqual(said)
  expect(heard.second).toEqual([])
  await stopFirst()
  for (let nth = 0; nth < 5; nth += 1) await says(other)
  await expect.poll(() => [...heard.first, ...heard.second], patient).toEqual(said)
})
