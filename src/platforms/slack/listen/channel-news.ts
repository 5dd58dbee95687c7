import { z } from 'zod'
import type { Ears } from '../hear.ts'
import { type ListenDesk, placeOf } from './desk.ts'

const text = z.string().nullish()

/** What happens to channels and to ourselves in them. */
export const newsShape = z.looseObject({
  type: z.string(),
  channel: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
  user: text,
  old_channel_id: text,
  new_channel_id: text,
})

/** The kinds of news that may concern a channel of staff. */
export const newsKinds = [
  'channel_id_changed',
  'channel_archive',
  'group_archive',
  'channel_deleted',
  'group_deleted',
  'channel_left',
  'group_left',
  'channel_unarchive',
  'group_unarchive',
  'member_joined_channel',
] as const

/** Tells the administrators when a channel of the playbook is not what it was, and takes it back when it is again. */
export async function hearNews(
  { deps, tell }: Pick<ListenDesk, 'deps' | 'tell'>,
  ears: Ears,
  news: z.infer<typeof newsShape>,
): Promise<void> {
  const { type, channel, user, old_channel_id: old, new_channel_id: now } = news
  const id = typeof channel === 'string' ? channel : channel?.id
  const at = placeOf(ears, old ?? id ?? '')
  if (!deps.host.channels.has(at)) return
  if (type === 'channel_id_changed')
    return await tell.trouble(`channel_renamed:${at}`, { channel: at, now: placeOf(ears, now ?? '') })
  if (/_(archive|deleted)$/.test(type)) return await tell.trouble(`channel_archived:${at}`, { channel: at })
  if (type.endsWith('_left')) return await tell.trouble(`channel_left:${at}`, { channel: at })
  if (type.endsWith('_unarchive')) return tell.mended(`channel_archived:${at}`)
  if (type === 'member_joined_channel' && user === ears.botUser) tell.mended(`channel_left:${at}`)
}
