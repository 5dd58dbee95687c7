import { App, type Logger, LogLevel } from '@slack/bolt'

import { WebAPIPlatformError, WebClient } from '@slack/web-api'
import { onTestFinished } from 'vitest'
import { type HeldClock, heldClock } from './clock.ts'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './fake-slack.ts'

/** A Slack with one colleague and one channel, on a clock held at ten in the morning; closed after the test. */
export async function openSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const slack = await startFakeSlack({ clock: tenOClock(), leavesTcpOpen: false, ...options })
  onTestFinished(() => slack.close())
  slack.addUser({ id: 'U2', name: 'li', email: 'li@example.com' })
  slack.addChannel({ id: 'C1', name: 'wuliu', members: ['U2'] })
  return slack
}

export const tenOClock = (): HeldClock => heldClock('2026-11-18T10:00:00+08:00')

/** Says nothing of what goes wrong on purpose. */
export const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
}

/** The real client, which tries once. */
export function webClient(slack: FakeSlack, token = slack.install().botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  })
}

/** The real Bolt over Socket Mode, stopped after the test. */
export async function openBolt(slack: FakeSlack): Promise<App> {
  const app = new App({
    token: slack.install().botToken,
    appToken: slack.app.appToken,
    socketMode: true,
    deferInitialization: true,
    convoStore: false,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logger: silent,
  })
  await app.init()
  await app.start()
  onTestFinished(async () => {
    await app.stop()
  })
  return app
}

/** The code a call was refused with. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return error.data.error
    throw error
  }
  return 'ok'
}
