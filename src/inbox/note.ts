import type { InboundNote, Outcome } from '../platforms/platform.ts'
import { bot } from '../tickets/opinion.ts'
import type { Work } from '../tickets/settle.ts'
import { readConversation } from '../tickets/state.ts'
import { recordHappenings } from '../tickets/ticket.ts'
import { followed } from './followed.ts'

/** What notes are about, as far as there is a word for it; anything else is `automatic`. */
const known = new Set([
  'auto_reply',
  'list',
  'loop',
  'bounce',
  'delayed',
  'edited',
  'deleted',
  'recalled',
  'servicer',
])

const longest = 500

/** What a program wrote in a conversation stands on its ticket's trail and does nothing else. */
export async function fromNote(work: Work, note: InboundNote): Promise<Outcome> {
  const { platform, conversation, about, text } = note
  const place = await readConversation(work.tx, platform, conversation)
  const found = place && (await followed(work, place))
  if (!found?.state) return { status: 'ignored' }
  const kind = `note.${known.has(about) ? about : 'automatic'}`
  // Cut by characters: half a character cannot be kept.
  const words = Array.from(text.slice(0, 2 * longest).trim())
    .slice(0, longest)
    .join('')
    .toWellFormed()
  const happened = { kind, by: bot, ...(words === '' ? {} : { note: words }) }
  await recordHappenings(work.tx, found.state.ticket.id, [happened], work.at)
  return { status: 'done' }
}
