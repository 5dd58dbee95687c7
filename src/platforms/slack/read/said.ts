import type { SlackMessage } from './shapes.ts'

/** Who spoke, as far as it matters for what becomes of it. */
export interface Speaker {
  /** `member`: of the workspace; `guest`: let into some of its channels; `stranger`: of another workspace. */
  kind: 'member' | 'guest' | 'stranger' | 'bot'
  staff: boolean
}

/** Where it was said. */
export interface Setting {
  /** In person, to the bot. */
  direct: boolean
  staffChannel: boolean
  /** The bot was called by its name. */
  mentioned: boolean
  /** The thread is a customer's conversation already. */
  known: boolean
}

/** What becomes of words: a customer's message, talk of staff, or nothing of ours. */
export function becomes({ kind, staff }: Speaker, setting: Setting): 'message' | 'talk' | 'nothing' {
  if (kind === 'bot') return 'nothing'
  if (setting.staffChannel) return 'talk'
  if (setting.direct) return staff ? 'talk' : 'message'
  // What staff write among customers is theirs; nothing of it is a ticket.
  if (staff) return 'nothing'
  if (kind !== 'member') return 'message'
  return setting.mentioned || setting.known ? 'message' : 'nothing'
}

/** What people write; everything else with a subtype is Slack's own (joins, topics, our own updates …). */
const utterances = new Set<string | null | undefined>([
  undefined,
  null,
  'file_share',
  'thread_broadcast',
  'me_message',
])

/** Whether somebody wrote it, and no program. An automatic mail in a channel has its own author. */
export const isUtterance = (message: Pick<SlackMessage, 'subtype' | 'bot_id' | 'user'>): boolean =>
  utterances.has(message.subtype) && !message.bot_id && Boolean(message.user)

/** A later change of something said: what it says now; `undefined` where nothing changed that people wrote. */
export function changeOf(message: SlackMessage): Changed | undefined {
  const { subtype, message: now, previous_message: before } = message
  if (subtype === 'message_deleted') {
    if (!before?.user || before.bot_id || !message.deleted_ts) return undefined
    return {
      about: 'deleted',
      user: before.user,
      ts: message.deleted_ts,
      thread: before.thread_ts,
      text: before.text ?? '',
    }
  }
  if (subtype !== 'message_changed' || !now?.user || now.bot_id) return undefined
  // Links that were unfolded, threads that were counted: the words are the same.
  if (now.subtype !== 'tombstone' && (now.text ?? '') === (before?.text ?? '')) return undefined
  if (now.subtype === 'tombstone')
    return {
      about: 'deleted',
      user: before?.user ?? now.user,
      ts: now.ts,
      thread: now.thread_ts,
      text: before?.text ?? '',
    }
  const edited = { user: now.user, ts: now.ts, thread: now.thread_ts, text: now.text ?? '' }
  return { about: 'edited', ...edited, ...(now.edited ? { at: now.edited.ts } : {}) }
}

export interface Changed {
  about: 'edited' | 'deleted'
  user: string
  /** Of the message that was changed. */
  ts: string
  thread: string | null | undefined
  /** What it says now, or said before it was deleted; as Slack writes it. */
  text: string
  /** When it was edited: the same words may come back. */
  at?: string
}
