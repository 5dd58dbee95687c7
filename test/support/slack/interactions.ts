import type { Pushes } from './pushes.ts'
import { type Channel, type Fields, type Message, Refused, type User, type View } from './shapes.ts'
import { wireMessage, wireView } from './wire.ts'
import { getChannel, listeningIn, newResponseUrl, newTrigger, tsOf, type World } from './world.ts'

/** What became of a press, a form or a command: the app's acknowledgement, or what the person was told instead. */
export type Settled = { answer: unknown } | { error: string }

/** Something that went wrong before somebody's eyes: "We had some trouble connecting. Try again?" */
export interface Trouble {
  user: string
  what: 'press' | 'form' | 'command' | 'shortcut'
  why: string
}

export interface Interactions {
  press(user: User, at: { message: Message } | { view: View }, action: Fields): Promise<Settled>
  shortcut(user: User, callbackId: string, message?: Message): Promise<Settled>
  command(user: User, channel: Channel, line: string): Promise<Settled>
  /** view_submission or view_closed. */
  form(user: User, view: View, type: 'view_submission' | 'view_closed'): Promise<Settled>
  troubles: Trouble[]
}

export function createInteractions(world: World, pushes: Pushes): Interactions {
  const troubles: Trouble[] = []
  const told = async (user: User, what: Trouble['what'], pushed: Promise<Settled>): Promise<Settled> => {
    const settled = await pushed
    if ('error' in settled) {
      troubles.push({ user: user.id, what, why: settled.error })
      world.changed()
    }
    return settled
  }
  const common = (user: User, place?: Channel): Fields => commonFields(world, user, place)
  return {
    troubles,
    press(user, at, action) {
      const place = 'message' in at ? getChannel(world, at.message.channel) : undefined
      const payload = {
        type: 'block_actions',
        ...common(user, place),
        ...('message' in at ? onMessage(world, user, at.message) : onView(world, at.view)),
        actions: [{ ...action, action_ts: tsOf(world.clock.now() * 1_000) }],
      }
      return told(user, 'press', pushes.push('interactive', payload))
    },
    shortcut(user, callbackId, message) {
      const place = message && getChannel(world, message.channel)
      const payload = {
        type: message ? 'message_action' : 'shortcut',
        ...common(user, place),
        callback_id: callbackId,
        action_ts: tsOf(world.clock.now() * 1_000),
        ...(message && place ? ofMessage(world, user, message) : {}),
      }
      return told(user, 'shortcut', pushes.push('interactive', payload))
    },
    command(user, channel, line) {
      const payload = commandFields(world, user, { channel, line })
      return told(user, 'command', pushes.push('slash_commands', payload))
    },
    form(user, view, type) {
      const payload = {
        type,
        ...common(user),
        view: wireView(world, view),
        ...(type === 'view_submission' ? { response_urls: [] } : { is_cleared: false }),
      }
      const pushed = pushes.push('interactive', payload)
      return type === 'view_closed' ? pushed : told(user, 'form', pushed)
    },
  }
}

function commonFields(world: World, user: User, place: Channel | undefined): Fields {
  const own = world.workspaces.get(user.team)
  const app = (place && listeningIn(world, place)) ?? own
  return {
    team: { id: own?.id ?? user.team, domain: own?.domain ?? 'elsewhere' },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
    api_app_id: world.appId,
    token: 'verification-token',
    trigger_id: newTrigger(world, user.id, app?.id ?? user.team),
    enterprise: null,
    is_enterprise_install: false,
  }
}

// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload: an ephemeral comes without `message`.
function onMessage(world: World, user: User, message: Message): Fields {
  const place = getChannel(world, message.channel)
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: place.id,
      is_ephemeral: message.onlyFor !== undefined,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    channel: { id: place.id, name: place.name },
    ...(message.onlyFor ? {} : { message: wireMessage(world, message) }),
    state: { values: {} },
    response_url: newResponseUrl(world, { user: user.id, channel: place.id, ts: message.ts }),
  }
}

function ofMessage(world: World, user: User, message: Message): Fields {
  const place = getChannel(world, message.channel)
  return {
    channel: { id: place.id, name: place.name },
    message_ts: message.ts,
    message: wireMessage(world, message),
    response_url: newResponseUrl(world, { user: user.id, channel: place.id, ts: message.ts }),
  }
}

const onView = (world: World, view: View): Fields => ({
  container: { type: 'view', view_id: view.id },
  view: wireView(world, view),
})

function commandFields(world: World, user: User, about: { channel: Channel; line: string }): Fields {
  const { channel, line } = about
  const own = world.workspaces.get(user.team)
  // Strangers do not see the app's commands: https://docs.slack.dev/apis/slack-connect
  if (own?.install?.status !== 'active') throw new Refused('no_such_command')
  const [command = '', ...words] = line.split(' ')
  return {
    token: 'verification-token',
    team_id: own.id,
    team_domain: own.domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user.id,
    user_name: user.name,
    command,
    text: words.join(' '),
    api_app_id: world.appId,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(world, { user: user.id, channel: channel.id }),
    trigger_id: newTrigger(world, user.id, own.id),
  }
}
