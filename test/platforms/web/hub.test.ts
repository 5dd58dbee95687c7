import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../../src/lib/log.ts'
import type { StreamEvent } from '../../../src/platforms/web/api.ts'
import { createHub, type Hub, type Reader } from '../../../src/platforms/web/hub.ts'

import { createSite, type Site } from '../../support/web.ts'

// The hub alone, with a past that takes as long to read as the test likes.
let site: Site
beforeAll(async () => {
  site = await createSite({})
})
afterAll(async () => site.close())

const room = 'a room'
const read = (seq: string): StreamEvent => ({ type: 'read', seq })
const typing = (name: string): StreamEvent => ({ type: 'typing', room, name })

function listener(): { reader: Reader; heard: StreamEvent[] } {
  const heard: StreamEvent[] = []
  const told = (event: StreamEvent): void => void heard.push(event)
  const sink = {
    send: told,
    beat: () => undefined,
    reload: () => told({ type: 'reload' }),
    end: () => undefined,
    closed: false,
  }
  const reader: Reader = {
    side: 'visitor',
    person: 'somebody',
    sink,
    mayRead: () => true,
    check: async () => true,
  }
  return { reader, heard }
}

const hubOf = (): Hub => createHub({ db: site.db, log: silentLog })
/** Lets what was published arrive. */
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

test('what happened while the past was read comes behind it, and once', async () => {
  const hub = hubOf()
  const { reader, heard } = listener()
  const past = Promise.withResolvers<StreamEvent[]>()
  const joined = hub.join(reader, () => past.promise)
  hub.publish({ room, read: '5' })
  hub.publish({ room, typing: '小李', by: 'staff' })
  await turns()
  expect(heard).toEqual([])
  past.resolve([read('5')])
  await joined
  expect(heard).toEqual([read('5'), typing('小李')])
})

test('a notice that arrives behind what the past gave is told once, and what follows as often as it happens', async () => {
  const hub = hubOf()
  const { reader, heard } = listener()
  await hub.join(reader, async () => [read('5')])
  for (const seq of ['5', '6', '5']) hub.publish({ room, read: seq })
  await turns()
  expect(heard).toEqual([read('5'), read('6'), read('5')])
})

test('a past that cannot be read asks the reader to load again, and says nothing more', async () => {
  const hub = hubOf()
  const { reader, heard } = listener()
  await hub.join(reader, async () => undefined)
  hub.publish({ room, read: '7' })
  await turns()
  expect(heard).toEqual([{ type: 'reload' }])
})

test('a stream that opens while the desk closes ends at once', async () => {
  const hub = hubOf()
  const { reader, heard } = listener()
  let open = true
  reader.sink.end = () => {
    open = false
  }
  hub.endAll()
  await hub.join(reader, async () => [read('8')])
  expect(open).toBe(false)
  expect(heard).toEqual([])
})
