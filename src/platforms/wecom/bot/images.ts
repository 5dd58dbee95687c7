import { fileTypeFromBuffer } from 'file-type'
import { messageOf } from '../../../lib/errors.ts'
import type { InboundAttachment, OpenedFile } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'
import type { Media } from './decode.ts'
import { openMedia } from './media.ts'

const mostBytes = 20 * 1024 * 1024
const most = 9
const patienceMs = 10_000
const pictures = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp'])
const place = /^\/api\/files\/wecom-bot-([0-9a-f-]{36})$/

/** Keeps the pictures of a message; undefined where one of them could not be had, or is no picture. */
export async function keepImages(
  deps: OpenDeps,
  msgid: string,
  images: readonly Media[],
): Promise<InboundAttachment[] | undefined> {
  if (images.length > most) return undefined
  const kept: InboundAttachment[] = []
  for (const [nth, image] of images.entries()) {
    const attachment = await keepOne(deps, { msgid, nth }, image).catch((error: unknown) => {
      deps.log.warn({ platform: 'wecom', error: messageOf(error) }, 'A picture could not be fetched')
      return undefined
    })
    if (!attachment) return undefined
    kept.push(attachment)
  }
  return kept
}

async function keepOne(
  { db, fetch, now }: OpenDeps,
  { msgid, nth }: { msgid: string; nth: number },
  { url, aesKey }: Media,
): Promise<InboundAttachment | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) })
  if (!response.ok || Number(response.headers.get('content-length') ?? 0) > mostBytes) return undefined
  const bytes = openMedia(Buffer.from(await response.arrayBuffer()), aesKey)
  const kind = await fileTypeFromBuffer(bytes)
  if (!kind || !pictures.has(kind.mime) || bytes.length > mostBytes) return undefined
  const name = `${nth + 1}.${kind.ext}`
  // A redelivery is the same picture.
  const { id } = await db.wecomBotFile.upsert({
    where: { msgid_nth: { msgid, nth } },
    create: { msgid, nth, name, mediaType: kind.mime, bytes: new Uint8Array(bytes), keptAt: now() },
    update: {},
  })
  return { name, size: bytes.length, mediaType: kind.mime, ref: `/api/files/wecom-bot-${id}` }
}

/** The picture behind a reference. */
export async function openImage({ db }: OpenDeps, ref: string): Promise<OpenedFile | undefined> {
  const [, id] = place.exec(ref) ?? []
  const file = id === undefined ? null : await db.wecomBotFile.findUnique({ where: { id } })
  if (!file) return undefined
  const { name, mediaType, bytes } = file
  return { name, mediaType, bytes: Buffer.from(bytes), shown: pictures.has(mediaType) }
}
