import type { Clock } from './clock.ts'
import {
  type Channel,
  type Message,
  Refused,
  type ResponseUrl,
  type SlackFile,
  type Trigger,
  type User,
  type View,
  type Workspace,
} from './shapes.ts'

/** Everything there is in this Slack. */
export interface World {
  clock: Clock
  appId: string
  workspaces: Map<string, Workspace>
  users: Map<string, User>
  channels: Map<string, Channel>
  files: Map<string, SlackFile>
  views: Map<string, View>
  /** What each person has open, the topmost modal last. */
  modals: Map<string, string[]>
  /** The home view of each person. */
  homes: Map<string, string>
  triggers: Map<string, Trigger>
  responseUrls: Map<string, ResponseUrl>
  /** The server's own address, without a slash at its end. */
  url: string
  /** The next id with this beginning: "Ev0001". */
  nextId(start: string): string
  /** Tells those who wait that something is different now. */
  changed(): void
  /** Called whenever something changed. */
  watchers: Set<() => void>
}

export function createWorld(clock: Clock, appId: string): World {
  const counts = new Map<string, number>()
  const watchers = new Set<() => void>()
  return {
    clock,
    appId,
    workspaces: new Map(),
    users: new Map(),
    channels: new Map(),
    files: new Map(),
    views: new Map(),
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    url: '',
    watchers,
    nextId(start) {
      const next = (counts.get(start) ?? 0) + 1
      counts.set(start, next)
      return `${start}${String(next).padStart(4, '0')}`
    },
    changed() {
      for (const look of watchers) look()
    },
  }
}

/** The next ts of this channel: later than any before, and only here unique. */
export function nextTs(world: World, channel: Channel): string {
  channel.lastMicros = Math.max(world.clock.now() * 1_000, channel.lastMicros + 100)
  return tsOf(channel.lastMicros)
}

/** "1763770000.000100" */
export function tsOf(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000)
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}`
}

/** The message with this ts in this channel, ephemeral ones not among them. */
export const messageAt = (channel: Channel, ts: string | undefined): Message | undefined =>
  channel.messages.find((message) => message.ts === ts)

export function getChannel(world: World, id: string): Channel {
  const channel = world.channels.get(id)
  if (!channel) throw new Refused('channel_not_found')
  return channel
}

export function getUser(world: World, id: string): User {
  const user = world.users.get(id)
  if (!user) throw new Refused('user_not_found')
  return user
}

export function getWorkspace(world: World, id: string): Workspace {
  const workspace = world.workspaces.get(id)
  if (!workspace) throw new Error(`there is no workspace ${id}`)
  return workspace
}

/** The conversation of these two alone, made when there is none yet. */
export function directChannel(world: World, bot: string, user: string): Channel {
  const known = [...world.channels.values()].find(
    ({ kind, members }) => kind === 'im' && members.has(bot) && members.has(user),
  )
  if (known) return known
  const team = getUser(world, bot).team
  const channel: Channel = {
    id: world.nextId('D'),
    name: 'directmessage',
    kind: 'im',
    team,
    teams: [...new Set([team, getUser(world, user).team])],
    members: new Set([bot, user]),
    archived: false,
    messages: [],
    ephemerals: [],
    lastMicros: 0,
  }
  world.channels.set(channel.id, channel)
  return channel
}

/** The workspace whose bot this is. */
export const workspaceOfBot = (world: World, botUserId: string): Workspace | undefined =>
  [...world.workspaces.values()].find(({ install }) => install?.botUserId === botUserId)

/** The workspace whose bot hears what is said here. */
export const listeningIn = (world: World, channel: Channel): Workspace | undefined =>
  [...world.workspaces.values()].find(
    ({ install }) => install?.status === 'active' && channel.members.has(install.botUserId),
  )

/** A new trigger_id for this person. */
export function newTrigger(world: World, user: string, team: string): string {
  const id = `${world.nextId('111222')}.${world.nextId('333')}.${world.nextId('trigger')}`
  world.triggers.set(id, { user, team, bornAt: world.clock.now() })
  return id
}

/** A new response_url for this interaction. */
export function newResponseUrl(world: World, about: Omit<ResponseUrl, 'bornAt' | 'uses'>): string {
  const path = `/actions/T/${world.nextId('hook')}`
  world.responseUrls.set(path, { ...about, bornAt: world.clock.now(), uses: 0 })
  return `${world.url}${path}`
}
