import type { Pushes } from './pushes.ts'
import type { Channel, Fields, Message, Workspace } from './shapes.ts'
import { wireMessage } from './wire.ts'
import { listeningIn, nextTs, type World } from './world.ts'

export interface Events {
  /** Tells an event of a channel, if the bot is there to hear it. */
  inChannel(channel: Channel, event: Fields, team?: string): void
  /** Tells an event of a workspace. */
  inWorkspace(workspace: Workspace, event: Fields): void
  /** Tells of a new message; one that mentions the bot is told twice, under two event ids. */
  posted(message: Message): void
  changed(message: Message, before: Fields): void
  removed(message: Message, before: Fields): void
  /** "You hear too much": has no inner event. */
  rateLimited(workspace: Workspace): void
}

export interface EventMeans {
  world: World
  pushes: Pushes
  /** Only these event types are told; all when absent. */
  subscribed?: string[]
}

const channelTypes = { public: 'channel', private: 'group', im: 'im' } as const

export function createEvents({ world, pushes, subscribed }: EventMeans): Events {
  const tell = (workspace: Workspace, event: Fields, about: { team: string; shared: boolean }): void => {
    if (subscribed && !subscribed.includes(String(event.type))) return
    void pushes.push('events_api', callback(world, workspace, { event, ...about }))
  }
  const inChannel = (channel: Channel, event: Fields, team = channel.team): void => {
    const workspace = listeningIn(world, channel)
    if (workspace) tell(workspace, event, { team, shared: channel.teams.length > 1 })
  }
  const about = (message: Message): Channel | undefined => world.channels.get(message.channel)
  const edited = (message: Message, event: Fields): void => {
    const channel = about(message)
    if (!channel) return
    const ts = nextTs(world, channel)
    const type = { channel: channel.id, channel_type: channelTypes[channel.kind] }
    inChannel(channel, { type: 'message', ...event, ...type, hidden: true, ts, event_ts: ts }, message.team)
  }
  return {
    inChannel,
    inWorkspace: (workspace, event) => tell(workspace, event, { team: workspace.id, shared: false }),
    posted(message) {
      const channel = about(message)
      if (!channel) return
      const event = { ...wireMessage(world, message), channel: channel.id, event_ts: message.ts }
      const bot = listeningIn(world, channel)?.install?.botUserId
      inChannel(channel, { ...event, channel_type: channelTypes[channel.kind] }, message.team)
      // https://docs.slack.dev/reference/events/app_mention: not told in a direct conversation.
      if (channel.kind !== 'im' && bot && !message.botId && message.text.includes(`<@${bot}>`)) {
        inChannel(channel, { ...event, type: 'app_mention' }, message.team)
      }
    },
    changed: (message, before) =>
      edited(message, {
        subtype: 'message_changed',
        message: wireMessage(world, message),
        previous_message: before,
      }),
    rateLimited: (workspace) => void pushes.push('events_api', rateLimited(world, workspace)),
    removed: (message, before) =>
      edited(message, { subtype: 'message_deleted', deleted_ts: message.ts, previous_message: before }),
  }
}

function callback(
  world: World,
  workspace: Workspace,
  about: { event: Fields; team: string; shared: boolean },
): Fields {
  return {
    token: 'verification-token',
    team_id: about.team,
    context_team_id: workspace.id,
    context_enterprise_id: null,
    api_app_id: world.appId,
    event: about.event,
    type: 'event_callback',
    event_id: world.nextId('Ev'),
    event_time: Math.floor(world.clock.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.id,
        user_id: workspace.install?.botUserId ?? null,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: about.shared,
    event_context: world.nextId('4-'),
  }
}

// https://docs.slack.dev/reference/events/app_rate_limited
const rateLimited = (world: World, workspace: Workspace): Fields => ({
  token: 'verification-token',
  type: 'app_rate_limited',
  team_id: workspace.id,
  minute_rate_limited: Math.floor(world.clock.now() / 60_000) * 60,
  api_app_id: world.appId,
})
