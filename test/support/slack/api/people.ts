import { type Fields, Refused, type User } from '../shapes.ts'
import { wireMessage, wireReactions, wireUser } from '../wire.ts'
import { messageAt } from '../world.ts'
import { type Call, channelOf, type Method, needed, visibleUser } from './call.ts'

/** https://docs.slack.dev/reference/methods?family=users and ?family=reactions */
export const people: Record<string, Method> = {
  'users.info': {
    tier: 4,
    scopes: ['users:read'],
    run: (call) => ({ user: seen(call, visibleUser(call, needed(call.fields, 'user'))) }),
  },
  'users.lookupByEmail': {
    tier: 3,
    scopes: ['users:read.email'],
    run(call) {
      const email = needed(call.fields, 'email').toLowerCase()
      const found = [...call.world.users.values()].find(
        (user) => user.team === call.workspace.id && !user.deleted && user.email?.toLowerCase() === email,
      )
      if (!found) throw new Refused('users_not_found')
      return { user: seen(call, found) }
    },
  },
  'reactions.add': {
    tier: 3,
    scopes: ['reactions:write'],
    run(call) {
      const channel = channelOf(call)
      const message = messageAt(channel, needed(call.fields, 'timestamp'))
      const name = needed(call.fields, 'name')
      if (!message) throw new Refused('message_not_found')
      const users = message.reactions.get(name) ?? new Set()
      if (users.has(call.install.botUserId)) throw new Refused('already_reacted')
      message.reactions.set(name, users.add(call.install.botUserId))
      call.world.changed()
      call.events.inChannel(channel, {
        type: 'reaction_added',
        user: call.install.botUserId,
        reaction: name,
        item: { type: 'message', channel: channel.id, ts: message.ts },
        item_user: message.user,
        event_ts: message.ts,
      })
      return {}
    },
  },
  'reactions.get': {
    tier: 3,
    scopes: ['reactions:read'],
    run(call) {
      const channel = channelOf(call)
      const message = messageAt(channel, needed(call.fields, 'timestamp'))
      if (!message) throw new Refused('message_not_found')
      const wired = { ...wireMessage(call.world, message), reactions: wireReactions(message) }
      return { type: 'message', channel: channel.id, message: wired }
    },
  },
}

// An address is only told to tokens with users:read.email.
function seen({ workspace, install }: Call, user: User): Fields {
  const wired = wireUser(user, workspace.id)
  if (install.scopes.includes('users:read.email')) return wired
  const { email: _hidden, ...profile } = wired.profile as Fields
  return { ...wired, profile }
}
