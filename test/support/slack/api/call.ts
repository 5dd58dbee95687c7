import type { Events } from '../events.ts'
import type { Tier } from '../pace.ts'
import { type Channel, type Fields, type Install, Refused, textIn, type Workspace } from '../shapes.ts'
import type { Sockets } from '../sockets.ts'
import { directChannel, getChannel, getUser, type World } from '../world.ts'

/** A call of a Web API method by the bot of a workspace. */
export interface Call {
  world: World
  events: Events
  sockets: Sockets
  fields: Fields
  workspace: Workspace
  install: Install
}

export interface Method {
  tier: Tier
  /** One of these the token must have. */
  scopes?: string[]
  /** Refuses by throwing Refused. */
  run(call: Call): Fields
}

/** The text a method cannot do without. */
export function needed(fields: Fields, name: string): string {
  const value = textIn(fields, name)
  if (value === undefined || value === '') {
    throw new Refused('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
    })
  }
  return value
}

/** The channel the call names; a person's id is their direct conversation. Somewhere the bot cannot see is not found. */
export function channelOf({ world, fields, workspace, install }: Call): Channel {
  const id = needed(fields, 'channel')
  if (id.startsWith('U') || id.startsWith('W')) {
    const user = getDirectUser(world, id)
    return directChannel(world, install.botUserId, user)
  }
  const channel = getChannel(world, id)
  const member = channel.members.has(install.botUserId)
  if (!channel.teams.includes(workspace.id)) throw new Refused('channel_not_found')
  if (channel.kind !== 'public' && !member) throw new Refused('channel_not_found')
  return channel
}

function getDirectUser(world: World, id: string): string {
  const user = world.users.get(id)
  if (!user) throw new Refused('channel_not_found')
  if (user.deleted) throw new Refused('user_disabled')
  if (user.isBot) throw new Refused('cannot_dm_bot')
  return user.id
}

/** The channel the call names, where the bot may write. */
export function writableChannel(call: Call): Channel {
  const channel = channelOf(call)
  if (channel.archived) throw new Refused('is_archived')
  if (!channel.members.has(call.install.botUserId)) throw new Refused('not_in_channel')
  return channel
}

/** One page of a list by `limit` and `cursor`. */
export function page<T>(all: T[], fields: Fields): { items: T[]; more: Fields } {
  const start = Number(textIn(fields, 'cursor') ?? 0)
  const limit = Math.min(Number(textIn(fields, 'limit') ?? 100), 1_000)
  const end = start + limit
  const next = end < all.length ? String(end) : ''
  return { items: all.slice(start, end), more: { response_metadata: { next_cursor: next } } }
}

/** A person whom this workspace can see: its own, or one who shares a channel with the bot. */
export function visibleUser({ world, workspace, install }: Call, id: string): ReturnType<typeof getUser> {
  const user = getUser(world, id)
  const shares = [...world.channels.values()].some(
    ({ members }) => members.has(user.id) && members.has(install.botUserId),
  )
  if (user.team !== workspace.id && !shares) throw new Refused('user_not_visible')
  return user
}
