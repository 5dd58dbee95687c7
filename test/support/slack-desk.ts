import { startPump } from '../../src/app/pump.ts'
import { slackOptions } from '../../src/app/slack.ts'
import type { SlackCredentials } from '../../src/config/slack.ts'
import { recordIdentity } from '../../src/departments/staff.ts'
import { receive } from '../../src/inbox/receive.ts'
import type { Deps } from '../../src/lib/deps.ts'
import { deliver } from '../../src/outbox/deliver.ts'
import type { Platform, WebhookAnswer, WebhookRequest } from '../../src/platforms/platform.ts'
import { type SocketPace, usualPace } from '../../src/platforms/slack/door/socket.ts'
import {
  createSlackPlatform,
  type SlackOptions,
  type SlackPlatform,
} from '../../src/platforms/slack/index.ts'
import type { Playbook } from '../../src/playbook/playbook.ts'
import { createDesk, type DeskOptions, type TestDesk } from './desk.ts'
import { heldClock } from './slack/clock.ts'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './slack/fake-slack.ts'

/** Waits short enough for a test. */
const quickPace: SocketPace = {
  ...usualPace,
  openMs: 2_000,
  firstMs: 20,
  longestMs: 100,
  lookMs: 100,
  lingerMs: 300,
  finishMs: 1_000,
  hurryMs: 2_500,
  staggerMs: 0,
  goodbyeMs: 50,
}

export interface SlackDesk extends TestDesk {
  slack: FakeSlack
  chat: SlackPlatform
  /** What the log said, as `level message {fields}`. */
  log: string[]
  /** Gives one request to the platform as the server does, with its answer. */
  takes(
    request: Pick<WebhookRequest, 'headers' | 'body' | 'method'> & { url?: string },
  ): Promise<WebhookAnswer>
  /** Resolves when all that came is acknowledged, and all that follows delivered. */
  rests(): Promise<void>
  /** Stops listening, as when the process ends. */
  stops(): Promise<void>
}

export interface SlackDeskOptions {
  http?: boolean
  desk?: DeskOptions
  slack?: FakeSlackOptions
  settings?: Partial<SlackCredentials>
  pace?: Partial<SocketPace>
  /** Changes what the house gives the platform. */
  change?: (options: SlackOptions) => SlackOptions
  /** Changes the house that what comes in is received by. */
  house?: (deps: Deps) => Deps
  /** Does not listen yet. */
  idle?: boolean
}

export const begins = '2026-11-18T10:00:00+08:00'

/** Staff on Slack, by work number. */
const members = ['K001', 'K002', 'T101', 'T102', 'L101', 'M001', 'A001']

/** A desk whose people are on a Slack of its own: the real SDK, the real flow, a held clock. */
export async function createSlackDesk(options: SlackDeskOptions = {}): Promise<SlackDesk> {
  const desk = await createDesk({ at: begins, ...options.desk, change: onSlack(options.desk?.change) })
  // What Slack told twice is acknowledged by the first answer, while the second may still be sending.
  const underWay = new Set<Promise<WebhookAnswer>>()
  const takes = (request: Parameters<SlackDesk['takes']>[0]): Promise<WebhookAnswer> => {
    const answer = answerRequest(house, chat, { url: '/webhooks/slack', ip: '127.0.0.1', ...request })
    underWay.add(answer)
    return answer.finally(() => underWay.delete(answer))
  }
  const slack = await startFakeSlack({
    clock: heldClock(begins),
    leavesTcpOpen: false,
    ...options.slack,
    ...(options.http
      ? {
          http: async ({ headers, body, method }) => {
            try {
              return await takes({ headers, body: Buffer.from(body), method })
            } catch (error) {
              return {
                status: error instanceof Error && error.name === 'ForbiddenError' ? 401 : 503,
                body: '',
              }
            }
          },
        }
      : {}),
  })
  await people(desk, slack)
  const log: string[] = []
  const house: Deps = (options.house ?? ((same) => same))({ ...desk.deps, log: kept(log) })
  const chat = createSlackPlatform(
    (options.change ?? ((same) => same))(platformOptions(house, slack, options)),
  )
  ;(desk.deps.platforms as Map<string, Platform>).set('slack', chat)
  let delivering = Promise.resolve()
  const wake = (): void => {
    delivering = delivering.then(async () => void (await deliver(house))).catch(() => undefined)
  }
  const stop = options.idle
    ? async () => undefined
    : startPump({ ...house, platforms: new Map([['slack', chat]]) }, { wake, pause: async () => undefined })
  let stopped: Promise<void> | undefined
  const stops = (): Promise<void> => (stopped ??= stop())
  if (!options.http && !options.idle) await slack.until(() => slack.sockets.open() === 2, 'two sockets')
  return {
    ...desk,
    slack,
    chat,
    log,
    takes,
    stops,
    async rests() {
      await slack.quiet()
      await Promise.allSettled(underWay)
      await delivering
      await slack.quiet()
    },
    async close() {
      await stops()
      await chat.close?.()
      await delivering
      await slack.close()
      // Its answer is no longer wanted, but it still writes.
      await Promise.allSettled(underWay)
      await desk.close()
    },
  }
}

