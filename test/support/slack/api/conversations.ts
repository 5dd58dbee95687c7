import { type Channel, type Fields, type Message, Refused, textIn } from '../shapes.ts'
import { wireChannel, wireMessage } from '../wire.ts'
import { directChannel, messageAt } from '../world.ts'
import { type Call, channelOf, type Method, needed, page } from './call.ts'

const reading = ['channels:read', 'groups:read', 'im:read']
const history = ['channels:history', 'groups:history', 'im:history']

/** https://docs.slack.dev/reference/methods?family=conversations */
export const conversations: Record<string, Method> = {
  'conversations.info': {
    tier: 3,
    scopes: reading,
    run: (call) => ({ channel: wireChannel(channelOf(call), call.install.botUserId) }),
  },
  'conversations.history': {
    tier: 3,
    scopes: history,
    run(call) {
      const channel = readableChannel(call)
      const top = channel.messages.filter(
        ({ threadTs, ts, broadcast }) => !threadTs || threadTs === ts || broadcast,
      )
      return messagesOf(call, between(top, call.fields).toReversed())
    },
  },
  'conversations.replies': {
    tier: 3,
    scopes: history,
    run(call) {
      const channel = readableChannel(call)
      const ts = needed(call.fields, 'ts')
      const asked = messageAt(channel, ts)
      if (!asked) throw new Refused('thread_not_found')
      const root = asked.threadTs ?? asked.ts
      const replies = channel.messages.filter((one) => one.threadTs === root && one.ts !== root)
      const parent = messageAt(channel, root)
      // The parent always comes first, whatever the bounds.
      return messagesOf(call, [...(parent ? [parent] : []), ...between(replies, call.fields)])
    },
  },
  'conversations.open': {
    tier: 3,
    run({ world, fields, install }) {
      const user = needed(fields, 'users')
      const known = world.users.get(user)
      if (!known) throw new Refused('user_not_found')
      if (known.deleted) throw new Refused('user_disabled')
      return { channel: { id: directChannel(world, install.botUserId, user).id } }
    },
  },
  'conversations.members': {
    tier: 4,
    scopes: reading,
    run(call) {
      const { items, more } = page([...channelOf(call).members], call.fields)
      return { members: items, ...more }
    },
  },
  'conversations.list': {
    tier: 2,
    scopes: reading,
    run(call) {
      const { items, more } = page(listed(call), call.fields)
      return { channels: items.map((one) => wireChannel(one, call.install.botUserId)), ...more }
    },
  },
  'users.conversations': {
    tier: 3,
    scopes: reading,
    run(call) {
      const user = textIn(call.fields, 'user') ?? call.install.botUserId
      const { items, more } = page(
        listed(call).filter(({ members }) => members.has(user)),
        call.fields,
      )
      return { channels: items.map((one) => wireChannel(one, call.install.botUserId)), ...more }
    },
  },
}

const typeNames = { public: 'public_channel', private: 'private_channel', im: 'im' } as const

function listed({ world, workspace, install, fields }: Call): Channel[] {
  const types = (textIn(fields, 'types') ?? 'public_channel').split(',').map((one) => one.trim())
  const hideArchived = fields.exclude_archived === true
  return [...world.channels.values()].filter(
    ({ kind, teams, members, archived }) =>
      teams.includes(workspace.id) &&
      types.includes(typeNames[kind]) &&
      (kind === 'public' || members.has(install.botUserId)) &&
      !(hideArchived && archived),
  )
}

function readableChannel(call: Call): Channel {
  const channel = channelOf(call)
  if (!channel.members.has(call.install.botUserId)) throw new Refused('not_in_channel')
  return channel
}

function between(messages: Message[], fields: Fields): Message[] {
  const oldest = Number(textIn(fields, 'oldest') ?? 0)
  const latest = Number(textIn(fields, 'latest') ?? Number.POSITIVE_INFINITY)
  const bounds = fields.inclusive === true
  return messages.filter(({ ts }) => {
    const at = Number(ts)
    return bounds ? at >= oldest && at <= latest : at > oldest && at < latest
  })
}

function messagesOf(call: Call, found: Message[]): Fields {
  const { items, more } = page(found, call.fields)
  const all = call.fields.include_all_metadata === true
  const messages = items.map((message) => {
    const wired = wireMessage(call.world, message)
    if (!message.metadata || all) return wired
    return { ...wired, metadata: { event_type: message.metadata.event_type } }
  })
  return { messages, has_more: more.response_metadata !== undefined && nextOf(more) !== '', ...more }
}

const nextOf = (more: Fields): unknown => (more.response_metadata as Fields).next_cursor
