import type { Events } from './events.ts'
import type { Channel, User } from './shapes.ts'
import { say } from './talk.ts'
import type { World } from './world.ts'

interface Means {
  world: World
  events: Events
}

/** Comes into a channel, invited by somebody or by oneself. */
export function enter(
  { world, events }: Means,
  channel: Channel,
  who: { user: User; by?: string | undefined },
): void {
  channel.members.add(who.user.id)
  world.changed()
  say({ world, events }, { user: who.user, channel }, { text: '加入了频道', subtype: 'channel_join' })
  events.inChannel(channel, {
    type: 'member_joined_channel',
    user: who.user.id,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: who.user.team,
    ...(who.by ? { inviter: who.by } : {}),
  })
}

export function leave({ world, events }: Means, channel: Channel, user: User): void {
  events.inChannel(channel, {
    type: 'member_left_channel',
    user: user.id,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: user.team,
  })
  channel.members.delete(user.id)
  world.changed()
}
