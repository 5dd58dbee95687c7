/** A token of one secret, and how it is had anew. */
export interface Tokens {
  /** The token that is good now. Several who ask while it is fetched get the same one. */
  get(): Promise<string>
  /** This one was refused: the next who asks fetches another; of several who say so one fetches. */
  refused(token: string): void
}

export interface FetchedToken {
  token: string
  /** Seconds. */
  expiresIn: number
}

/** One is fetched anew before it ends, so that none ends on its way. */
const earlyMs = 5 * 60_000

/** The tokens of one secret in this process. WeCom gives every process the same one while it is good. */
export function createTokens(ask: () => Promise<FetchedToken>, now: () => Date): Tokens {
  let known: { token: string; untilMs: number } | undefined
  let fetching: Promise<string> | undefined
  const fetchOne = async (): Promise<string> => {
    try {
      const { token, expiresIn } = await ask()
      // A short one is used for half of its life at least.
      const lastsMs = Math.max(expiresIn * 1000 - earlyMs, expiresIn * 500)
      known = { token, untilMs: now().getTime() + lastsMs }
      return token
    } finally {
      fetching = undefined
    }
  }
  return {
    async get() {
      if (known && now().getTime() < known.untilMs) return known.token
      fetching ??= fetchOne()
      return await fetching
    },
    refused(token) {
      if (known?.token === token) known = undefined
    },
  }
}
