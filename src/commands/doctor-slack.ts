import path from 'node:path'
import { readConfig } from '../config.ts'
import { ConfigError, messageOf } from '../lib/errors.ts'
import { createTranslate } from '../lib/i18n.ts'
import { createCaller } from '../platforms/slack/call.ts'
import { examineSlack } from '../platforms/slack/examine.ts'
import { loadPlaybook } from '../playbook/load.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { bad, type Checked, mind } from './checked.ts'

/** What the command is given. */
export interface Asked {
  environment?: NodeJS.ProcessEnv
  /** Another Slack than the real one. */
  slackApiUrl?: string
}

/** Tries Slack out and tells each thing as it is found; the desk need not run. */
export async function examineSlackDesk(
  { environment, slackApiUrl }: Asked,
  tell: (checked: Checked) => void,
): Promise<void> {
  try {
    const { slack: settings, playbook: file } = readConfig(environment)
    if (!settings)
      return tell(
        mind(
          'Slack: no credentials are set, so nothing of it is loaded',
          'set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (.env.example says where they are found)',
        ),
      )
    const playbook = loadPlaybook({ path: file })
    const translate = createTranslate(path.join(import.meta.dirname, '..', '..', 'locales'))
    const caller = createCaller({
      tokenOf: async () => settings.botToken ?? '',
      say: (key, values) => translate('en', `slack.${key}`, values),
      ...(slackApiUrl ? { slackApiUrl } : {}),
    })
    const found = examineSlack({ settings, caller, slackApiUrl, ...namesOf(playbook) })
    for await (const checked of found) tell(checked)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    tell(bad(messageOf(error), 'correct that first'))
  }
}

/** What the playbook says of Slack. */
function namesOf({ desk, supervisors, administrators, departments, team }: Playbook) {
  const places = [desk, supervisors, administrators, ...departments].map(({ channel }) => channel)
  return {
    channels: [...new Set(places.filter(({ platform }) => platform === 'slack').map(({ id }) => id))],
    team: team.map(({ workNo, email, accounts }) => ({
      workNo,
      ...(email ? { email } : {}),
      ...(accounts?.slack ? { account: accounts.slack } : {}),
    })),
  }
}
