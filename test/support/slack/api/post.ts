import { asSlackSays, blockFaults } from '../block-kit.ts'
import { type Channel, type Fields, listIn, type Message, Refused, textIn } from '../shapes.ts'
import { messageAt, nextTs } from '../world.ts'
import { type Call, writableChannel } from './call.ts'

// https://docs.slack.dev/reference/methods/chat.postMessage: these are kept with the message.
const kept = ['unfurl_links', 'unfurl_media', 'username', 'icon_url', 'icon_emoji', 'attachments', 'mrkdwn']

/** The text and blocks of a call, checked. `most` is how long the text may be, in characters or bytes. */
export function contentOf(
  fields: Fields,
  most: { characters?: number; bytes?: number },
): {
  text: string
  blocks?: Fields[]
} {
  const text = textIn(fields, 'text') ?? textIn(fields, 'markdown_text') ?? ''
  if (most.characters !== undefined && text.length > most.characters) throw new Refused('msg_too_long')
  if (most.bytes !== undefined && Buffer.byteLength(text) > most.bytes) throw new Refused('msg_too_long')
  if ('blocks' in fields && !Array.isArray(fields.blocks)) throw new Refused('invalid_blocks_format')
  const blocks = 'blocks' in fields ? listIn(fields, 'blocks') : undefined
  const faults = blocks ? blockFaults('message', blocks) : []
  if (faults.length > 0) {
    const messages = faults.map((fault) => asSlackSays('/blocks', fault))
    throw new Refused('invalid_blocks', { errors: faults, response_metadata: { messages } })
  }
  if (text === '' && !blocks?.length && !fields.attachments) throw new Refused('no_text')
  return { text, ...(blocks ? { blocks } : {}) }
}

/** The thread the call names; it must have a beginning. */
function threadOf(channel: Channel, fields: Fields): string | undefined {
  const ts = textIn(fields, 'thread_ts')
  if (ts === undefined) return undefined
  const parent = messageAt(channel, ts)
  // A reply's own ts silently opens a thread that nobody finds: https://docs.slack.dev/messaging/#threading
  if (!parent || (parent.threadTs && parent.threadTs !== parent.ts)) throw new Refused('thread_not_found')
  return ts
}

/** Puts the bot's message into the channel and tells of it. */
export function postMessage(call: Call): Message {
  const { world, fields, install, workspace } = call
  const channel = writableChannel(call)
  const content = contentOf(fields, { characters: 40_000 })
  const threadTs = threadOf(channel, fields)
  const message: Message = {
    channel: channel.id,
    ts: nextTs(world, channel),
    user: install.botUserId,
    team: workspace.id,
    botId: install.botId,
    ...content,
    blocks: withIds(call, content.blocks),
    ...(threadTs ? { threadTs } : {}),
    ...(fields.reply_broadcast === true ? { broadcast: true, subtype: 'thread_broadcast' } : {}),
    ...(fields.metadata ? { metadata: checkedMetadata(fields.metadata) } : {}),
    reactions: new Map(),
    more: Object.fromEntries(kept.filter((name) => name in fields).map((name) => [name, fields[name]])),
  }
  channel.messages.push(message)
  world.changed()
  call.events.posted(message)
  return message
}

/** Blocks as Slack keeps them: each with a block_id. */
export function withIds({ world }: Pick<Call, 'world'>, blocks: Fields[] = []): Fields[] {
  return blocks.map((block) => ({ block_id: world.nextId('b'), ...block }))
}

function checkedMetadata(metadata: unknown): Fields {
  const fields = metadata as Fields
  if (typeof fields?.event_type !== 'string' || typeof fields.event_payload !== 'object') {
    throw new Refused('invalid_metadata_format')
  }
  return fields
}
