/**
 * A Slack on this machine, for the real @slack/bolt, @slack/web-api and @slack/socket-mode.
 *
 *   const slack = await startFakeSlack({ clock: heldClock('2026-11-18T10:00:00+08:00') })
 *   slack.addUser({ id: 'U2', name: 'li', email: 'li@example.com' })
 *   slack.addChannel({ id: 'C1', name: 'wuliu', members: ['U2'] })        // the bot is in unless bot: false
 *   new WebClient(slack.install().botToken, { slackApiUrl: slack.apiUrl })
 *   new SocketModeClient({ appToken: slack.app.appToken, clientOptions: { slackApiUrl: slack.apiUrl } })
 *
 *   const li = slack.person('U2')
 *   const message = li.says('C1', '你好 @kefu-bot')                       // tells message and app_mention
 *   await slack.until(() => slack.thread(message).length === 2)           // wakes at each change, never sleeps
 *   await li.presses(slack.last('C1'), 'tk_claim')                        // { answer } or { error }
 *   await li.submits({ body: '您好' })                                    // the topmost modal; li.modal()?.errors
 *   await slack.passes(3_000)                                             // moves the held clock
 *
 * With `http` pushes come as signed requests instead of over sockets. Real rate limits only with `limits: true`.
 * Real Slack leaves TCP open after the close handshake; `leavesTcpOpen: false` makes tests that stop a
 * client quicker. Faults: slack.faults.add({ method: 'chat.postMessage', does: 'lost' }), slack.pushes.fault(…),
 * slack.sockets.disconnects/freeze/cut. What went before whose eyes: li.ephemerals(), li.modal(), li.home(),
 * slack.messages('C1'), slack.troubles.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AppSecrets, type Grant, installIn } from './api/app.ts'
import { type Clock, realClock } from './clock.ts'
import { createEvents, type Events } from './events.ts'
import { createFaults, type Faults } from './faults.ts'
import { createInteractions, type Trouble } from './interactions.ts'
import { createPace } from './pace.ts'
import { createPerson, type Person } from './person.ts'
import { createPushes, type Pushes, type PushTimes } from './pushes.ts'
import { createScreen, type Screen } from './screen.ts'
import { answerRequest, type Heard } from './server.ts'
import { createSettings, type Settings } from './settings.ts'
import type { Install } from './shapes.ts'
import { carryByHttp, signed, type ToApp } from './signed-http.ts'
import { openSockets, type Sockets } from './sockets.ts'
import { createWaits, type Waits } from './waits.ts'
import { createWorld, getWorkspace, type World } from './world.ts'

export interface FakeSlackOptions {
  clock?: Clock
  /** Holds calls to Slack's rates. */
  limits?: boolean
  /** Pushes go as signed requests to this function (postsTo(url) for an address). */
  http?: ToApp
  /** When to give up waiting, and when to tell again. */
  times?: Partial<PushTimes> & { pingMs?: number; refreshMs?: number }
  /** Which of so many open sockets gets the next payload; in turn when absent. */
  pick?: (count: number) => number
  leavesTcpOpen?: boolean
  /** Event types the app subscribed to; all when absent. */
  subscribed?: string[]
  /** Scopes of the first workspace's bot. */
  scopes?: string[]
}

export interface FakeSlack extends Settings, Waits, Screen {
  /** Ends with /api/. */
  apiUrl: string
  app: AppSecrets
  world: World
  events: Events
  pushes: Pushes
  sockets: Sockets
  faults: Faults
  /** Every call of the Web API. */
  heard: Heard[]
  troubles: Trouble[]
  person(user: string): Person
  /** How the app is installed in a workspace, T1 when none is named. */
  install(team?: string): Install
  /** Somebody pressed "Allow": the code for oauth.v2.access. */
  grants(team: string, user: string, scopes?: string[]): string
  /** Sends url_verification (HTTP mode) and gives the app's answer. */
  verifiesUrl(challenge: string): Promise<unknown>
  close(): Promise<void>
}

const defaultScopes =
  'app_mentions:read channels:history channels:read chat:write commands files:read files:write groups:history groups:read im:history reactions:read reactions:write users:read users:read.email'

const app: AppSecrets = {
  appId: 'A1',
  appToken: 'xapp-1-A1-fake',
  signingSecret: 'fake-signing-secret',
  clientId: '111.222',
  clientSecret: 'fake-client-secret',
}

export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const clock = options.clock ?? realClock()
  const world = createWorld(clock, app.appId)
  const times = { ackMs: 3_000, againMs: [0, 60_000, 300_000], pingMs: 10_000, ...options.times }
  const pushes = createPushes(world, times)
  const { subscribed } = options
  const events = createEvents({ world, pushes, ...(subscribed ? { subscribed } : {}) })
  const interactions = createInteractions(world, pushes)
  const server = createServer((request, answer) => void answerRequest(means, request, answer))
  let turn = 0
  const inTurn = (count: number): number => (count === 0 ? 0 : turn++ % count)
  const sockets = openSockets({
    world,
    server,
    pick: options.pick ?? inTurn,
    pingMs: times.pingMs,
    ...(times.refreshMs ? { refreshMs: times.refreshMs } : {}),
    leavesTcpOpen: options.leavesTcpOpen ?? true,
  })
  const means = {
    world,
    events,
    sockets,
    app,
    faults: createFaults(),
    grants: new Map<string, Grant>(),
    heard: [] as Heard[],
    ...(options.limits ? { pace: createPace(() => clock.now()) } : {}),
  }
  pushes.carryBy(options.http ? carryByHttp(world, app.signingSecret, options.http) : sockets.carry)
  const settings = createSettings(world, events)
  settings.addWorkspace({ id: 'T1', name: '示例公司', domain: 'example' })
  installIn(world, getWorkspace(world, 'T1'), options.scopes ?? defaultScopes.split(' '))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...settings,
    ...createWaits(world, pushes),
    ...createScreen(world),
    app,
    world,
    events,
    pushes,
    sockets,
    apiUrl: `${world.url}/api/`,
    faults: means.faults,
    heard: means.heard,
    troubles: interactions.troubles,
    person: (user) => createPerson({ world, events, interactions }, user),
    install: (team = 'T1') => installOf(world, team),
    grants(team, user, scopes = defaultScopes.split(' ')) {
      const code = world.nextId('code-')
      means.grants.set(code, { team, user, scopes, used: false })
      return code
    },
    async verifiesUrl(challenge) {
      if (!options.http) throw new Error('only in HTTP mode')
      const body = JSON.stringify({ token: 'verification-token', challenge, type: 'url_verification' })
      return await options.http(signed(world, app.signingSecret, { type: 'application/json', body }))
    },
    async close() {
      clock.stop()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function installOf(world: World, team: string): Install {
  const { install } = getWorkspace(world, team)
  if (!install) throw new Error(`the app is not installed in ${team}`)
  return install
}
