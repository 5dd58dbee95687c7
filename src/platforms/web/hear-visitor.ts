import { isBlank } from './clean.ts'
import type { WebDeps } from './deps.ts'
import type { Admit } from './flood.ts'
import type { Limit } from './limit.ts'
import { shorten } from './long-text.ts'
import { RefusalError } from './refusal.ts'
import { visitorRoom } from './room.ts'
import { type CleanSaid, filesMax } from './said.ts'
import { attachmentOf, uploadsOf } from './upload.ts'
import type { Visitor } from './visitor.ts'
import type { Understood } from './webhook.ts'

/** What keeps one visitor from drowning the desk. */
export interface Gates {
  admit: Admit
  press: Limit
}

interface Speaker extends Gates {
  visitor: Visitor
}

/** What a visitor said or pressed, as the house is told. Throws RefusalError for what cannot be taken. */
export async function hearVisitor(deps: WebDeps, speaker: Speaker, said: CleanSaid): Promise<Understood> {
  if (said.kind === 'message') return hearMessage(deps, speaker, said)
  if (said.kind === 'talk') throw new RefusalError('forbidden')
  const { visitor, press } = speaker
  const waitMs = press(visitor.id)
  if (waitMs > 0) throw new RefusalError('too_many', { seconds: Math.ceil(waitMs / 1000) })
  // A visitor has only the buttons that were shown to them; any other is made up.
  const shown = await deps.db.webPost.findFirst({
    where: { room: visitorRoom(visitor.id), card: { path: ['key'], equals: said.card.key } },
    select: { id: true },
  })
  if (!shown) throw new RefusalError('card_gone')
  const { kind, card, action, values } = said
  return {
    inbound: {
      kind,
      platform: 'web',
      externalId: `${visitor.id}:${said.id}`,
      by: visitor.id,
      card,
      action,
      values,
    },
  }
}

async function hearMessage(
  deps: WebDeps,
  { visitor, admit }: Speaker,
  said: Extract<CleanSaid, { kind: 'message' }>,
): Promise<Understood> {
  if (isBlank(said.text) && said.uploads.length === 0) throw new RefusalError('empty')
  if (said.uploads.length > filesMax) throw new RefusalError('too_many_files', { max: filesMax })
  const room = visitorRoom(visitor.id)
  const place = await admit(visitor.id, said.id)
  const uploads = await uploadsOf(deps, room, said.uploads)
  if (uploads.length < said.uploads.length) throw new RefusalError('file_gone')
  const { text, file } = await shorten(deps, visitor, said)
  const attachments = [...uploads, ...(file ? [file] : [])].map(attachmentOf)
  const { id, name, contact, locale } = visitor
  return {
    inbound: {
      kind: 'message',
      platform: 'web',
      externalId: `${id}:${said.id}`,
      conversation: id,
      from: { id, ...(name ? { name } : {}), ...(contact ? { contact } : {}) },
      text,
      attachments,
      locale,
    },
    post: { id: said.id, seq: place.seq, room, author: 'customer', name, text, attachments, at: deps.now() },
  }
}
