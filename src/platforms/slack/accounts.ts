import { z } from 'zod'
import type { Caller } from './call.ts'
import { refusalOf } from './fault.ts'
import type { Speaker } from './read/said.ts'

/** Somebody on Slack, as far as the desk needs to know them. */
export interface Account {
  kind: Speaker['kind']
  name?: string
  /** Their mail address, where the app may read it. */
  contact?: string
  /** For example `zh-CN`. */
  locale?: string
}

export interface Accounts {
  /** Who an account is. Throws PlatformError where Slack cannot be asked now. */
  find(team: string | undefined, id: string): Promise<Account>
  /** Names of accounts, those that are known without waiting long; never throws. */
  names(team: string | undefined, ids: readonly string[]): Promise<Map<string, string>>
}

const answerShape = z.looseObject({
  user: z.looseObject({
    team_id: z.string().nullish(),
    is_bot: z.boolean().nullish(),
    is_restricted: z.boolean().nullish(),
    is_ultra_restricted: z.boolean().nullish(),
    is_stranger: z.boolean().nullish(),
    locale: z.string().nullish(),
    real_name: z.string().nullish(),
    profile: z
      .looseObject({
        display_name: z.string().nullish(),
        real_name: z.string().nullish(),
        email: z.string().nullish(),
      })
      .nullish(),
  }),
})

const freshMs = 10 * 60_000
const mostKept = 5_000
/** Slack knows nobody of this id here: somebody of another workspace whom no channel is shared with any more. */
const unknown = new Set(['user_not_found', 'user_not_visible'])

/** Accounts as users.info tells them, remembered for ten minutes. `teamOf`: the id of a workspace. */
export function createAccounts(options: {
  caller: Pick<Caller, 'call'>
  now: () => Date
  teamOf: (team: string | undefined) => string | undefined
}): Accounts {
  const { caller, now, teamOf } = options
  const kept = new Map<string, { account: Promise<Account>; until: number }>()
  const read = async (team: string | undefined, id: string): Promise<Account> => {
    try {
      // https://docs.slack.dev/reference/methods/users.info
      return accountOf(
        await caller.call(team, 'users.info', { user: id, include_locale: true }),
        teamOf(team),
      )
    } catch (error) {
      if (unknown.has(refusalOf(error) ?? '')) return { kind: 'stranger' }
      // Without the scope users:read everybody is taken for a member: what they write in person still arrives.
      if (refusalOf(error) === 'missing_scope') return { kind: 'member' }
      throw error
    }
  }
  const find = (team: string | undefined, id: string): Promise<Account> => {
    const key = `${team ?? ''}:${id}`
    const known = kept.get(key)
    if (known && known.until > now().getTime()) return known.account
    const account = read(team, id)
    kept.delete(key)
    kept.set(key, { account, until: now().getTime() + freshMs })
    if (kept.size > mostKept) for (const [oldest] of [...kept].slice(0, 1)) kept.delete(oldest)
    // What failed is asked again.
    account.catch(() => kept.delete(key))
    return account
  }
  return {
    find,
    async names(team, ids) {
      const asked = [...new Set(ids)].slice(0, 10).map(async (id) => {
        const account = await find(team, id).catch(() => undefined)
        return [id, account?.name] as const
      })
      return new Map((await Promise.all(asked)).flatMap(([id, name]) => (name ? [[id, name] as const] : [])))
    },
  }
}

function accountOf(answer: unknown, team: string | undefined): Account {
  const { user } = answerShape.parse(answer)
  const { profile } = user
  const name = profile?.display_name || profile?.real_name || user.real_name
  return {
    kind: kindOf(user, team),
    ...(name ? { name } : {}),
    ...(profile?.email ? { contact: profile.email } : {}),
    ...(user.locale ? { locale: user.locale } : {}),
  }
}

function kindOf(user: z.infer<typeof answerShape>['user'], team: string | undefined): Speaker['kind'] {
  if (user.is_bot) return 'bot'
  if (user.is_stranger || (user.team_id && team && user.team_id !== team)) return 'stranger'
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member'
}
