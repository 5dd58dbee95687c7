import { PlatformError } from '../../lib/errors.ts'
import type { OutboundMessage, SentMessage } from '../platform.ts'
import { createAppDoor } from './app/door.ts'
import { type BotDoor, createBotDoor } from './bot/door.ts'
import type { BotPace } from './bot/pace.ts'
import type { OpenDeps } from './deps.ts'
import type { WecomDoor } from './door.ts'
import { createPageDoor } from './pages.ts'

/**
 * The doors of staff that the settings open: `bot:<chatid>` is a group; any other address a member, whom the app reaches,
 * or the bot where they wrote to it and there is no app.
 */
export function createStaffDoors(deps: OpenDeps, pace?: BotPace): WecomDoor[] {
  const { settings } = deps
  const bot = settings.bot && createBotDoor(deps, settings.bot, pace)
  const app = settings.app && createAppDoor(deps, settings.app)
  return [createPageDoor(deps), ...(bot ? [bot] : []), memberDoor(deps, { bot, app })]
}

interface Doors {
  bot?: BotDoor | undefined
  app?: WecomDoor | undefined
}

function memberDoor(deps: OpenDeps, { bot, app }: Doors): WecomDoor {
  const { translate, site } = deps
  const doorFor = async (account: string): Promise<WecomDoor> => {
    // Without its callback nobody would hear a press of the app's cards.
    if (app && app.paths.length > 0) return app
    if (bot && (await bot.knows(account))) return bot
    if (app) return app
    throw new PlatformError(
      'unreachable',
      translate(site.company.locale, 'wecom.app.toPerson', { account }),
      { retryAfterMs: 10 * 60_000 },
    )
  }
  return {
    paths: app?.paths ?? [],
    takes: (address) => !address.includes(':'),
    send: async (to, message: OutboundMessage): Promise<SentMessage> =>
      await (await doorFor(to.id)).send(to, message),
    // The bot's answer is the stricter one: it knows what it took.
    find: async (to, id) => (await bot?.find(to, id)) ?? (await app?.find(to, id)),
    ...(app?.webhook ? { webhook: app.webhook } : {}),
    ...(app?.findAccount ? { findAccount: app.findAccount } : {}),
  }
}
