import { contentOf, withIds } from './api/post.ts'
import type { Events } from './events.ts'
import { type Channel, type Fields, type Message, Refused, type ResponseUrl } from './shapes.ts'
import type { ApiAnswer } from './web-api.ts'
import { wireMessage } from './wire.ts'
import { getChannel, listeningIn, messageAt, nextTs, type World } from './world.ts'

const most = { uses: 5, ms: 30 * 60_000 }

/** Answers a POST to a response_url: five uses in thirty minutes. */
export function answerHook(means: { world: World; events: Events }, path: string, fields: Fields): ApiAnswer {
  const { world } = means
  const hook = world.responseUrls.get(path)
  if (!hook) return refusal(404, 'no_such_url')
  if (hook.uses >= most.uses) return refusal(404, 'used_url')
  if (world.clock.now() - hook.bornAt > most.ms) return refusal(404, 'expired_url')
  hook.uses += 1
  try {
    act(means, hook, fields)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return refusal(400, error.code)
  }
  world.changed()
  return { status: 200, headers: {}, body: { ok: true } }
}

const refusal = (status: number, error: string): ApiAnswer => ({
  status,
  headers: {},
  body: { ok: false, error },
})

function act(means: { world: World; events: Events }, hook: ResponseUrl, fields: Fields): void {
  const { world, events } = means
  const channel = getChannel(world, hook.channel)
  const shown = [...channel.messages, ...channel.ephemerals].find(({ ts }) => ts === hook.ts)
  if (fields.delete_original === true) {
    channel.messages = channel.messages.filter((message) => message !== shown)
    channel.ephemerals = channel.ephemerals.filter((message) => message !== shown)
    return
  }
  const content = contentOf(fields, { characters: 40_000 })
  if (fields.replace_original === true && shown) {
    const before = wireMessage(world, shown)
    shown.text = content.text
    shown.blocks = withIds(means, content.blocks)
    if (messageAt(channel, shown.ts)) events.changed(shown, before)
    return
  }
  answerIn(means, { channel, hook, fields })
}

function answerIn(
  means: { world: World; events: Events },
  about: { channel: Channel; hook: ResponseUrl; fields: Fields },
): void {
  const { world, events } = means
  const { channel, hook, fields } = about
  const workspace =
    listeningIn(world, channel) ?? [...world.workspaces.values()].find(({ install }) => install)
  if (!workspace?.install) throw new Refused('no_service')
  const content = contentOf(fields, { characters: 40_000 })
  const open = fields.response_type === 'in_channel'
  const message: Message = {
    channel: channel.id,
    ts: nextTs(world, channel),
    user: workspace.install.botUserId,
    team: workspace.id,
    botId: workspace.install.botId,
    ...content,
    blocks: withIds(means, content.blocks),
    ...(typeof fields.thread_ts === 'string' ? { threadTs: fields.thread_ts } : {}),
    ...(open ? {} : { onlyFor: hook.user }),
    reactions: new Map(),
    more: {},
  }
  if (open) channel.messages.push(message)
  else channel.ephemerals.push(message)
  if (open) events.posted(message)
}
