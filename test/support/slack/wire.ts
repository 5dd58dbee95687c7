import type { Channel, Fields, Message, SlackFile, User, View } from './shapes.ts'
import { getUser, messageAt, type World, workspaceOfBot } from './world.ts'

/** A message as Slack writes it in an event or an answer. */
export function wireMessage(world: World, message: Message): Fields {
  const channel = world.channels.get(message.channel)
  const parent = channel && message.threadTs ? messageAt(channel, message.threadTs) : undefined
  const replies = channel?.messages.filter(({ threadTs, ts }) => threadTs === message.ts && ts !== message.ts)
  return {
    ...message.more,
    type: 'message',
    ...(message.subtype ? { subtype: message.subtype } : {}),
    user: message.user,
    team: message.team,
    // In shared channels the author's workspace is told again.
    ...(channel && channel.teams.length > 1 ? { user_team: message.team, source_team: message.team } : {}),
    text: message.text,
    ts: message.ts,
    ...(message.clientMsgId ? { client_msg_id: message.clientMsgId } : {}),
    ...(message.botId ? wireBot(world, message) : {}),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(parent && parent.ts !== message.ts ? { parent_user_id: parent.user } : {}),
    ...(replies?.length ? { thread_ts: message.ts, reply_count: replies.length } : {}),
    ...(message.editedTs ? { edited: { user: message.user, ts: message.editedTs } } : {}),
    ...(message.files ? { files: message.files.map((id) => wireShared(world, message, id)) } : {}),
    ...(message.reactions.size ? { reactions: wireReactions(message) } : {}),
    ...(message.metadata ? { metadata: message.metadata } : {}),
  }
}

function wireBot(world: World, message: Message): Fields {
  const ours = workspaceOfBot(world, message.user)
  return {
    bot_id: message.botId,
    ...(ours ? { app_id: world.appId } : {}),
    bot_profile: { id: message.botId, app_id: world.appId, name: getUser(world, message.user).name },
  }
}

export const wireReactions = (message: Message): Fields[] =>
  [...message.reactions].map(([name, users]) => ({ name, users: [...users], count: users.size }))

// https://docs.slack.dev/apis/slack-connect: files of shared channels come bare, files.info tells the rest.
function wireShared(world: World, message: Message, id: string): Fields {
  const file = world.files.get(id)
  const shared = (world.channels.get(message.channel)?.teams.length ?? 1) > 1
  if (!file || shared) return { id, file_access: 'check_file_info' }
  return wireFile(world, file)
}

export function wireFile(world: World, file: SlackFile): Fields {
  const place = `${world.url}/files-pri/${file.team}-${file.id}`
  return {
    id: file.id,
    name: file.name,
    title: file.title ?? file.name,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? '',
    size: file.bytes.length,
    user: file.user,
    user_team: file.team,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    file_access: 'visible',
    url_private: `${place}/${encodeURIComponent(file.name)}`,
    url_private_download: `${place}/download/${encodeURIComponent(file.name)}`,
    channels: file.channels.filter((id) => id.startsWith('C')),
    ims: file.channels.filter((id) => id.startsWith('D')),
  }
}

/** A person as this workspace sees it: strangers are those of another workspace. */
export function wireUser(user: User, seenFrom: string): Fields {
  return {
    id: user.id,
    team_id: user.team,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted ?? false,
    is_bot: user.isBot ?? false,
    is_restricted: user.guest !== undefined,
    is_ultra_restricted: user.guest === 'single',
    ...(user.team !== seenFrom ? { is_stranger: true } : {}),
    locale: user.locale,
    tz: 'Asia/Shanghai',
    profile: {
      real_name: user.realName,
      display_name: user.name,
      // A stranger's address is not told.
      ...(user.email && user.team === seenFrom ? { email: user.email } : {}),
      ...(user.image ? { image_72: user.image, image_192: user.image } : {}),
      team: user.team,
    },
  }
}

export function wireChannel(channel: Channel, seenBy: string): Fields {
  if (channel.kind === 'im') {
    return { id: channel.id, is_im: true, user: [...channel.members].find((id) => id !== seenBy) }
  }
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_private: channel.kind === 'private',
    is_im: false,
    is_archived: channel.archived,
    is_member: channel.members.has(seenBy),
    is_shared: channel.teams.length > 1,
    is_ext_shared: channel.teams.length > 1,
    is_org_shared: false,
    context_team_id: channel.team,
    shared_team_ids: channel.teams,
    num_members: channel.members.size,
  }
}

/** A view as Slack gives it back, with what was typed when `state` is wanted. */
export function wireView(world: World, view: View): Fields {
  const install = world.workspaces.get(view.team)?.install
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    ...view.given,
    id: view.id,
    team_id: view.team,
    state: { values: view.values },
    hash: view.hash,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: world.appId,
    app_installed_team_id: view.team,
    bot_id: install?.botId ?? '',
  }
}
