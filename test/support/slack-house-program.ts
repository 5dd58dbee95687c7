import { startPump } from '../../src/app/pump.ts'
import { slackOptions } from '../../src/app/slack.ts'
import { handleKept } from '../../src/inbox/receive.ts'
import { openDb } from '../../src/lib/db.ts'
import type { Deps } from '../../src/lib/deps.ts'
import { createTranslate } from '../../src/lib/i18n.ts'
import { silentLog } from '../../src/lib/log.ts'
import { deliver } from '../../src/outbox/deliver.ts'
import { createSlackPlatform } from '../../src/platforms/slack/index.ts'
import { loadScripts } from '../../src/scripts/load.ts'
import { remindDue } from '../../src/sla/remind.ts'
import { locales, quickPace, slackPlaybook } from './slack/house-parts.ts'
import type { HouseAnswer, HouseMeans, HouseQuestion } from './slack/house-process.ts'

/**
 * The house with Slack as its platform, as a process of its own that can be killed: started by startHouse(). Its clock
 * stands where the test puts it; everything else is as in src/app.ts.
 */
const means = JSON.parse(process.argv[2] ?? '{}') as HouseMeans
let at = means.at
const log: Deps['log'] = {
  ...silentLog,
  warn: (fields, message) => said(`${message} ${JSON.stringify(fields)}`),
  error: (fields, message) => said(`ERROR ${message} ${JSON.stringify(fields)}`),
}
const db = openDb({ url: means.databaseUrl, log })
const deps: Deps = {
  db,
  platforms: new Map(),
  playbook: slackPlaybook(),
  scripts: loadScripts(locales),
  now: () => new Date(at),
  translate: createTranslate(locales),
  log,
}
const chat = createSlackPlatform({
  ...slackOptions(deps, {
    publicUrl: 'https://desk.example.com',
    key: Buffer.alloc(32, 7),
    slack: { ...means.credentials, signingSecret: undefined, client: undefined, emoji: false },
  }),
  slackApiUrl: means.apiUrl,
  pace: quickPace,
  // Whoever would have to wait comes again when the held clock has gone on.
  rates: { channelMs: 1_000, workspaceMs: 250, channelBurst: 3, workspaceBurst: 30, mostWaitMs: 0 },
})
;(deps.platforms as Map<string, typeof chat>).set('slack', chat)

let delivering = Promise.resolve()
let queued = false
const wake = (): void => {
  if (queued) return
  queued = true
  delivering = after(delivering)
}
async function after(last: Promise<void>): Promise<void> {
  await last
  queued = false
  await deliver(deps).catch((error: unknown) => said(`deliver: ${String(error)}`))
}
startPump(deps, { wake, pause: async () => undefined })

const answers: Record<HouseQuestion['ask'], () => Promise<number>> = {
  async time() {
    wake()
    return 0
  },
  // What the cron does every few seconds.
  async sweep() {
    await handleKept(deps)
    await remindDue(deps)
    wake()
    await delivering
    return 0
  },
  async heap() {
    await delivering
    for (let turn = 0; turn < 3; turn++) {
      globalThis.gc?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return process.memoryUsage().heapUsed
  },
}

process.on('message', (question: HouseQuestion) => {
  at = question.at
  void answers[question.ask]().then((value) => tell({ id: question.id, value }))
})
process.on('disconnect', () => process.exit(0))
tell({ id: 0, value: 0 })

function tell(answer: HouseAnswer): void {
  process.send?.(answer)
}

function said(line: string): void {
  tell({ id: -1, value: 0, line })
}
