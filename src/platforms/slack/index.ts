import { PlatformError } from '../../lib/errors.ts'
import type { Platform } from '../platform.ts'
import { createAccounts } from './accounts.ts'
import { type Caller, createCaller } from './call.ts'
import type { SlackDeps } from './deps.ts'
import { createExchange } from './door/exchange.ts'
import { listenToSocket, type SocketPace, usualPace } from './door/socket.ts'
import { takeRequest } from './door/webhook.ts'
import { refusalOf } from './fault.ts'
import { greet, tellSocket } from './greet.ts'
import { type ListenDesk, quietly } from './listen/desk.ts'
import { listenWith } from './listen/listeners.ts'
import { keepForChannels, withTokenWatched } from './mending.ts'
import { openFile } from './open-file.ts'
import type { Rates } from './pace.ts'
import { respond } from './respond.ts'
import { createSender } from './send.ts'
import { createTell } from './tell.ts'
import { createThreads } from './threads.ts'
import { createInstallPages, type InstallPages } from './workspaces/oauth.ts'
import { createWorkspaces, type Workspaces } from './workspaces/workspaces.ts'

export interface SlackOptions extends SlackDeps {
  fetch: typeof fetch
  /** Between 0 and 1. */
  chance: () => number
  /** Another Slack than the real one, for tests. */
  slackApiUrl?: string | undefined
  pace?: SocketPace
  rates?: Rates
}

export interface SlackPlatform extends Platform {
  /** Asks Slack whether it knows us, and again until it does; the administrators hear of it where it does not. */
  greet(signal: AbortSignal): Promise<void>
}

interface Parts {
  desk: ListenDesk
  pages: InstallPages | undefined
  /** Settles when everything shown later is shown. */
  rest: () => Promise<void>
}

/** Slack: customers in person and in shared channels, staff in theirs; over Socket Mode or HTTP, as the settings say. */
export function createSlackPlatform(options: SlackOptions): SlackPlatform {
  const { settings, slackApiUrl, now, log } = options
  const built = build(options)
  const { desk, pages } = built
  const { caller, workspaces, tell } = desk
  const take = createExchange({ log, authorize: workspaces.authorize, listen: listenWith(desk) })
  const sender = createSender({
    ...options,
    caller,
    say: (key, values) => options.translate(options.locale, `slack.${key}`, values),
  })
  const kept = keepForChannels({ tell, host: options.host })
  const { appToken } = settings
  const ending = new AbortController()
  return {
    name: 'slack',
    atOnce: 8,
    send: (to, message) => kept(to, () => sender.send(to, message)),
    find: (to, id) => kept(to, () => sender.find(to, id)),
    webhook: (request) =>
      takeRequest(
        {
          now,
          // One door: over both, everything would come twice as often as it is taken.
          signingSecret: appToken === undefined ? settings.signingSecret : undefined,
          take,
          pages: async (one) => await pages?.answer(one),
        },
        request,
      ),
    ...(appToken === undefined
      ? {}
      : {
          listen: (signal) =>
            listenToSocket(
              {
                appToken,
                slackApiUrl,
                log,
                chance: options.chance,
                pace: options.pace ?? usualPace,
                take,
                tell: (failed) => void tellSocket(tell, failed),
              },
              signal,
            ),
        }),
    findAccount: (member) => findAccount(desk, member),
    openFile: (ref) => openFile({ caller, fetch: options.fetch, slackApiUrl }, ref),
    greet: (signal) => greet(desk, AbortSignal.any([signal, ending.signal])),
    async close() {
      ending.abort()
      await built.rest()
    },
  }
}

function build(options: SlackOptions): Parts {
  const { settings, db, now, log, locale, translate, host } = options
  const tell = createTell(options)
  const { client, botToken } = settings
  const pages = client && createInstallPages({ ...options, client, installed: () => workspaces.forget() })
  const plain: Caller = createCaller({
    tokenOf: (team) => workspaces.tokenOf(team),
    ...(options.slackApiUrl ? { slackApiUrl: options.slackApiUrl } : {}),
    fetch: options.fetch,
    say: (key, values) => translate(locale, `slack.${key}`, values),
  })
  const caller = withTokenWatched(plain, {
    tell,
    fixed: botToken !== undefined,
    teamOf: (team) => workspaces.idOf(team),
  })
  const workspaces: Workspaces = createWorkspaces({
    db,
    now,
    fixed: botToken,
    provider: pages?.provider,
    test: (team) => test(caller, team),
  })
  const accounts = createAccounts({ caller, now, teamOf: workspaces.idOf })
  const showing = new Set<Promise<void>>()
  const desk: ListenDesk = {
    deps: options,
    caller,
    accounts,
    workspaces,
    tell,
    hearing: { host, accounts, caller, threads: createThreads(db) },
    later(what, act) {
      const shown = act()
        .catch(quietly({ deps: options }, what))
        .finally(() => showing.delete(shown))
      showing.add(shown)
    },
    async forget(team) {
      await pages?.provider.installationStore.deleteInstallation?.({
        teamId: team,
        enterpriseId: undefined,
        isEnterpriseInstall: false,
      })
      workspaces.forget()
    },
    respond: (url, body) => respond(options, url, body),
  }
  log.debug({ platform: 'slack', socket: settings.appToken !== undefined }, 'Slack is opened')
  return { desk, pages, rest: async () => void (await Promise.all(showing)) }
}

async function test(caller: Caller, team: string | undefined) {
  const answer = await caller.call(team, 'auth.test', {})
  if (!answer.team_id || !answer.user_id) throw new PlatformError('unreachable', 'Slack named no workspace')
  return { team: answer.team_id, user: answer.user_id, bot: answer.bot_id, url: answer.url }
}

/** The account with this mail address; needs the optional scope users:read.email. */
async function findAccount(
  { caller }: ListenDesk,
  { email }: { email?: string },
): Promise<string | undefined> {
  if (!email) return undefined
  try {
    const { user } = await caller.call(undefined, 'users.lookupByEmail', { email })
    return user?.id
  } catch (error) {
    if (['users_not_found', 'missing_scope'].includes(refusalOf(error) ?? '')) return undefined
    throw error
  }
}
