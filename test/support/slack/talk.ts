import type { Events } from './events.ts'
import type { Channel, Fields, Message, SlackFile, User } from './shapes.ts'
import { typed } from './typed.ts'
import { wireMessage } from './wire.ts'
import { getChannel, nextTs, type World, workspaceOfBot } from './world.ts'

/** What else goes with words: the thread (a message or its ts), and files. */
export interface Says {
  thread?: Message | string
  files?: GivenFile[]
  subtype?: string
  /** Instead of what the words would make. */
  blocks?: Fields[]
  /** Says it to one person only. */
  onlyFor?: string
}

export interface GivenFile {
  name: string
  mimetype: string
  bytes: Buffer
}

interface TalkMeans {
  world: World
  /** Without it nobody is told. */
  events?: Events
}

/** Puts words into a channel as a person types them. */
export function say(
  { world, events }: TalkMeans,
  where: { user: User; channel: Channel },
  words: { text: string } & Says,
): Message {
  const { user, channel } = where
  if (!channel.members.has(user.id) && !user.isBot) throw new Error(`${user.id} is not in ${channel.id}`)
  if (channel.archived) throw new Error(`${channel.id} is archived`)
  const { thread } = words
  const read = typed(world, words.text)
  const files = (words.files ?? []).map((file) => upload(world, { user, channel, file }))
  const subtype = words.subtype ?? (files.length > 0 ? 'file_share' : undefined)
  const message: Message = {
    channel: channel.id,
    ts: nextTs(world, channel),
    user: user.id,
    team: user.team,
    text: read.text,
    blocks: words.blocks ?? read.blocks,
    ...(user.isBot ? { botId: botIdOf(world, user) } : { clientMsgId: world.nextId('client-msg-') }),
    ...(thread ? { threadTs: typeof thread === 'string' ? thread : (thread.threadTs ?? thread.ts) } : {}),
    ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
    ...(subtype ? { subtype } : {}),
    ...(words.onlyFor ? { onlyFor: words.onlyFor } : {}),
    reactions: new Map(),
    more: {},
  }
  if (words.onlyFor) channel.ephemerals.push(message)
  else channel.messages.push(message)
  world.changed()
  if (!words.onlyFor) events?.posted(message)
  return message
}

const botIdOf = (world: World, { id }: User): string => workspaceOfBot(world, id)?.install?.botId ?? `B${id}`

/** A file somebody shares here. */
export function upload(world: World, about: { user: User; channel?: Channel; file: GivenFile }): SlackFile {
  const file: SlackFile = {
    id: world.nextId('F'),
    ...about.file,
    user: about.user.id,
    team: about.user.team,
    channels: about.channel ? [about.channel.id] : [],
    pending: false,
  }
  world.files.set(file.id, file)
  return file
}

/** Edits one's own message. */
export function rewrite({ world, events }: Required<TalkMeans>, message: Message, text: string): void {
  const before = wireMessage(world, message)
  const read = typed(world, text)
  message.text = read.text
  message.blocks = read.blocks
  message.editedTs = nextTs(world, getChannel(world, message.channel))
  world.changed()
  events.changed(message, before)
}

export function removeMessage({ world, events }: Required<TalkMeans>, message: Message): void {
  const channel = getChannel(world, message.channel)
  const before = wireMessage(world, message)
  channel.messages = channel.messages.filter((other) => other !== message)
  world.changed()
  events.removed(message, before)
}

/** Adds one's emoji to a message, or takes it away. */
export function reacts(
  { world, events }: Required<TalkMeans>,
  about: { user: User; message: Message; emoji: string; added: boolean },
): void {
  const { user, message, emoji, added } = about
  const users = message.reactions.get(emoji) ?? new Set()
  if (added) message.reactions.set(emoji, users.add(user.id))
  else users.delete(user.id)
  if (users.size === 0) message.reactions.delete(emoji)
  world.changed()
  events.inChannel(
    getChannel(world, message.channel),
    {
      type: added ? 'reaction_added' : 'reaction_removed',
      user: user.id,
      reaction: emoji,
      item: { type: 'message', channel: message.channel, ts: message.ts },
      item_user: message.user,
      event_ts: String(world.clock.now() / 1_000),
    },
    user.team,
  )
}
