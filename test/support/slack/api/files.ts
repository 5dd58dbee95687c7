import { listIn, Refused, type SlackFile, textIn } from '../shapes.ts'
import { wireFile } from '../wire.ts'
import { messageAt, nextTs } from '../world.ts'
import { type Call, type Method, needed, writableChannel } from './call.ts'
import { contentOf, withIds } from './post.ts'

/** Uploading in three steps. https://docs.slack.dev/messaging/working-with-files */
export const files: Record<string, Method> = {
  'files.getUploadURLExternal': {
    tier: 4,
    scopes: ['files:write'],
    run({ world, fields, install, workspace }) {
      const name = needed(fields, 'filename')
      const length = Number(needed(fields, 'length'))
      if (!(length > 0)) throw new Refused('invalid_arguments')
      const id = world.nextId('F')
      world.files.set(id, {
        id,
        name,
        mimetype: mimetypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
        bytes: Buffer.alloc(0),
        user: install.botUserId,
        team: workspace.id,
        channels: [],
        pending: true,
      })
      return { upload_url: `${world.url}/upload/v1/${id}?length=${length}`, file_id: id }
    },
  },
  'files.completeUploadExternal': {
    tier: 4,
    scopes: ['files:write'],
    run(call) {
      const found = listIn(call.fields, 'files').map((one) =>
        uploaded(call, String(one.id), textIn(one, 'title')),
      )
      if (textIn(call.fields, 'channel_id')) share(call, found)
      for (const file of found) file.pending = false
      call.world.changed()
      return { files: found.map((file) => wireFile(call.world, file)) }
    },
  },
  'files.info': {
    tier: 4,
    scopes: ['files:read'],
    run({ world, fields }) {
      const file = world.files.get(needed(fields, 'file'))
      if (!file || file.pending) throw new Refused('file_not_found')
      return { file: wireFile(world, file) }
    },
  },
}

const mimetypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
}

function uploaded({ world }: Call, id: string, title: string | undefined): SlackFile {
  const file = world.files.get(id)
  if (!file?.pending || file.bytes.length === 0) throw new Refused('file_not_found')
  if (title !== undefined) file.title = title
  return file
}

// https://docs.slack.dev/reference/methods/files.completeUploadExternal: with initial_comment blocks are ignored.
function share(call: Call, found: SlackFile[]): void {
  const { world, fields, install, workspace } = call
  const channel = writableChannel({ ...call, fields: { ...fields, channel: fields.channel_id } })
  const comment = textIn(fields, 'initial_comment')
  const content =
    comment !== undefined || !fields.blocks
      ? { text: comment ?? '' }
      : contentOf({ blocks: fields.blocks }, {})
  const threadTs = textIn(fields, 'thread_ts')
  if (threadTs && !messageAt(channel, threadTs)) throw new Refused('invalid_arguments')
  for (const file of found) file.channels.push(channel.id)
  const message = {
    channel: channel.id,
    ts: nextTs(world, channel),
    user: install.botUserId,
    team: workspace.id,
    botId: install.botId,
    text: content.text,
    ...('blocks' in content ? { blocks: withIds(call, content.blocks) } : {}),
    ...(threadTs ? { threadTs } : {}),
    subtype: 'file_share',
    files: found.map(({ id }) => id),
    reactions: new Map(),
    more: {},
  }
  channel.messages.push(message)
  call.events.posted(message)
}
