import type { CallbackKeys } from '../../../src/platforms/wecom/deps.ts'

/** What all of the fake WeCom's parts share: one company, one clock. */
export interface Organisation {
  clock: { at: Date }
  settings: {
    corpId: string
    app: { agentId: number; secret: string; callback: CallbackKeys }
    kf: CallbackKeys & { linkKey: string }
    bot: { id: string; secret: string }
  }
  /** Things get numbers in the order in which they happen. */
  next: () => number
}

export function createOrganisation(clock = { at: new Date('2026-11-18T10:00:00+08:00') }): Organisation {
  let count = 0
  // Token and key of WeCom's published example.
  const keys = { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }
  return {
    clock,
    settings: {
      corpId: 'wx5823bf96d3bd56c7',
      app: { agentId: 1000002, secret: 'app-secret', callback: keys },
      kf: { ...keys, linkKey: 'a-key-of-the-companys-own-site-32' },
      bot: { id: 'B', secret: 'bot-secret' },
    },
    next: () => {
      count += 1
      return count
    },
  }
}
