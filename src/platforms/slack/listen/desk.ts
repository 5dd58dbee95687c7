import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../../../lib/errors.ts'
import { type Locale, localeOf } from '../../../lib/i18n.ts'
import type { Accounts } from '../accounts.ts'
import type { Caller } from '../call.ts'
import type { SlackDeps } from '../deps.ts'
import type { Say } from '../fault.ts'
import type { Ears, HearDeps } from '../hear.ts'
import { placeId } from '../place.ts'
import type { Tell } from '../tell.ts'
import type { Workspaces } from '../workspaces/workspaces.ts'

/** What listeners work with. */
export interface ListenDesk {
  deps: SlackDeps
  caller: Caller
  accounts: Accounts
  workspaces: Workspaces
  hearing: HearDeps
  tell: Tell
  /** Runs after Slack was answered; what fails is told in the log. */
  later: (what: string, act: () => Promise<void>) => void
  /** The app is gone from a workspace: what was kept of it is deleted. */
  forget: (team: string) => Promise<void>
  /** Posts to an address that Slack gave with a press. */
  respond: (url: string, body: Record<string, unknown>) => Promise<void>
}

/** Somebody in front of Slack, and how they are spoken to. */
export interface Person {
  ears: Ears
  /** Their id on Slack. */
  user: string
  /** The same as ids are written. */
  account: string
  locale: Locale
  say: Say
  staff: boolean
}

/** A window must be open within three seconds of the press. */
const patienceMs = 600

/** Who it is; their language where that is known without waiting long. */
export async function personOf(desk: ListenDesk, ears: Ears, user: string): Promise<Person> {
  const { host, translate, locale: usual } = desk.deps
  const account = placeOf(ears, user)
  const known = desk.accounts.find(ears.team, user).catch(() => undefined)
  const enough = new AbortController()
  const late = sleep(patienceMs, undefined, { signal: enough.signal }).catch(() => undefined)
  const [found, staff] = await Promise.all([Promise.race([known, late]), host.isStaff(account)])
  enough.abort()
  const locale = found?.locale === undefined ? usual : localeOf(found.locale)
  return {
    ears,
    user,
    account,
    locale,
    staff,
    say: (key, values) => translate(locale, `slack.${key}`, values),
  }
}

/** An id of Slack's, as the house knows it. */
export const placeOf = ({ team }: Ears, channel: string, thread?: string): string =>
  placeId({ ...(team ? { team } : {}), channel, ...(thread ? { thread } : {}) })

/** What fails after Slack was answered: only the log hears of it. */
export const quietly =
  ({ deps }: Pick<ListenDesk, 'deps'>, what: string) =>
  (error: unknown): void =>
    deps.log.warn({ platform: 'slack', what, error: messageOf(error) }, 'not shown on Slack')
