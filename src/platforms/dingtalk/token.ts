import type { Answer } from './fault.ts'

// 7,200 seconds is what DingTalk gives; a call takes at most seconds.
const earlyMs = 10 * 60_000

export interface Tokens {
  /** The access token, asked for once however many wait for it. Throws what the asking threw; the next call asks again. */
  get(): Promise<string>
  /** This one is not taken any more. */
  drop(token: string): void
}

export interface TokenMeans {
  now: () => Date
  /** POST /v1.0/oauth2/accessToken; throws where it is not answered with a token. */
  ask: () => Promise<Answer>
}

/** Keeps one access token for all calls of this process, refreshed ten minutes early. */
export function createTokens({ now, ask }: TokenMeans): Tokens {
  let held: { token: string; until: number } | undefined
  let asking: Promise<string> | undefined
  const renew = async (): Promise<string> => {
    try {
      const askedAt = now().getTime()
      const { token, lives } = read((await ask()).body)
      // One that lives shortly is used for half of its life.
      held = { token, until: askedAt + Math.max(lives - earlyMs, lives / 2) }
      return token
    } finally {
      asking = undefined
    }
  }
  return {
    async get() {
      if (held && now().getTime() < held.until) return held.token
      asking ??= renew()
      return await asking
    },
    drop(token) {
      if (held?.token === token) held = undefined
    },
  }
}

/** Whether an answer is one: https://open.dingtalk.com/document/orgapp/obtain-the-access_token-of-an-internal-app */
export const holdsToken = ({ body }: Answer): boolean => read(body).token !== ''

/** { accessToken, expireIn } */
function read(body: unknown): { token: string; lives: number } {
  const { accessToken, expireIn } = (body ?? {}) as { accessToken?: unknown; expireIn?: unknown }
  return {
    token: typeof accessToken === 'string' ? accessToken : '',
    lives: (typeof expireIn === 'number' && expireIn > 0 ? expireIn : 7200) * 1000,
  }
}
