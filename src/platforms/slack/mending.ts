import { messageOf, PlatformError } from '../../lib/errors.ts'
import type { ChatHost } from '../host.ts'
import type { Address } from '../platform.ts'
import type { Caller } from './call.ts'
import { isCredentialFault, refusalOf } from './fault.ts'
import type { Tell } from './tell.ts'

interface TokenWatch {
  tell: Tell
  /** The home workspace's token is set by hand. */
  fixed: boolean
  /** The id of a workspace. */
  teamOf: (team: string | undefined) => string | undefined
}

/** The same calls; where Slack does not know the bot's token any more the administrators hear of it. */
export function withTokenWatched(caller: Caller, { tell, fixed, teamOf }: TokenWatch): Caller {
  const keyOf = (team: string | undefined): string =>
    team === undefined && fixed ? 'token' : `uninstalled:${teamOf(team) ?? ''}`
  return {
    ...caller,
    async call(team, method, args) {
      try {
        const answer = await caller.call(team, method, args)
        tell.mended(keyOf(team))
        return answer
      } catch (error) {
        if (isCredentialFault(error))
          void tell.trouble(keyOf(team), { team: teamOf(team) ?? '', reason: messageOf(error) })
        throw error
      }
    },
  }
}

/** So long a card waits for somebody to mend its channel: with the outbox's tries, over a weekend. */
const waitMs = 30 * 60_000
const troubles: Record<string, string> = {
  is_archived: 'channel_archived',
  channel_not_found: 'channel_left',
  not_in_channel: 'channel_left',
}

/**
 * Sends to a channel of staff that cannot be written to for now wait, and the administrators are told what to mend;
 * a customer's conversation that is gone is the desk's matter at once.
 */
export function keepForChannels({ tell, host }: { tell: Tell; host: Pick<ChatHost, 'channels'> }) {
  return async <T>({ id }: Address, send: () => Promise<T>): Promise<T> => {
    if (!host.channels.has(id)) return await send()
    try {
      const sent = await send()
      for (const trouble of new Set(Object.values(troubles))) tell.mended(`${trouble}:${id}`)
      return sent
    } catch (error) {
      const trouble = troubles[refusalOf(error) ?? '']
      if (trouble === undefined) throw error
      await tell.trouble(`${trouble}:${id}`, { channel: id })
      throw new PlatformError('unreachable', messageOf(error), { retryAfterMs: waitMs, cause: error })
    }
  }
}