function platformOptions(house: Deps, slack: FakeSlack, options: SlackDeskOptions): SlackOptions {
  const { appToken, signingSecret } = slack.app
  const credentials: SlackCredentials = {
    botToken: slack.install().botToken,
    appToken: options.http ? undefined : appToken,
    signingSecret: options.http ? signingSecret : undefined,
    client: undefined,
    emoji: false,
    ...options.settings,
  }
  const means = { publicUrl: 'https://desk.example.com', key: Buffer.alloc(32, 7), slack: credentials }
  return {
    ...slackOptions(house, means),
    slackApiUrl: slack.apiUrl,
    pace: { ...quickPace, ...options.pace },
    rates: { channelMs: 0, workspaceMs: 0, channelBurst: 1_000, workspaceBurst: 1_000, mostWaitMs: 1_000 },
  }
}

async function answerRequest(house: Deps, chat: Platform, request: WebhookRequest): Promise<WebhookAnswer> {
  const result = await chat.webhook?.(request)
  if (!result) throw new Error('no webhook')
  const outcomes = []
  for (const inbound of [...result.inbound, ...((await result.coming) ?? [])])
    outcomes.push(await receive(house, inbound))
  if (outcomes.length > 0) await deliver(house)
  return await result.respond(outcomes)
}

/** The desk, the technicians, the supervisors and the administrators are on Slack; the others in memory. */
const onSlack =
  (change: DeskOptions['change'] = (same) => same) =>
  (playbook: Playbook): Playbook => {
    const at = <T extends { channel: { platform: string; id: string } }>(place: T, id: string): T => ({
      ...place,
      channel: { platform: 'slack', id },
    })
    return change({
      ...playbook,
      desk: at(playbook.desk, 'C0DESK'),
      supervisors: at(playbook.supervisors, 'C0SUP'),
      administrators: at(playbook.administrators, 'C0ADMIN'),
      departments: playbook.departments.map((one) =>
        one.code === 'after_sales_tech' ? at(one, 'C0TECH') : one,
      ),
    })
  }

async function people({ db }: TestDesk, slack: FakeSlack): Promise<void> {
  const ids = members.map((workNo) => `U${workNo}`)
  for (const workNo of members) {
    const staff = await db.staff.findUniqueOrThrow({ where: { workNo } })
    slack.addUser({ id: `U${workNo}`, name: workNo.toLowerCase(), realName: staff.name })
    await recordIdentity(db, staff.id, 'slack', `U${workNo}`)
  }
  for (const id of ['C0DESK', 'C0SUP', 'C0ADMIN', 'C0TECH']) slack.addChannel({ id, members: ids })
  slack.addUser({ id: 'U0WANG', name: '王女士', realName: '王女士', email: 'wang@example.com' })
}

const kept = (lines: string[]): Deps['log'] => {
  const level = (name: string) => (fields: object, message: string) =>
    void lines.push(`${name} ${message} ${JSON.stringify(fields)}`)
  return { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') }
}
