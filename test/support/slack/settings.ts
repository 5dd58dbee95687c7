import type { Events } from './events.ts'
import type { Channel, Message, User, Workspace } from './shapes.ts'
import { wireMessage } from './wire.ts'
import { getChannel, getWorkspace, type World } from './world.ts'

export interface GivenChannel {
  id: string
  name?: string
  kind?: 'public' | 'private'
  team?: string
  /** Other workspaces that share it. */
  sharedWith?: string[]
  members?: string[]
  /** Whether the workspace's bot is in it; true when absent. */
  bot?: boolean
}

/** What administrators do. */
export interface Settings {
  addWorkspace(workspace: { id: string; name?: string; domain?: string }): Workspace
  addUser(user: Partial<User> & { id: string }): User
  addChannel(channel: GivenChannel): Channel
  invitesBot(channel: string, by: string): void
  removesBot(channel: string): void
  archives(channel: string, by: string): void
  /** Slack shows what is behind a message's link: tells message_changed though nobody edited. */
  unfurls(message: Message): void
  /** Gives a channel another id, as happens when it becomes shared. */
  changesId(channel: string, to: string): void
  shares(channel: string, withTeam: string): void
  revokes(team?: string): void
  uninstalls(team?: string): void
  /** Tells app_rate_limited. */
  rateLimits(team?: string): void
}

export function createSettings(world: World, events: Events): Settings {
  return {
    addWorkspace(given) {
      const workspace = { name: given.id, domain: given.id.toLowerCase(), ...given }
      world.workspaces.set(given.id, workspace)
      return workspace
    },
    addUser(given) {
      const user = { team: 'T1', name: given.id.toLowerCase(), realName: given.id, locale: 'zh-CN', ...given }
      world.users.set(user.id, user)
      return user
    },
    addChannel: (given) => addChannel(world, given),
    ...membership(world, events),
    ...endings(world, events),
  }
}

function addChannel(world: World, given: GivenChannel): Channel {
  const team = given.team ?? 'T1'
  const bot = given.bot === false ? undefined : getWorkspace(world, team).install?.botUserId
  const channel: Channel = {
    id: given.id,
    name: given.name ?? given.id.toLowerCase(),
    kind: given.kind ?? 'public',
    team,
    teams: [team, ...(given.sharedWith ?? [])],
    members: new Set([...(given.members ?? []), ...(bot ? [bot] : [])]),
    archived: false,
    messages: [],
    ephemerals: [],
    lastMicros: 0,
  }
  world.channels.set(channel.id, channel)
  return channel
}

function botOf(world: World, channel: Channel): string {
  const { install } = getWorkspace(world, channel.team)
  if (!install) throw new Error(`the app is not installed in ${channel.team}`)
  return install.botUserId
}

const letter = (channel: Channel): string => (channel.kind === 'public' ? 'C' : 'G')

function membership(
  world: World,
  events: Events,
): Pick<Settings, 'invitesBot' | 'removesBot' | 'archives' | 'unfurls'> {
  return {
    invitesBot(id, by) {
      const channel = getChannel(world, id)
      const bot = botOf(world, channel)
      channel.members.add(bot)
      world.changed()
      const event = { type: 'member_joined_channel', user: bot, channel: id, channel_type: letter(channel) }
      events.inChannel(channel, { ...event, team: channel.team, inviter: by })
    },
    removesBot(id) {
      const channel = getChannel(world, id)
      const bot = botOf(world, channel)
      const event = { type: 'member_left_channel', user: bot, channel: id, channel_type: letter(channel) }
      events.inChannel(channel, { ...event, team: channel.team })
      channel.members.delete(bot)
      world.changed()
    },
    unfurls(message) {
      const before = wireMessage(world, message)
      message.more = { ...message.more, attachments: [{ id: 1, fallback: '页面', title: '页面' }] }
      world.changed()
      events.changed(message, before)
    },
    archives(id, by) {
      const channel = getChannel(world, id)
      channel.archived = true
      world.changed()
      const type = channel.kind === 'public' ? 'channel_archive' : 'group_archive'
      events.inChannel(channel, { type, channel: id, user: by, is_moved: 0 })
    },
  }
}

function endings(
  world: World,
  events: Events,
): Pick<Settings, 'changesId' | 'shares' | 'revokes' | 'uninstalls' | 'rateLimits'> {
  return {
    changesId(id, to) {
      const channel = getChannel(world, id)
      world.channels.delete(id)
      channel.id = to
      for (const message of [...channel.messages, ...channel.ephemerals]) message.channel = to
      world.channels.set(to, channel)
      world.changed()
      events.inChannel(channel, {
        type: 'channel_id_changed',
        old_channel_id: id,
        new_channel_id: to,
        event_ts: String(world.clock.now() / 1_000),
      })
    },
    shares(id, withTeam) {
      const channel = getChannel(world, id)
      channel.teams.push(withTeam)
      world.changed()
      const event = { type: 'channel_shared', connected_team_id: withTeam, channel: id }
      events.inChannel(channel, { ...event, event_ts: String(world.clock.now() / 1_000) })
    },
    revokes(team = 'T1') {
      const workspace = getWorkspace(world, team)
      const bot = workspace.install?.botUserId
      if (workspace.install) workspace.install.status = 'revoked'
      world.changed()
      events.inWorkspace(workspace, { type: 'tokens_revoked', tokens: { oauth: [], bot: bot ? [bot] : [] } })
    },
    rateLimits: (team = 'T1') => events.rateLimited(getWorkspace(world, team)),
    uninstalls(team = 'T1') {
      const workspace = getWorkspace(world, team)
      if (workspace.install) workspace.install.status = 'inactive'
      world.changed()
      events.inWorkspace(workspace, { type: 'app_uninstalled' })
    },
  }
}
