import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Method } from '../../../src/platforms/slack/call.ts'
import { newsKinds } from '../../../src/platforms/slack/listen/channel-news.ts'
import { optionalScopes, scopes } from '../../../src/platforms/slack/workspaces/oauth.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const at = <T>(schema: z.ZodType<T>): T =>
  schema.parse(JSON.parse(readFileSync(path.join(root, 'manifest.json'), 'utf8')))

/** The published limits: https://docs.slack.dev/reference/app-manifest; anything more than we use is a fault. */
const shape = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(1), minor_version: z.literal(1) }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      // Else nobody could write to the bot.
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({
      display_name: z
        .string()
        .max(80)
        .regex(/^[a-z0-9._-]+$/),
      always_online: z.literal(true),
    }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z
            .string()
            .max(32)
            .regex(/^\/[a-z0-9_-]+$/),
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
          // Else `<@U1>` comes in as `@name`, which anybody can type.
          should_escape: z.literal(true),
        }),
      )
      .max(5),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({ bot: z.array(z.string()).max(255), bot_optional: z.array(z.string()).max(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(true),
    // Tokens of the one workspace are set by hand and would run out.
    token_rotation_enabled: z.literal(false),
  }),
})
const manifest = at(shape)
const { bot, bot_optional: optional } = manifest.oauth_config.scopes
const events = manifest.settings.event_subscriptions.bot_events

/** What each method that is called needs, by its page: https://docs.slack.dev/reference/methods. */
const needs: Record<Method, string[]> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
}

/** And each event: https://docs.slack.dev/reference/events. */
const tells: Record<string, string[]> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_id_changed: ['channels:read', 'groups:read'],
  channel_left: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  tokens_revoked: [],
}

/** Those with neither a method nor an event of their own: /ticket and shortcuts; emoji, where a company wants them. */
const besides = ['commands', 'reactions:read']

test('nothing is asked for that is not used, and nothing used that is not asked for', () => {
  const used = new Set([...Object.values(needs), ...events.map((event) => tells[event] ?? ['?'])].flat())
  expect(new Set([...bot, ...optional])).toEqual(new Set([...used, ...besides]))
  expect(bot.filter((scope) => optional.includes(scope))).toEqual([])
})

test('a workspace that installs the app itself is asked for the same', () => {
  expect(bot).toEqual(scopes)
  expect(optional).toEqual(optionalScopes)
})

test('what is told of is what is listened for, but emoji, which a company subscribes to that wants them', () => {
  const heard = ['app_home_opened', 'app_mention', 'app_uninstalled', 'tokens_revoked', ...newsKinds]
  const messages = ['message.channels', 'message.groups', 'message.im']
  expect(events).toEqual([...heard, ...messages].toSorted())
})

test('what may be missing is files to customers, emoji and finding people by mail address', () => {
  expect(optional).toEqual(['files:write', 'reactions:read', 'users:read.email'])
})

test('lists are sorted and hold everything once', () => {
  for (const list of [bot, optional, events]) expect(list).toEqual([...new Set(list)].toSorted())
})

test('every method that the code names is one of those, and each of those is called', () => {
  const folder = path.join(root, 'src/platforms/slack')
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'call.ts')
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n')
  const named = [...sources.matchAll(/'((?:auth|chat|conversations|files|reactions|users|views)\.\w+)'/g)]
  expect(named.map(([, method]) => method).filter((method) => !(method && method in needs))).toEqual([])
})
