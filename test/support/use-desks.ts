import { afterEach } from 'vitest'
import { createDesk, type DeskOptions, type TestDesk } from './desk.ts'

/** Opens desks that are closed after each test, the one that owns a shared database last. */
export function useDesks(): (options?: DeskOptions) => Promise<TestDesk> {
  let desks: TestDesk[] = []
  afterEach(async () => {
    for (const desk of desks.toReversed()) await desk.close()
    desks = []
  })
  return async (options) => {
    const desk = await createDesk(options)
    desks.push(desk)
    return desk
  }
}
