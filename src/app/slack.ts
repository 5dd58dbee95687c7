import type { SlackCredentials } from '../config/slack.ts'
import { inTransaction } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { toAdministrators } from '../outbox/report.ts'
import type { Platform } from '../platforms/platform.ts'
import type { Trouble } from '../platforms/slack/deps.ts'
import { createSlackPlatform, type SlackOptions } from '../platforms/slack/index.ts'
import { createChatHost } from './chat-host.ts'

export interface SlackMeans {
  publicUrl: string
  /** 32 bytes. */
  key: Buffer
  slack: SlackCredentials
}

/** Opens Slack: it begins to listen when it is asked to, and says at once where a credential is wrong. */
export function openSlack(house: Deps, means: SlackMeans): Platform {
  const platform = createSlackPlatform(slackOptions(house, means))
  void platform.greet(new AbortController().signal)
  return platform
}

/** What the house gives Slack. */
export const slackOptions = (house: Deps, { publicUrl, key, slack }: SlackMeans): SlackOptions => ({
  db: house.db,
  now: house.now,
  translate: house.translate,
  log: house.log,
  host: createChatHost(house, 'slack'),
  locale: house.playbook.company.locale,
  publicUrl,
  key,
  settings: slack,
  report: (trouble) => report(house, trouble),
  accountOf: (name) => accountBehind(house, name),
  fetch,
  chance: Math.random,
})

/** Whose name stands on what customers read: name and work number, in the customer's language. */
async function accountBehind(
  { db, translate }: Pick<Deps, 'db' | 'translate'>,
  signed: string,
): Promise<string | undefined> {
  const identities = await db.staffIdentity.findMany({
    where: { platform: 'slack', staff: { active: true } },
    include: { staff: true },
  })
  const locales = ['zh-CN', 'en'] as const
  const found = identities.find(({ staff: { name, workNo } }) =>
    locales.some((locale) => translate(locale, 'desk.say.agent', { name, workNo }) === signed),
  )
  return found?.externalId
}

/** What an administrator has to mend, as a card in their channel. */
async function report(house: Deps, { key, title, lines }: Trouble): Promise<void> {
  const { db, playbook, translate, now } = house
  const at = now()
  const state = {
    tone: 'critical' as const,
    mark: '🔴',
    label: translate(playbook.company.locale, 'slack.trouble.state'),
  }
  const card = { key: `slack:${key}:${at.getTime()}`, title, facts: [], lines, foot: [], state }
  await inTransaction(db, async (tx) => {
    await enqueue(tx, [toAdministrators(playbook, card)], at)
  })
}
