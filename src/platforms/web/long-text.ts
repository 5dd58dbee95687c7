import { cut } from './clean.ts'
import type { WebDeps } from './deps.ts'
import { visitorRoom } from './room.ts'
import { storeUpload, type Upload } from './upload.ts'
import type { Visitor } from './visitor.ts'

const whole = 20_000
const shown = 2_000

/**
 * A text too long to be read in a chat goes as a file, whole, behind its first 2,000 characters; up to
 * 20,000 characters stay as they are. The file takes the message's id, so sending again makes no second one.
 */
export async function shorten(
  deps: WebDeps,
  visitor: Visitor,
  said: { id: string; text: string },
): Promise<{ text: string; file?: Upload }> {
  if (!cut(said.text, whole).cut) return { text: said.text }
  const file = await storeUpload(deps, {
    id: said.id,
    room: visitorRoom(visitor.id),
    name: deps.translate(visitor.locale, 'web.server.longText.file'),
    mediaType: 'text/plain',
    bytes: Buffer.from(said.text, 'utf8'),
  })
  const note = deps.translate(visitor.locale, 'web.server.longText.note', { file: file.name })
  return { text: `${cut(said.text, shown).text}…\n${note}`, file }
}
