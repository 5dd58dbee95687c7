import type { InstallProvider } from '@slack/oauth'
import type { Db } from '../../../lib/db.ts'
import { PlatformError } from '../../../lib/errors.ts'
import type { Authorized } from '../door/exchange.ts'
import { whoseOf } from './whose.ts'

/** The workspaces the app is in. */
export interface Workspaces {
  /** Whose payload it is. Throws where that cannot be known now. */
  authorize: (body: Record<string, unknown>) => Promise<Authorized>
  /** The bot's token of a workspace, as ids are written (absent: the home one). Throws PlatformError. */
  tokenOf: (team: string | undefined) => Promise<string>
  /** Where a workspace is opened in a browser; `undefined` where Slack does not say now. */
  urlOf: (team: string | undefined) => Promise<string | undefined>
  /** The id of a workspace, once it is known. */
  idOf: (team: string | undefined) => string | undefined
  /** The home workspace. Throws PlatformError where it is not known now. */
  home: () => Promise<Authorized>
  /** What is known of workspaces may have changed. */
  forget: () => void
}

export interface WorkspacesOptions {
  db: Db
  now: () => Date
  /** The token of the environment. */
  fixed?: string | undefined
  /** Asks Slack who a workspace's token is: auth.test. */
  test: (team: string | undefined) => Promise<Tested>
  /** Where workspaces install the app themselves. */
  provider?: Pick<InstallProvider, 'authorize'> | undefined
}

/** What auth.test says of a token. */
export interface Tested {
  team: string
  user: string
  bot: string | undefined
  url: string | undefined
}

const freshMs = 60_000

/** Bare ids belong to the home workspace: the fixed token's, else the one installed first. */
export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const { db, now, fixed, provider } = options
  const installed = remembered(now, (team: string) => readInstalled(provider, team))
  // A wrong answer is not remembered: with the SDK's own way every later event would be lost.
  const tested = remembered(now, (team: string | undefined) => options.test(team), Number.POSITIVE_INFINITY)
  const first = remembered(now, async () => {
    const row = provider && (await db.slackInstallation.findFirst({ orderBy: { installedAt: 'asc' } }))
    return row ? await installed.get(row.teamId) : undefined
  })
  let homeId: string | undefined
  const home = async (): Promise<Authorized> => {
    const found = fixed ? homeOf(fixed, await tested.get(undefined)) : await first.get('first')
    if (!found) throw new PlatformError('unreachable', 'the Slack app is not installed in any workspace')
    homeId = found.teamId
    return found
  }
  return {
    home,
    async authorize(body) {
      const main = await home()
      if (!provider) return main
      for (const team of whoseOf(body)) {
        if (team === main.teamId) return main
        const found = await installed.get(team)
        if (found) return { ...found, team }
      }
      if (fixed || (await db.slackInstallation.count()) === 1) return main
      throw new PlatformError('unreachable', 'the Slack app is not installed in the workspace this is from')
    },
    async tokenOf(team) {
      if (team === undefined) return fixed ?? (await home()).botToken
      const found = team === homeId ? await home() : await installed.get(team)
      if (!found) throw new PlatformError('unreachable', `the Slack app is not installed in ${team}`)
      return found.botToken
    },
    urlOf: async (team) => (await tested.get(team).catch(() => undefined))?.url,
    idOf: (team) => team ?? homeId,
    forget() {
      for (const one of [installed, tested, first]) one.clear()
    },
  }
}

const homeOf = (token: string, { team, user, bot }: Tested): Authorized => ({
  botToken: token,
  botUserId: user,
  teamId: team,
  ...(bot ? { botId: bot } : {}),
})

async function readInstalled(
  provider: WorkspacesOptions['provider'],
  team: string,
): Promise<Authorized | undefined> {
  const query = team.startsWith('E')
    ? { teamId: undefined, enterpriseId: team, isEnterpriseInstall: true }
    : { teamId: team, enterpriseId: undefined, isEnterpriseInstall: false }
  // It refreshes a token that ends soon, and keeps the new one.
  const found = await provider?.authorize(query).catch(unlessInstalled)
  if (!found?.botToken || !found.botUserId) return undefined
  const { botToken, botUserId, botId } = found
  return { botToken, botUserId, teamId: found.teamId ?? team, ...(botId ? { botId } : {}) }
}

/** The SDK wraps what the store says; only "not installed" means that. */
function unlessInstalled(error: unknown): undefined {
  const said = error instanceof Error ? error.message : ''
  if (!/is not installed in/.test(said)) throw error
  return undefined
}

/** Answers remembered for a while, failures not at all; those who ask at once share one question. */
function remembered<K, V>(now: () => Date, read: (key: K) => Promise<V>, forMs = freshMs) {
  const kept = new Map<K, { value: Promise<V>; until: number }>()
  return {
    get(key: K): Promise<V> {
      const known = kept.get(key)
      if (known && known.until > now().getTime()) return known.value
      const value = read(key)
      kept.set(key, { value, until: now().getTime() + forMs })
      value.then(
        (found) => found ?? kept.delete(key),
        () => kept.delete(key),
      )
      return value
    },
    clear: () => kept.clear(),
  }
}
