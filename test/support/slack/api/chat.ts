import { type Message, Refused, textIn } from '../shapes.ts'
import { wireMessage } from '../wire.ts'
import { messageAt, nextTs } from '../world.ts'
import { type Call, channelOf, type Method, needed, writableChannel } from './call.ts'
import { contentOf, postMessage, withIds } from './post.ts'

/** https://docs.slack.dev/reference/methods?family=chat */
export const chat: Record<string, Method> = {
  'chat.postMessage': {
    tier: 4,
    scopes: ['chat:write'],
    run(call) {
      const message = postMessage(call)
      return { channel: message.channel, ts: message.ts, message: wireMessage(call.world, message) }
    },
  },
  'chat.update': {
    tier: 3,
    scopes: ['chat:write'],
    run(call) {
      const message = ownMessage(call, 'cant_update_message')
      const before = wireMessage(call.world, message)
      const channel = writableChannel(call)
      const content = contentOf(call.fields, { characters: 4_000 })
      message.text = content.text
      // Blocks that are not given go away when there is a text.
      message.blocks = withIds(call, content.blocks)
      message.editedTs = nextTs(call.world, channel)
      if (call.fields.metadata) message.metadata = call.fields.metadata as Message['metadata'] & object
      call.world.changed()
      call.events.changed(message, before)
      return {
        channel: message.channel,
        ts: message.ts,
        text: message.text,
        message: wireMessage(call.world, message),
      }
    },
  },
  'chat.delete': {
    tier: 3,
    scopes: ['chat:write'],
    run(call) {
      const message = ownMessage(call, 'cant_delete_message')
      const channel = channelOf(call)
      const before = wireMessage(call.world, message)
      channel.messages = channel.messages.filter((other) => other !== message)
      call.world.changed()
      call.events.removed(message, before)
      return { channel: message.channel, ts: message.ts }
    },
  },
  'chat.postEphemeral': { tier: 4, scopes: ['chat:write'], run: postEphemeral },
  'chat.getPermalink': {
    tier: 3,
    run(call) {
      const channel = channelOf(call)
      const ts = needed(call.fields, 'message_ts')
      if (!messageAt(channel, ts)) throw new Refused('message_not_found')
      const place = `https://${call.workspace.domain}.slack.com/archives/${channel.id}`
      return { channel: channel.id, permalink: `${place}/p${ts.replace('.', '')}` }
    },
  },
}

function ownMessage(call: Call, notOwn: string): Message {
  const channel = channelOf(call)
  const message = messageAt(channel, needed(call.fields, 'ts'))
  if (!message) throw new Refused('message_not_found')
  if (message.user !== call.install.botUserId) throw new Refused(notOwn)
  return message
}

// Its ts is no message's: chat.update cannot reach it, a reload ends it.
function postEphemeral(call: Call): { message_ts: string } {
  const channel = writableChannel(call)
  const user = needed(call.fields, 'user')
  if (!channel.members.has(user)) throw new Refused('user_not_in_channel')
  const content = contentOf(call.fields, { bytes: 4_000 })
  const threadTs = textIn(call.fields, 'thread_ts')
  const message: Message = {
    channel: channel.id,
    ts: nextTs(call.world, channel),
    user: call.install.botUserId,
    team: call.workspace.id,
    botId: call.install.botId,
    ...content,
    blocks: withIds(call, content.blocks),
    ...(threadTs ? { threadTs } : {}),
    onlyFor: user,
    reactions: new Map(),
    more: {},
  }
  channel.ephemerals.push(message)
  call.world.changed()
  return { message_ts: message.ts }
}
