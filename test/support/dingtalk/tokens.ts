import { randomUUID } from 'node:crypto'
import { type Answer, refusal } from './faults.ts'
import type { World } from './world.ts'

export interface Tokens {
  issue(body: { appKey?: string; appSecret?: string }): Answer
  valid(token: string | undefined): boolean
  /** From now on none that was given is taken. */
  revoke(): void
  /** How many were given. */
  given(): number
}

const lifeMs = 7_200_000

export function createTokens(world: World): Tokens {
  const issued = new Map<string, number>()
  let count = 0
  return {
    given: () => count,
    issue({ appKey, appSecret }) {
      if (appKey !== world.clientId)
        return refusal(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret')
      if (appSecret !== world.clientSecret)
        return refusal(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret')
      count += 1
      const accessToken = randomUUID().replaceAll('-', '')
      issued.set(accessToken, world.now().getTime() + lifeMs)
      return { status: 200, body: { accessToken, expireIn: lifeMs / 1000 } }
    },
    valid: (token) => token !== undefined && (issued.get(token) ?? 0) > world.now().getTime(),
    revoke: () => issued.clear(),
  }
}
